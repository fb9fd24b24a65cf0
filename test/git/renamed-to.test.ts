import { expect, it } from 'vitest';
import { renamedTo } from '../../src/git/renamed-to.ts';
import { makeRepository } from '../support/repository.ts';

it('says where a file went, staged or not', async () => {
  const repository = makeRepository();
  expect(await renamedTo(repository.place, 'a.ts', true)).toBeUndefined();
  repository.commit({ 'a.ts': 'one\ntwo\nthree\n', 'gone.ts': 'other\n', 'b.ts': 'stays\n' });
  repository.git('mv', 'a.ts', 'new name.ts');
  repository.git('rm', '--quiet', 'gone.ts');
  expect(await renamedTo(repository.place, 'a.ts', true)).toBe('new name.ts');
  expect(await renamedTo(repository.place, 'a.ts', false)).toBe('new name.ts');
  expect(await renamedTo(repository.place, 'gone.ts', true)).toBeUndefined();
  expect(await renamedTo(repository.place, 'b.ts', true)).toBeUndefined();
  repository.remove();
});
