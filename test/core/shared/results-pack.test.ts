import { describe, expect, it } from 'vitest';
import { packId, packName, parsePackName } from '../../../src/core/shared/pack-name.ts';
import { planPacks } from '../../../src/core/shared/plan-packs.ts';
import { refOfBranch } from '../../../src/core/shared/results-branch.ts';
import { formatPack, objectsOf, type PackedObject } from '../../../src/core/shared/results-pack.ts';

const NAMES = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-26T12:00:00.000Z');

function object(at: number, text: string, kind: PackedObject['kind'] = 'entry'): PackedObject {
  return { kind, name: NAMES[at] ?? '', bytes: Buffer.from(text) };
}

describe('a pack', () => {
  it('gives back what was put in, the same bytes in whichever order', () => {
    const [one, two, three] = [object(0, 'one'), object(1, ''), object(1, 'a blob', 'blob')];
    const pack = formatPack([one, two, three]);
    expect(formatPack([three, one, two])).toEqual(pack);
    const texts = objectsOf(pack).map(({ kind, name, bytes }) => [kind, name, Buffer.from(bytes).toString()]);
    expect(texts).toEqual([
      ['blob', NAMES[1], 'a blob'],
      ['entry', NAMES[0], 'one'],
      ['entry', NAMES[1], ''],
    ]);
  });

  it('holds of objects with one name the last', () => {
    expect(
      objectsOf(formatPack([object(0, 'old'), object(0, 'new')])).map(({ bytes }) => Buffer.from(bytes).toString()),
    ).toEqual(['new']);
  });

  it('is damaged in whichever byte without more than missing or wrong objects', () => {
    const pack = formatPack([object(0, 'one'), object(1, 'two')]);
    for (let at = 0; at < pack.length; at += 1) {
      for (const flip of [1, 0x80, 0xff]) {
        const damaged = Buffer.from(pack);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        for (const { bytes } of objectsOf(damaged)) expect(bytes.length).toBeLessThanOrEqual(pack.length);
      }
      objectsOf(pack.subarray(0, at));
    }
    expect(objectsOf(Buffer.from('<html>'))).toEqual([]);
    expect(objectsOf(Buffer.from('lattice-hooks pack 1 9999999\n'))).toEqual([]);
  });
});

describe('a name of a pack', () => {
  it('says when it was made and what is in it, and nothing else is one', () => {
    const name = packName(Buffer.from('x'), NOW);
    expect(name).toMatch(/^20261126T120000000Z-[0-9a-f]{40}\.pack$/);
    expect(parsePackName(name)).toEqual({ at: NOW, id: packId(Buffer.from('x')) });
    for (const other of ['README.md', `../${name}`, name.replace('1126', '1399'), name.toUpperCase(), `${name}.tmp`])
      expect(parsePackName(other)).toBeUndefined();
  });
});

describe('planPacks', () => {
  const limits = { bytes: 100, packs: 4, age: 30 * DAY };
  const pack = (days: number, size: number, text = `${days} ${size}`) => ({
    name: packName(Buffer.from(text), NOW - days * DAY),
    size,
  });

  it('keeps what fits, and drops the oldest where it is too much', () => {
    const [oldest, older, newest] = [pack(2, 60), pack(1, 30), pack(0, 20)];
    expect(planPacks([older, newest], 10, NOW, limits)).toEqual({ keep: [older, newest], merge: [] });
    expect(planPacks([newest, oldest, older], 10, NOW, limits)).toEqual({ keep: [older, newest], merge: [] });
  });

  it('drops what is too old to count, and what says that it comes from another time', () => {
    expect(planPacks([pack(31, 1), pack(-2, 1)], 1, NOW, limits)).toEqual({ keep: [], merge: [] });
  });

  it('puts those of a day together once there are many, and never those of two', () => {
    const [yesterday, first, second, third] = [pack(1, 1), pack(0.1, 2), pack(0.05, 3), pack(0, 4)];
    const plan = planPacks([third, yesterday, first, second], 1, NOW, limits);
    expect(plan).toEqual({ keep: [yesterday], merge: [[first, second, third]] });
  });
});

describe('refOfBranch', () => {
  it('takes names of branches and whole refs, and nothing that git or a shell takes for something else', () => {
    expect(refOfBranch('lattice-results')).toBe('refs/heads/lattice-results');
    expect(refOfBranch('ci/results')).toBe('refs/heads/ci/results');
    expect(refOfBranch('refs/lattice-hooks/results')).toBe('refs/lattice-hooks/results');
    for (const bad of [
      '',
      '-x',
      'a..b',
      'a b',
      'a.lock',
      'a/',
      '/a',
      'refs/heads',
      'a:b',
      '+a',
      'a^b',
      'a.',
      'a/.b',
      'a\nb',
    ])
      expect(refOfBranch(bad)).toBeUndefined();
  });
});
