import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../../src/config/globs.ts';
import type { Task, Tier } from '../../../src/core/task.ts';
import { ownComparisons } from '../../../src/run/pushes/own-comparisons.ts';
import { makeTask } from '../../support/work-lab.ts';

describe('ownComparisons', () => {
  const compared = { changed: new Map(), before: new Map() };
  const circumstances = { branches: ['main', 'release/1'], merging: false, rebasing: false };
  const forBranches = (...globs: readonly string[]) => makeTask({ when: { branches: compileGlobs(globs, []) } });
  const tier = (...tasks: readonly Task[]): Tier => ({ name: 'slow', root: '', nested: [], on: [], tasks, gates: {} });

  it('are of tasks for one of the branches that are pushed to', async () => {
    const [any, main, other, not] = [makeTask(), forBranches('main'), forBranches('x'), makeTask({ when: {} })];
    const asked: unknown[] = [];
    const compareWith = async (branches: unknown) => {
      asked.push(branches);
      return compared;
    };
    const own = await ownComparisons({ circumstances, compareWith }, [tier(any, main), tier(other, not)]);

    expect([any, main, other, not].map((task) => own(task))).toEqual([undefined, compared, undefined, undefined]);
    expect(asked).toEqual([main.when?.branches]);
  });

  it('are none where nothing is pushed', async () => {
    const main = forBranches('main');

    expect((await ownComparisons({ circumstances }, [tier(main)]))(main)).toBeUndefined();
  });
});
