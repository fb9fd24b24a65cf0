import { describe, expect, it } from 'vitest';
import { type Host, worldOf } from '../../src/run/world-of.ts';
import { Witness } from '../../src/system/witness.ts';

const OWN = {
  product: '1.0.0',
  packageFolder: '/package',
  startedAt: '2026-01-02T03:04:05.678Z',
  now: () => 0,
  chance: 0,
  cores: 2,
  temporary: '/tmp',
};

function hostWith(env: Host['env']): Host {
  const versions = { ...process.versions, node: '22.1.0' };
  return { cwd: () => '/work/shop', env, execPath: '/bin/node', versions, platform: 'linux', arch: 'arm64', pid: 7 };
}

describe('worldOf', () => {
  it('takes over what the process is', () => {
    expect(worldOf(hostWith({}), OWN)).toEqual({
      ...OWN,
      look: new Witness(Date.parse(OWN.startedAt)),
      cwd: '/work/shop',
      env: {},
      node: '/bin/node',
      nodeMajor: '22',
      platform: 'linux arm64',
      pid: 7,
    });
  });

  it.each(['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'])(
    'makes %s mean the same from any folder',
    (name) => {
      expect(worldOf(hostWith({ [name]: '.git/next' }), OWN).env[name]).toBe('/work/shop/.git/next');
      expect(worldOf(hostWith({ [name]: '/elsewhere' }), OWN).env[name]).toBe('/elsewhere');
      expect(worldOf(hostWith({ [name]: '' }), OWN).env[name]).toBe('');
    },
  );

  it('leaves other variables, and those of the process, as they are', () => {
    const env = { GIT_INDEX_FILE: 'index', PATH: 'bin' };
    const world = worldOf(hostWith(env), OWN);

    expect(world.env['PATH']).toBe('bin');
    expect(env.GIT_INDEX_FILE).toBe('index');
  });
});
