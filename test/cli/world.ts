import process from 'node:process';
import type { World } from '../../src/run/world.ts';
import { Witness } from '../../src/system/witness.ts';

/** A world in which a command line is read, and nothing is run. */
export const WORLD: World = {
  ...{ cwd: '/', env: {}, node: process.execPath, nodeMajor: '20', platform: 'linux-x64', product: '1.2.3' },
  ...{ pid: 1, startedAt: '2026-11-22T09:00:00.000Z', now: () => 0, chance: 0, cores: 2, temporary: '/tmp' },
  packageFolder: '/',
  look: new Witness(0),
};
