import type { PassStore } from '../../core/contracts/stores.ts';
import type { Ports } from '../../core/ports.ts';
import { environmentReader, placeOf } from '../environment.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { standingOutputs } from './standing-outputs.ts';

/** Ports of a run that looks things up in a scene and does nothing. Gates are judged by `judge`. */
export function recallPorts(scene: Scene, world: World, store: PassStore, judge: Ports['judge'] = unused): Ports {
  return {
    store,
    tell: () => undefined,
    environmentOf: environmentReader(world, placeOf(scene)),
    execute: unused,
    stamp: () => new Map(),
    hashFiles: unused,
    unlikeCheckout: unused,
    strayInputs: unused,
    preserve: unused,
    applyFixes: unused,
    outputs: standingOutputs(scene, world),
    judge,
    now: world.now,
    jobs: 1,
  };
}

function unused(): Promise<never> {
  return Promise.reject(new Error('nothing runs while results are recalled'));
}
