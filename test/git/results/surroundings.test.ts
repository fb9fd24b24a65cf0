import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git } from '../../../src/git/git.ts';
import { reachingEnvironment } from '../../../src/git/results/surroundings.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('the environment in which another repository reaches a remote', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  /** What git makes of it, as `key=value`. */
  const settings = async (env: Readonly<Record<string, string>> = {}) => {
    const reaching = await reachingEnvironment({ cwd: repository.root, env: { ...repository.env, ...env } }, 'origin');
    const given = Number(reaching['GIT_CONFIG_COUNT']);
    const pairs = Array.from({ length: given }, (_, at) => [`GIT_CONFIG_KEY_${at}`, `GIT_CONFIG_VALUE_${at}`]);
    return { reaching, pairs: pairs.map(([key = '', value = '']) => `${reaching[key]}=${reaching[value]}`) };
  };

  it('has what the repository says of that remote and of reaching any, and nothing else', async () => {
    repository.git('config', 'remote.origin.url', 'ssh://example.com/x');
    repository.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    repository.git('config', 'remote.other.url', 'ssh://example.com/y');
    repository.git('config', 'http.https://example.com/.extraheader', 'AUTHORIZATION: basic c2VjcmV0');
    repository.git('config', 'core.editor', 'vi');
    repository.git('config', '--global', 'http.https://example.com/.extraheader', 'of-the-user');
    const { pairs } = await settings({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.proxy',
      GIT_CONFIG_VALUE_0: 'p',
    });
    expect(pairs).toEqual([
      'remote.origin.url=ssh://example.com/x',
      'http.https://example.com/.extraheader=AUTHORIZATION: basic c2VjcmV0',
      'http.proxy=p',
    ]);
  });

  it('asks nobody anything, over ssh too', async () => {
    const { reaching } = await settings({ GIT_ASKPASS: '/usr/bin/ask', GIT_DIR: '.git', SSH_ASKPASS: '/usr/bin/ask' });
    expect(reaching).toMatchObject({ GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '' });
    expect(reaching['GIT_SSH_COMMAND']).toBe('ssh -oBatchMode=yes -oConnectTimeout=10');
    expect(reaching['GIT_DIR']).toBeUndefined();
    repository.git('config', 'core.sshCommand', '/opt/ssh -i key');
    expect((await settings()).reaching['GIT_SSH_COMMAND']).toMatch(/^\/opt\/ssh -i key -oBatchMode=yes /);
    const plink = await settings({ GIT_SSH_COMMAND: 'plink -batch' });
    expect(plink.reaching['GIT_SSH_COMMAND']).toBe('plink -batch');
  });

  it('has no key that signs, and nor has anything that git starts elsewhere', async () => {
    const secret = { LATTICE_HOOKS_SIGNING_KEY: 'hush-hush' };
    expect(Object.values((await settings(secret)).reaching)).not.toContain('hush-hush');
    const place = { cwd: repository.root, env: { ...repository.env, ...secret } };
    expect((await git(place, ['-c', 'alias.say=!env', 'say'])).toString()).not.toContain('hush-hush');
  });
});
