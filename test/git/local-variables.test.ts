import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { localVariables } from '../../src/git/local-variables.ts';

it('holds every variable that git calls local, except those that carry `git -c`', () => {
  const { stdout } = spawnSync('git', ['rev-parse', '--local-env-vars'], { encoding: 'utf8' });
  const local = stdout.split('\n').filter((name) => name !== '' && !/^GIT_CONFIG_(PARAMETERS|COUNT)$/.test(name));

  expect(local).toContain('GIT_DIR');
  expect([...localVariables]).toEqual(expect.arrayContaining(local));
  expect(localVariables.has('GIT_CONFIG_PARAMETERS')).toBe(false);
});
