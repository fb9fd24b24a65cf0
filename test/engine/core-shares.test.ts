import { describe, expect, it } from 'vitest';
import { shareCores } from '../../src/engine/core-shares.ts';
import { makeTask } from '../support/work-lab.ts';

/** Programs that each of several tasks may be split over, given how many files each has to look at. */
function sharesOf(files: readonly number[], cores: number): readonly number[] {
  const tasks = files.map((_, index) => makeTask({ name: `task ${index}` }));
  const cut = shareCores(new Map(tasks.map((task, index) => [task, files[index] ?? 0])), cores);
  return tasks.map(cut);
}

describe('shareCores', () => {
  it.each([
    ['all to one that is alone', [200], 4, [4]],
    ['one program to each where all are needed', [190, 200, 10], 2, [1, 1, 1]],
    ['most to one that has nearly all the files', [1000, 10], 2, [2, 1]],
    ['by the files', [300, 100], 8, [6, 4]],
    ['no less than an equal share to one with few', [1000, 100], 8, [7, 4]],
    ['one to each of more tasks than cores', [50, 50, 50, 50, 50], 2, [1, 1, 1, 1, 1]],
    ['one where nothing is to look at', [0], 1, [1]],
    ['one where no core is known', [200], 0, [1]],
  ])('gives %s', (_, files, cores, shares) => {
    expect(sharesOf(files, cores)).toEqual(shares);
  });

  it('gives all to a task that nobody expected', () => {
    expect(shareCores(new Map(), 4)(makeTask({ name: 'late' }))).toBe(4);
  });
});
