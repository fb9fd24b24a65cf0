import { expect, it } from 'vitest';
import { commitsOfTrees } from '../../../src/git/commits/of-trees.ts';
import { makeRepository } from '../../support/repository.ts';

it('finds the newest commit of each tree, on whichever branch', async () => {
  const repository = makeRepository();
  const of = (...names: readonly string[]) => commitsOfTrees(repository.place, new Set(names));
  expect(await of('a')).toEqual(new Map());
  repository.commit({ 'a.ts': 'a' });
  const [first, tree] = [repository.git('rev-parse', 'HEAD'), repository.git('rev-parse', 'HEAD^{tree}')];
  repository.git('checkout', '--quiet', '-b', 'other');
  repository.commit({ 'a.ts': 'b' });
  const other = repository.git('rev-parse', 'HEAD^{tree}');
  repository.git('checkout', '--quiet', '-');
  expect(await of(tree, other, 'f'.repeat(40))).toEqual(
    new Map([
      [other, repository.git('rev-parse', 'other')],
      [tree, first],
    ]),
  );
  expect(await of()).toEqual(new Map());
  repository.remove();
});
