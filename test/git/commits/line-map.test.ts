import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineMap } from '../../../src/git/commits/line-map.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

function blob(lines: readonly string[]): string {
  repository.write('../blob', lines.map((line) => `${line}\n`).join(''));
  return repository.git('hash-object', '-w', '../blob');
}

const exactly = (line: number) => ({ line, isExact: true });
const near = (line: number) => ({ line, isExact: false });

describe('lineMap', () => {
  it('moves lines behind what was added and what was taken away', async () => {
    const map = await lineMap(repository.place, blob(['a', 'b', 'c', 'd', 'e']), blob(['new', 'a', 'b', 'e']));

    expect([2, 3, 4].map(map)).toEqual([exactly(1), exactly(2), exactly(5)]);
  });

  it('leads from a changed line to the one that it was made of', async () => {
    const map = await lineMap(repository.place, blob(['a', 'x  =1', 'y  =2', 'b']), blob(['a', 'x = 1', 'y = 2', 'b']));

    expect([1, 2, 3, 4].map(map)).toEqual([exactly(1), near(2), near(3), exactly(4)]);
  });

  it('leads from lines that were added to the place where they were', async () => {
    const map = await lineMap(repository.place, blob(['a', 'b']), blob(['first', 'a', 'between', 'b', 'last']));

    expect([1, 3, 5].map(map)).toEqual([near(1), near(1), near(2)]);
  });

  it('leads from one line made of several to the first, and from several made of one to that', async () => {
    const joined = await lineMap(repository.place, blob(['a', '(', '1', ')', 'b']), blob(['a', '(1)', 'b']));
    const split = await lineMap(repository.place, blob(['a', '(1)', 'b']), blob(['a', '(', '1', ')', 'b']));

    expect([2, 3].map(joined)).toEqual([near(2), exactly(5)]);
    expect([2, 3, 4, 5].map(split)).toEqual([near(2), near(2), near(2), exactly(3)]);
  });

  it('is the identity for equal texts, whatever the user has configured', async () => {
    repository.git('config', 'diff.external', 'false');
    const id = blob(['a', 'b']);

    expect((await lineMap(repository.place, id, id))(2)).toEqual(exactly(2));
  });
});
