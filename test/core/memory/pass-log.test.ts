import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPasses, formatPass, passesOf } from '../../../src/core/memory/pass-log.ts';

const key = (seed: string | number) => createHash('sha1').update(`${seed}`).digest('hex');
const name = (seed: string | number) => key(`name ${seed}`);
const find = (text: string, ...keys: readonly string[]) => [...findPasses(Buffer.from(text, 'latin1'), keys)];

describe('a log of passes', () => {
  it('gives back what was written, in any mixture of contents', () => {
    const contents = ['-', name(1), 'word', '-', name(2)];
    const text = contents.map((content, index) => formatPass(key(index), content)).join('\n');
    const expected = contents.map((content, index) => ({ key: key(index), content }));
    expect(passesOf(Buffer.from(text))).toEqual(expected);
    for (const { key: one, content } of expected) expect(find(text, one)).toEqual([[one, content]]);
    expect(find(text, key(9))).toEqual([]);
    expect(find('', key(1))).toEqual([]);
    expect(find(text)).toEqual([]);
  });

  it('counts the last whole line for a key', () => {
    const text = formatPass(key(1), '-') + formatPass(key(1), name(1));
    expect(find(text, key(1))).toEqual([[key(1), name(1)]]);
    const damaged = `${text.slice(0, -3)}x\n`;
    expect(find(damaged, key(1))).toEqual([[key(1), '-']]);
  });

  it('finds passes around lines that were left unfinished', () => {
    const whole = formatPass(key(1), '-');
    const half = formatPass(key(2), name(2)).slice(0, 50);
    expect(find(`${half}\n${whole}${half}\n${formatPass(key(3), '-')}${half}`, key(1), key(2), key(3))).toEqual([
      [key(3), '-'],
      [key(1), '-'],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['newlines', '\n\n\n'],
    ['zeros', '\0'.repeat(200)],
    ['a key alone', key(1)],
    ['a key and a blank', `${key(1)} `],
    ['a key without a sum', `${key(1)} -`],
    ['a sum that is too short', formatPass(key(1), '-').slice(0, -2)],
    ['a key of another length', formatPass(key(1).slice(1), '-')],
  ])('takes %s for no pass', (_, text) => {
    expect(passesOf(Buffer.from(text, 'latin1'))).toEqual([]);
    expect(find(text, key(1))).toEqual([]);
  });

  it('never makes a pass of damaged bytes', () => {
    const keys = [0, 1, 2, 3].map(key);
    const log = Buffer.from(keys.map((one, index) => formatPass(one, index % 2 ? name(index) : '-')).join(''));
    fc.assert(
      fc.property(fc.nat(log.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = Buffer.from(log);
        damaged[at] = byte;
        const found = findPasses(damaged, keys);
        for (const [one, content] of found) expect(content).toBe(keys.indexOf(one) % 2 ? name(keys.indexOf(one)) : '-');
        expect(found.size).toBeGreaterThanOrEqual(2);
        if (log[at] === byte) expect(found.size).toBe(4);
      }),
    );
  });

  it('loses what was cut off and nothing else', () => {
    const keys = Array.from({ length: 30 }, (_, index) => key(index));
    const log = keys.map((one) => formatPass(one, '-')).join('');
    fc.assert(
      fc.property(fc.nat(log.length), (length) => {
        const line = formatPass(key(0), '-').length;
        // The newline of the last line may be missing.
        expect(find(log.slice(0, length), ...keys)).toHaveLength(Math.floor((length + 1) / line));
      }),
    );
  });
});
