import { describe, expect, it } from 'vitest';
import type { FileEntry, FileSet } from '../../../src/core/files.ts';
import type { KeyParts } from '../../../src/core/memory/fingerprint.ts';
import { type Origin, presentOfFiles } from '../../../src/core/memory/origin.ts';
import { checkStanding, earlierStandings, fileStandings, type LookedUp } from '../../../src/core/memory/standings.ts';
import { makeTask } from '../../support/work-lab.ts';

const tree: FileSet = new Map(['a', 'b', 'c'].map((path): [string, FileEntry] => [path, { mode: '100644', id: path }]));
const PARTS: KeyParts = { node: '20' };
const origin = (files: readonly string[], parts: KeyParts = PARTS): Origin => ({
  ...{ at: '2026-01-01T00:00:00.000Z', worktree: '/shop', trigger: 'pre-commit', versions: {} },
  ...presentOfFiles(parts, files, tree),
});
const about = (more: Partial<LookedUp> = {}): LookedUp => ({
  check: { task: makeTask(), writes: false, files: ['a', 'b', 'c'], dependsOn: ['a', 'b', 'c'] },
  tree,
  parts: PARTS,
  origins: [],
  missing: new Set(),
  fixable: new Set(),
  ...more,
});

describe('what is known of files', () => {
  it('is each by itself, from the run that looked at it', () => {
    const origins = [origin(['a', 'c']), origin(['b'], { node: '18' })];
    const found = fileStandings(['b', 'a', 'c'], about({ origins, missing: new Set(['b', 'c']) }));
    expect(
      found.map(({ file, remembered, differences }) => [file, remembered, differences.map(({ part }) => part)]),
    ).toEqual([
      ['b', false, ['node']],
      ['a', true, []],
      ['c', false, []],
    ]);
    expect(found.every((standing) => standing.origin !== undefined)).toBe(true);
  });

  it('is that a fix is remembered', () => {
    const found = fileStandings(['a', 'b'], about({ missing: new Set(['a', 'b']), fixable: new Set(['b']) }));
    expect(found.map(({ fixKnown }) => fixKnown)).toEqual([undefined, true]);
  });

  it('is not where a remembered pass came from when nobody noted it', () => {
    const [found] = fileStandings(['a'], about({ origins: [origin(['a'], { node: '18' })] }));
    expect(found).toEqual({ file: 'a', remembered: true, differences: [] });
  });
});

it('What is known of a whole check is about all of its files', () => {
  const found = checkStanding(about({ origins: [origin(['a', 'b'])] }), false);
  expect(found).toMatchObject({ remembered: false, differences: [{ part: 'files', name: 'c', now: 'c' }] });
  expect(checkStanding(about(), false)).toEqual({ remembered: false, differences: [] });
});

describe('in what a pass differed from those before', () => {
  const at = '2026-01-02T00:00:00.000Z';
  const pass = (files: readonly string[], parts: KeyParts = PARTS): Origin => ({ ...origin(files, parts), at });

  it('is told of each file, with what passed before that run and nothing of the run itself', () => {
    const found = earlierStandings([pass(['a', 'b']), pass(['c']), origin(['a'], { node: '18' })], at, true);
    expect(found.map(({ file, differences }) => [file, differences.map(({ part }) => part)])).toEqual([
      ['a', ['node']],
      ['b', []],
      ['c', []],
    ]);
    expect(found.map(({ origin: before }) => before?.at)).toEqual(['2026-01-01T00:00:00.000Z', undefined, undefined]);
  });

  it('is told of all files together where they pass as a whole', () => {
    const found = earlierStandings([pass(['a', 'b']), origin(['a'])], at, false);
    expect(found).toMatchObject([{ remembered: false, differences: [{ part: 'files', name: 'b' }] }]);
  });

  it('is nothing where that run made no pass', () => {
    expect(earlierStandings([origin(['a'])], at, true)).toEqual([]);
    expect(earlierStandings([origin(['a'])], at, false)).toEqual([]);
  });
});
