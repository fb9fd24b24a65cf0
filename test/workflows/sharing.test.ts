import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { sharingVariables } from '../../src/workflows/sharing.ts';

const ON_BRANCH = { onBranch: true };

it('lets git have the token of the job as a password, and keep it nowhere', () => {
  const variables = { ...sharingVariables(ON_BRANCH, false), LATTICE_HOOKS_RESULTS_TOKEN: 'a "strange" $token' };
  const env = { ...process.env, ...variables, GIT_TERMINAL_PROMPT: '0' };
  const input = 'protocol=https\nhost=github.com\n\n';
  const answer = execFileSync('git', ['credential', 'fill'], { env, input, encoding: 'utf8' });

  expect(answer).toContain('username=x-access-token\n');
  expect(answer).toContain('password=a "strange" $token\n');
  expect(execFileSync('git', ['credential', 'approve'], { env, input: answer, encoding: 'utf8' })).toBe('');
});

it('hands the key to sign with to who signs, and to nobody else', () => {
  const names = (signs: boolean) => Object.keys(sharingVariables({ token: 'TOKEN', onBranch: false }, signs));

  expect(names(false)).toEqual(['TOKEN']);
  expect(names(true)).toEqual(['TOKEN', 'LATTICE_HOOKS_SIGNING_KEY']);
  expect(sharingVariables(undefined, true)).toEqual({});
});
