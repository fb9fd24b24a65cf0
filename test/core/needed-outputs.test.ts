import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import { planRun } from '../../src/core/plan.ts';
import type { Task } from '../../src/core/task.ts';
import { makeTask } from '../support/work-lab.ts';

const about = (glob: string) => compileGlobs([glob], []);
const build: Partial<Task> = { name: 'build', files: about('src/**'), check: [['build']], outputs: ['dist/**'] };
const test: Partial<Task> = { name: 'test', files: about('test/**'), check: [['test']], needs: ['build'] };

/** What a change of a test starts of these tasks, and why it leaves out the rest. */
function plan(
  tasks: readonly Partial<Task>[],
  more: { readonly skip?: readonly string[]; readonly only?: readonly string[] } = {},
) {
  const entry = { mode: '100644', id: 'a' } as const;
  const tree = new Map(['src/a.ts', 'src/b.ts', 'test/a.ts'].map((path) => [path, entry]));
  const tier = { name: 'fast', root: '', nested: [], on: [], gates: {}, tasks: tasks.map(makeTask) };
  const { checks, leftOut } = planRun({
    tiers: [tier],
    snapshot: { source: 'index', tree, changed: new Map([['test/a.ts', 'modified']]) },
    circumstances: { branches: [], merging: false, rebasing: false },
    fixing: true,
    skip: new Set(more.skip),
    ...(more.only === undefined ? {} : { only: new Set(more.only) }),
  });
  return {
    checks: checks.map(({ task, files, writes }) => [task.name, files.length, writes]),
    leftOut: leftOut.map(({ task, reason }) => [task.name, reason]),
  };
}

describe('a task that nothing changed for', () => {
  it('is part of the run when one needs what it leaves, about all of its files', () => {
    expect(plan([build, test])).toEqual({
      checks: [
        ['build', 2, false],
        ['test', 1, false],
      ],
      leftOut: [],
    });
  });

  it('is so through others that leave something', () => {
    const bundle: Partial<Task> = { ...build, name: 'bundle', needs: ['build'], outputs: ['bundle.js'] };
    expect(plan([bundle, build, { ...test, needs: ['bundle'] }]).checks.map(([name]) => name)).toEqual([
      'bundle',
      'build',
      'test',
    ]);
  });

  it('rewrites nothing', () => {
    expect(plan([{ ...build, fix: [['build', '--fix']] }, test]).checks[0]).toEqual(['build', 2, false]);
  });

  it.each<[string, readonly Partial<Task>[]]>([
    ['nobody needs it', [build, { ...test, needs: [] }]],
    ['it leaves nothing', [{ ...build, outputs: [] }, test]],
    ['it is never remembered', [{ ...build, cache: false }, test]],
    [
      'it would be handed files and has none',
      [{ ...build, files: about('lib/**'), check: [['build', '{files}']] }, test],
    ],
  ])('is left out where %s', (_, tasks) => {
    expect(plan(tasks)).toEqual({ checks: [['test', 1, false]], leftOut: [['build', 'no-files']] });
  });

  it('stays out at the wish of a person', () => {
    expect(plan([build, test], { skip: ['build'] }).leftOut).toEqual([['build', 'by-user']]);
    expect(plan([build, test], { only: ['test'] })).toEqual({ checks: [['test', 1, false]], leftOut: [] });
  });
});
