import { lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { CLIENT_HOOKS } from '../../core/hooks/triggers.ts';
import { isOurHook } from './stub.ts';

/** What a hook of somebody else's is called while ours stands in its place, and runs it first. */
export const ASIDE = '.before-lattice-hooks';

/** What became of the hooks of a folder. Names of hooks, in the order of githooks(5). */
export interface PlacedHooks {
  /** Hooks of ours that are there now. */
  readonly placed: readonly string[];
  /** Hooks of others that were moved aside now. */
  readonly movedAside: readonly string[];
  /** Hooks of ours that no tier names any more. */
  readonly removed: readonly string[];
}

/** What became of the hooks of a folder when ours were taken out. */
export interface RemovedHooks {
  readonly removed: readonly string[];
  /** Hooks of others that have their name back. */
  readonly putBack: readonly string[];
  /** Hooks of others that stay aside, because somebody else's has taken the name since. */
  readonly leftAside: readonly string[];
}

/**
 * Moves hook files (by name, absolute) into the folder. A hook of somebody else's is moved aside first; one of ours is
 * replaced, and taken out where it is not wanted. Throws `LatticeError` before anything is moved when there is no room aside.
 */
export function placeHooks(folder: string, files: ReadonlyMap<string, string>): PlacedHooks {
  const foreign = [...files.keys()].filter((name) => isThere(join(folder, name)) && !isOurHook(join(folder, name)));
  const crowded = foreign.find((name) => isThere(join(folder, name + ASIDE)));
  if (crowded !== undefined) {
    throw new LatticeError(
      'environment',
      `${join(folder, crowded)} is not ours, and ${crowded}${ASIDE} stands beside it already`,
      `Keep the one that is to run first as ${crowded}${ASIDE}, remove the other, then install again.`,
      undefined,
      'doctor.md#hook-foreign',
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const name of foreign) renameSync(join(folder, name), join(folder, name + ASIDE));
  for (const [name, file] of files) renameSync(file, join(folder, name));
  const unwanted = CLIENT_HOOKS.filter((name) => !files.has(name));
  return { placed: [...files.keys()], movedAside: foreign, removed: removeHooks(folder, unwanted).removed };
}

/** Takes our hooks out of the folder and gives those that were there before their names back. */
export function removeHooks(folder: string, names: readonly string[] = CLIENT_HOOKS): RemovedHooks {
  const removed: string[] = [];
  const putBack: string[] = [];
  const leftAside: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    if (isOurHook(file)) {
      rmSync(file);
      removed.push(name);
    }
    if (!isThere(file + ASIDE)) continue;
    if (isThere(file)) leftAside.push(name);
    else {
      renameSync(file + ASIDE, file);
      putBack.push(name);
    }
  }
  return { removed, putBack, leftAside };
}

/** A link that leads nowhere is there. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
