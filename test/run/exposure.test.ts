import { describe, expect, it } from 'vitest';
import type { FileEntry, Snapshot } from '../../src/core/files.ts';
import type { Check } from '../../src/core/plan.ts';
import type { Task } from '../../src/core/task.ts';
import { exposureOf } from '../../src/run/exposure.ts';
import { makeTask } from '../support/work-lab.ts';

const ENTRY: FileEntry = { mode: '100644', id: 'a'.repeat(40) };
const SNAPSHOT: Snapshot = {
  source: 'index',
  tree: new Map(['a.ts', 'b.ts', 'c.md', 'config.json'].map((path) => [path, ENTRY])),
  changed: new Map([
    ['a.ts', 'modified'],
    ['gone.ts', 'deleted'],
  ]),
};

function check(task: Partial<Task>, more: Partial<Check> = {}): Check {
  return {
    task: makeTask({ scope: 'file', check: [['x', '{files}']], ...task }),
    writes: false,
    files: [],
    dependsOn: [],
    ...more,
  };
}

describe('exposureOf', () => {
  it('exposes nothing where nothing runs', () => {
    expect(exposureOf([], SNAPSHOT)).toEqual({ everything: false, reads: new Set(), rewrites: new Set() });
  });

  it('exposes what is committed, what is handed over, and inputs', () => {
    const inputs = { include: ['^config\\.json$'], exclude: [] };
    const { everything, reads } = exposureOf([check({ inputs }, { files: ['b.ts'], dependsOn: ['c.md'] })], SNAPSHOT);

    expect(everything).toBe(false);
    expect([...reads].sort()).toEqual(['a.ts', 'b.ts', 'c.md', 'config.json', 'gone.ts']);
  });

  it('exposes everything to a task that reads the whole project', () => {
    expect(exposureOf([check({ scope: 'project' })], SNAPSHOT).everything).toBe(true);
  });

  it('knows what fixers are handed', () => {
    const fixer = check({ fix: [['x', '{files}']] }, { writes: true, files: ['a.ts'], dependsOn: ['a.ts', 'b.ts'] });

    expect([...exposureOf([fixer, check({}, { files: ['b.ts'] })], SNAPSHOT).rewrites]).toEqual(['a.ts']);
  });

  it('knows what a fixing command may rewrite that stands in for a checking one', () => {
    const withFiles = check({ check: [], fix: [['x', '{files}']] }, { files: ['a.ts'], dependsOn: ['a.ts', 'b.ts'] });
    const without = check({ check: [], fix: [['x']] }, { files: ['a.ts'], dependsOn: ['a.ts', 'b.ts'] });

    expect([...exposureOf([withFiles], SNAPSHOT).rewrites]).toEqual(['a.ts']);
    expect([...exposureOf([without], SNAPSHOT).rewrites]).toEqual(['a.ts', 'b.ts']);
  });

  it('knows what a kind mends that reads objects of git, and shows it nothing else', () => {
    const mending = check(
      { scope: 'project', readsSnapshot: true, mends: true },
      { writes: true, files: ['a.ts'], dependsOn: ['a.ts', 'b.ts'] },
    );

    expect(exposureOf([mending], SNAPSHOT)).toEqual({
      everything: false,
      reads: new Set(),
      rewrites: new Set(['a.ts']),
    });
  });

  it('exposes nothing to what reads objects of git, or the arguments of a hook', () => {
    const running = [
      check({ scope: 'project', readsSnapshot: true }, { files: ['a.ts'] }),
      check({ scope: 'project', usesArguments: true, check: [['x', '{message}']] }, { files: ['a.ts'] }),
    ];

    expect(exposureOf(running, SNAPSHOT)).toEqual({ everything: false, reads: new Set(), rewrites: new Set() });
  });

  it('exposes files to what takes them besides the arguments of a hook', () => {
    const both = check(
      { usesArguments: true, check: [['x', '{message}', '{files}']], fix: [['x', '{message}', '{files}']] },
      { writes: true, files: ['a.ts'] },
    );

    expect([...exposureOf([both], SNAPSHOT).rewrites]).toEqual(['a.ts']);
  });

  it('shows untracked files only where every task that reads the whole project may see them', () => {
    const open = check({ scope: 'project', seesUntracked: true });
    const closed = check({ scope: 'project' });
    const shown = (...checks: readonly Check[]) => {
      const { everything, showsUntracked } = exposureOf(checks, SNAPSHOT);
      return { everything, showsUntracked };
    };

    expect(shown(open, check({}))).toEqual({ everything: true, showsUntracked: true });
    expect(shown(open, closed)).toEqual({ everything: true, showsUntracked: undefined });
    expect(shown(check({}))).toEqual({ everything: false, showsUntracked: undefined });
  });
});
