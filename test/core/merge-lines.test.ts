import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines, type LineChange, linesOf } from '../../src/core/changed-lines.ts';
import { mergeLines } from '../../src/core/merge-lines.ts';

const text = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** Texts of few different lines, the last of which may have no end. */
const texts = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd'), { maxLength: 12 }).map((all) => all.join(''));

function rebuild(before: readonly string[], changes: readonly LineChange[]): string {
  const after = [...before];
  for (const { start, end, lines } of [...changes].reverse()) after.splice(start, end - start, ...lines);
  return after.join('');
}

describe('the lines that changed', () => {
  it('make the second version of the first', () => {
    fc.assert(
      fc.property(texts, texts, (one, two) => {
        const before = linesOf(one);
        expect(rebuild(before, changedLines(before, linesOf(two)) ?? [])).toBe(two);
      }),
      { numRuns: 2000 },
    );
  });

  it('have a common line between one change and the next, and are as few as can be', () => {
    fc.assert(
      fc.property(texts, texts, (one, two) => {
        const [before, after] = [linesOf(one), linesOf(two)];
        const changes = changedLines(before, after) ?? [];
        changes.slice(1).forEach(({ start }, index) => {
          expect(start).toBeGreaterThan(changes[index]?.end ?? 0);
        });
        const count = changes.reduce((sum, { start, end, lines }) => sum + end - start + lines.length, 0);
        expect(count).toBe(before.length + after.length - 2 * commonLength(before, after));
      }),
      { numRuns: 1000 },
    );
  });

  it('are not looked for among thousands', () => {
    const of = (name: string) => Array.from({ length: 600 }, (_, at) => `${name} ${at}\n`);
    expect(changedLines([...of('a'), 'same\n'], ['same\n', ...of('b')])).toBeUndefined();
    expect(changedLines(of('a'), [])).toHaveLength(1);
  });
});

/** Length of the longest common subsequence, by the book. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const row = [0];
    b.forEach((other, at) => {
      row.push(line === other ? (above[at] ?? 0) + 1 : Math.max(row[at] ?? 0, above[at + 1] ?? 0));
    });
    above = row;
  }
  return above[b.length] ?? 0;
}

describe('a merge', () => {
  it('has the changes of both where a line is between them', () => {
    const base = text('1', '2', '3', '4', '5');
    expect(mergeLines(base, text('ours', '2', '3', '4', '5'), text('1', '2', '3', '5', 'theirs'))).toBe(
      text('ours', '2', '3', '5', 'theirs'),
    );
  });

  it('is none where they touch, overlap, or insert in one place', () => {
    const base = text('1', '2', '3');
    expect(mergeLines(base, text('ours', '2', '3'), text('1', 'theirs', '3'))).toBeUndefined();
    expect(mergeLines(base, text('1', '3'), text('1', 'theirs', '3'))).toBeUndefined();
    expect(mergeLines(base, text('1', 'ours', '2', '3'), text('1', 'theirs', '2', '3'))).toBeUndefined();
    expect(mergeLines('', text('ours'), text('theirs'))).toBeUndefined();
  });

  it('has a change once that both made', () => {
    const base = text('1', '2', '3', '4', '5');
    const both = text('1', 'both', '3', '4', '5');
    expect(mergeLines(base, both, both)).toBe(both);
    expect(mergeLines(base, both, text('1', 'both', '3', '4', 'theirs'))).toBe(text('1', 'both', '3', '4', 'theirs'));
  });

  it('is the changed version where the other is as before, and does not ask who is who', () => {
    fc.assert(
      fc.property(texts, texts, texts, (base, one, two) => {
        expect(mergeLines(base, one, base)).toBe(one);
        expect(mergeLines(base, base, two)).toBe(two);
        expect(mergeLines(base, one, two)).toBe(mergeLines(base, two, one));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a missing end of the last line, and never joins two lines', () => {
    expect(mergeLines('1\n2\n3', 'ours\n2\n3', '1\n2\n3\n')).toBe('ours\n2\n3\n');
    expect(mergeLines('1\n2\n3\n', 'ours\n2\n3\n', '1\n2\n3')).toBe('ours\n2\n3');
    fc.assert(
      fc.property(texts, texts, texts, (base, one, two) => {
        const known = new Set([base, one, two].flatMap(linesOf));
        expect(linesOf(mergeLines(base, one, two) ?? '').filter((line) => !known.has(line))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
