import { expect, it } from 'vitest';
import { ignoredPaths } from '../../src/git/ignored.ts';
import { makeRepository } from '../support/repository.ts';

it('names what git ignores, whatever it is called, and nothing that it tracks', async () => {
  const repository = makeRepository();
  repository.write('dist/kept');
  repository.git('add', '--all');
  repository.commit({ '.gitignore': 'dist\n*.log\n' });
  const paths = ['dist/kept', 'dist/a', 'dist/[x]', ':(top)a.log', '\udcff.log', ' b.log', 'src/a', ':a'];
  const ignored = ['dist/a', 'dist/[x]', ':(top)a.log', '\udcff.log', ' b.log'];
  expect([...(await ignoredPaths(repository.place, paths))]).toEqual(ignored);
  expect(await ignoredPaths(repository.place, ['src/a'])).toEqual(new Set());
  expect(await ignoredPaths(repository.place, [])).toEqual(new Set());
  await expect(ignoredPaths(repository.place, ['../a'])).rejects.toThrow(/outside/);
  repository.remove();
});
