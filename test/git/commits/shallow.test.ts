import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shallowEdge } from '../../../src/git/commits/shallow.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('shallowEdge', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  it('is where the history of a shallow clone ends', async () => {
    repository.commit({ a: '1' });
    const second = repository.commit({ a: '2' });
    repository.commit({ a: '3' });
    const { folder, root, env } = repository;
    repository.gitIn(folder, ['clone', '-q', '--depth=2', `file://${root}`, 'clone']);

    expect(shallowEdge(await findRepository(`${folder}/clone`, env))).toEqual([second]);
    expect(shallowEdge(await findRepository(root, env))).toEqual([]);
  });
});
