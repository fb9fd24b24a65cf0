import { describe, expect, it } from 'vitest';
import { type LeftOutOf, whyLeftOut } from '../../../src/core/explain/left-out.ts';
import type { ChangeKind, FileEntry, FileMode, FileSet, Snapshot } from '../../../src/core/files.ts';
import type { Task, Tier } from '../../../src/core/task.ts';
import { ending } from '../../support/fake-run.ts';
import { makeTask } from '../../support/work-lab.ts';

const SCRIPTS = { files: ending('.ts') };
const tierOf = (task: Task, more: Partial<Tier> = {}): Tier => ({
  ...{ name: 'fast', root: '', nested: [], on: [], tasks: [task], gates: {} },
  ...more,
});
const treeOf = (files: Readonly<Record<string, FileMode>>): FileSet =>
  new Map(Object.entries(files).map(([path, mode]): [string, FileEntry] => [path, { mode, id: 'a' }]));
const snapshotOf = (
  changed: Readonly<Record<string, ChangeKind>>,
  files: Readonly<Record<string, FileMode>> = {},
): Snapshot => ({
  source: 'index',
  tree: treeOf(files),
  changed: new Map(Object.entries(changed)),
});

describe('why a task is left out', () => {
  const why = (more: Partial<LeftOutOf>, task: Partial<Task> = {}, tier: Partial<Tier> = {}) => {
    const own = makeTask({ ...SCRIPTS, ...task });
    return whyLeftOut({
      task: own,
      tier: tierOf(own, tier),
      reason: 'no-files',
      snapshot: snapshotOf({}),
      circumstances: { branches: ['main'], merging: true, rebasing: false },
      skips: [],
      ...more,
    });
  };

  it('is who skipped it', () => {
    const skips = [{ task: 'lint', by: 'env', reason: 'it is down' } as const];
    expect(why({ reason: 'by-user', skips })).toEqual({ type: 'skipped', by: 'env', reason: 'it is down' });
  });

  it.each([
    [{ branches: { include: ['^release$'], exclude: [] } }, 'branches'],
    [{ not: ['merge'] }, 'merge'],
  ] as const)('is the condition that does not hold: %j', (when, unmet) => {
    expect(why({ reason: 'when' }, { when })).toEqual({ type: 'condition', unmet, branches: ['main'] });
  });

  it('is that nothing changed at all', () => {
    expect(why({})).toEqual({ type: 'unchanged' });
  });

  it('is that nothing that changed matches', () => {
    const snapshot = snapshotOf({ 'a.md': 'modified', 'app/b.md': 'modified' });
    expect(why({ snapshot })).toEqual({ type: 'unmatched', changed: 2, governed: 2, excluded: [] });
    expect(why({ snapshot }, {}, { nested: ['app'] })).toMatchObject({ changed: 2, governed: 1 });
    expect(why({ snapshot }, {}, { root: 'web' })).toMatchObject({ changed: 2, governed: 0 });
  });

  it('is that what matches cannot be handed to a program', () => {
    const snapshot = snapshotOf({ 'a.ts': 'deleted', 'b.ts': 'added' }, { 'b.ts': '120000' });
    expect(why({ snapshot })).toEqual({ type: 'nothing-to-hand', paths: ['a.ts', 'b.ts'], areGone: false });
  });

  it('is that all that matches is deleted', () => {
    expect(why({ snapshot: snapshotOf({ 'a.ts': 'deleted' }) })).toMatchObject({ paths: ['a.ts'], areGone: true });
  });

  it('is which files are excluded that its globs match', () => {
    const snapshot = snapshotOf({ 'vendor/a.ts': 'modified', 'b.md': 'modified' });
    const files = { ...SCRIPTS.files, exclude: ['^vendor/.*$'] };
    expect(why({ snapshot }, { files })).toMatchObject({ type: 'unmatched', excluded: ['vendor/a.ts'] });
  });
});
