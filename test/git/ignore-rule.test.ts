import { expect, it } from 'vitest';
import { ignoreRule } from '../../src/git/ignore-rule.ts';
import { makeRepository } from '../support/repository.ts';

it('names the rule by which git ignores a path, and where that stands', async () => {
  const repository = makeRepository();
  repository.commit({ '.gitignore': '\n*.log\n!kept.log\n', 'app/.gitignore': 'out\n' });
  const rule = (path: string) => ignoreRule(repository.place, path);
  expect(await rule('a.log')).toBe('.gitignore:2: *.log');
  expect(await rule('app/out/a.js')).toBe('app/.gitignore:1: out');
  expect(await rule(':(top)a.log')).toBe('.gitignore:2: *.log');
  expect(await rule('kept.log')).toBeUndefined();
  expect(await rule('a.ts')).toBeUndefined();
  repository.remove();
});
