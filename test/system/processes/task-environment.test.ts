import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { keyVariables, taskEnvironment } from '../../../src/system/processes/task-environment.ts';
import { makeTask } from '../../support/work-lab.ts';

function seen(env: Readonly<Record<string, string>>, task: Parameters<typeof makeTask>[0] = {}): readonly string[] {
  const surroundings = { cwd: '/r', root: '/r', env, node: '/opt/node/bin/node' };
  return Object.keys(taskEnvironment(makeTask(task), surroundings)).sort();
}

/** Every name with a value that says whose it is. */
const named = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `of ${name}`]));

describe('what a task sees', () => {
  it('is never the key with which CI signs results, whatever it asks for', () => {
    const env = named('LATTICE_HOOKS_SIGNING_KEY', 'LATTICE_HOOKS_RESULTS_TOKEN', 'CACHE_TOKEN', 'MINE');
    const names = ['LATTICE_HOOKS_SIGNING_KEY', 'LATTICE_HOOKS_*', 'MINE'];
    expect(seen(env, { env: names })).toEqual(['MINE', 'PATH']);
    expect(seen(env, { passEnv: ['*'] })).toEqual(['CACHE_TOKEN', 'MINE', 'PATH']);
    expect(seen(env, { cache: false })).toEqual(['CACHE_TOKEN', 'MINE', 'PATH']);
    expect(Object.keys(keyVariables(makeTask({ env: names }), env))).toEqual(['MINE']);
  });

  it('is not what is hidden from it', () => {
    const env = named('CACHE_TOKEN', 'MINE');
    expect(seen(env, { cache: false, hidden: ['CACHE_TOKEN'] })).toEqual(['MINE', 'PATH']);
    expect(seen(env, { passEnv: ['*_TOKEN'], hidden: ['CACHE_TOKEN'] })).toEqual(['PATH']);
  });

  it('is what every program needs', () => {
    const needed = [
      'ALL_PROXY',
      'COLORTERM',
      'CURL_CA_BUNDLE',
      'HOME',
      'HTTPS_PROXY',
      'HTTP_PROXY',
      'LANG',
      'LC_ALL',
      'LC_CTYPE',
      'NODE_EXTRA_CA_CERTS',
      'NO_PROXY',
      'PATH',
      'REQUESTS_CA_BUNDLE',
      'SSL_CERT_DIR',
      'SSL_CERT_FILE',
      'TEMP',
      'TERM',
      'TMP',
      'TMPDIR',
      'http_proxy',
      'https_proxy',
      'no_proxy',
    ];
    expect(seen(named(...needed))).toEqual(needed.sort());
  });

  it('is nothing that nobody named', () => {
    const env = named(
      'API_TOKEN',
      'AWS_SECRET_ACCESS_KEY',
      'CI',
      'LATTICE_HOOKS',
      'NODE_OPTIONS',
      'npm_config_registry',
    );
    expect(seen(env)).toEqual(['PATH']);
  });

  it('is what it declares, by name or glob', () => {
    const env = named('API_TOKEN', 'API_URL', 'APIX', 'A_1', 'A_12', 'A_B', 'B.C', 'BXC', 'PUT_C', 'PUT_D', 'PUT_E');
    expect(seen(env, { env: ['API_*'], passEnv: ['A_?', 'B.C', 'PUT_{C,D}', 'ABSENT'] })).toEqual([
      'API_TOKEN',
      'API_URL',
      'A_1',
      'A_B',
      'B.C',
      'PATH',
      'PUT_C',
      'PUT_D',
    ]);
    expect(seen(env, { env: ['A_[1'] })).toEqual(['PATH']);
  });

  it('is all but what git tells about its repository, when it is never remembered', () => {
    const local = execFileSync('git', ['rev-parse', '--local-env-vars'], { encoding: 'utf8' }).trim().split('\n');
    expect(local).toContain('GIT_INDEX_FILE');
    const env = named(...local, 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_12', 'GIT_QUARANTINE_PATH');
    const other = named('API_TOKEN', 'GIT_AUTHOR_NAME', 'GIT_SSH_COMMAND');
    expect(seen({ ...env, ...other }, { cache: false })).toEqual([...Object.keys(other), 'PATH']);
    expect(seen({ ...env, ...other }, { env: ['GIT_*'], passEnv: local })).toEqual([
      'GIT_AUTHOR_NAME',
      'GIT_SSH_COMMAND',
      'PATH',
    ]);
  });

  it('is a PATH with the tools of the project before those of the machine', () => {
    const surroundings = { cwd: '/r/a', root: '/r', env: { PATH: '/usr/bin:bin' }, node: '/opt/node/bin/node' };
    expect(taskEnvironment(makeTask(), surroundings)['PATH']).toBe(
      '/r/a/node_modules/.bin:/r/node_modules/.bin:/opt/node/bin:/usr/bin',
    );
  });
});

describe('what is part of the key', () => {
  it('is what the task declares under `env`, with its values, and nothing else', () => {
    const env = { ...named('API_URL', 'SECRET', 'HOME', 'GIT_DIR'), GONE: undefined };
    const task = makeTask({ env: ['API_*', 'GIT_DIR', 'GONE'], passEnv: ['SECRET'] });
    expect(keyVariables(task, env)).toEqual({ API_URL: 'of API_URL' });
  });
});
