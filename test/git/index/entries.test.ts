import { describe, expect, it } from 'vitest';
import { parseRawDiff, parseRawDiffs } from '../../../src/git/index/entries.ts';

const ONE = '1'.repeat(40);
const TWO = '2'.repeat(40);
const NONE = '0'.repeat(40);
const COMMIT = 'c'.repeat(40);
const OTHER = 'd'.repeat(40);
const output = (...fields: readonly string[]) => Buffer.from(fields.map((field) => `${field}\0`).join(''), 'latin1');

describe('parseRawDiff', () => {
  it('says how each path differs, and what it held and holds', () => {
    const diff = parseRawDiff(
      output(
        ...[`:000000 100644 ${NONE} ${ONE} A`, 'added', `:100644 000000 ${ONE} ${NONE} D`, 'deleted'],
        ...[`:100644 100755 ${ONE} ${TWO} M`, 'modified', `:100644 120000 ${ONE} ${TWO} T`, 'typed'],
      ),
    );

    expect(Object.fromEntries(diff.changed)).toEqual({
      added: 'added',
      deleted: 'deleted',
      modified: 'modified',
      typed: 'modified',
    });
    expect(Object.fromEntries(diff.before)).toMatchObject({ deleted: { id: ONE }, modified: { mode: '100644' } });
    expect([...diff.before.keys()]).not.toContain('added');
    expect(Object.fromEntries(diff.after)).toMatchObject({ added: { id: ONE }, modified: { mode: '100755', id: TWO } });
    expect([...diff.after.keys()]).not.toContain('deleted');
  });
});

describe('parseRawDiffs', () => {
  const record = (path: string) => [`:100644 100644 ${ONE} ${TWO} M`, path];

  it('is empty where nothing was listed', () => {
    expect(parseRawDiffs(Buffer.alloc(0))).toEqual(new Map());
  });

  it('tells commits apart, and has several of a merge', () => {
    const diffs = parseRawDiffs(
      output(COMMIT, ...record('a'), ...record('b'), OTHER, ...record('c'), OTHER, ...record('d')),
    );

    expect([...diffs].map(([id, of]) => [id, of.map(({ changed }) => [...changed.keys()])])).toEqual([
      [COMMIT, [['a', 'b']]],
      [OTHER, [['c'], ['d']]],
    ]);
  });

  it('takes names that look like a record or a commit for names', () => {
    const diffs = parseRawDiffs(output(COMMIT, ...record(':100644'), ...record(OTHER)));

    expect([...(diffs.get(COMMIT)?.[0]?.changed.keys() ?? [])]).toEqual([':100644', OTHER]);
  });

  it('keeps names that are not UTF-8', () => {
    const diffs = parseRawDiffs(output(COMMIT, ...record('caf\xe9')));

    expect([...(diffs.get(COMMIT)?.[0]?.changed.keys() ?? [])]).toEqual(['caf\udce9']);
  });
});
