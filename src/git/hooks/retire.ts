import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { type ManagerName, managerOf } from '../../core/hooks/managers.ts';
import { CLIENT_HOOKS } from '../../core/hooks/triggers.ts';
import { ASIDE } from './place.ts';
import { isOurHook } from './stub.ts';

/** What a hook is called that no longer runs because its manager's checks are ours now. */
export const RETIRED = '.retired-by-lattice-hooks';

/** What pre-commit calls a hook that was there before its own, and that its own runs first. */
const LEGACY = '.legacy';

/** A hook that was set aside: its name, and what wrote it. */
export interface RetiredHook {
  readonly name: string;
  readonly manager: ManagerName;
}

/**
 * Sets hooks of these managers in the folder aside, where nothing runs them. One that ran another hook first leaves that in
 * its place, to run before ours.
 */
export function retireHooks(folder: string, managers: readonly ManagerName[]): readonly RetiredHook[] {
  return CLIENT_HOOKS.flatMap((name) => {
    const file = join(folder, name);
    // Ours may stand in its place already, and run it first.
    return [file, file + ASIDE].flatMap((place): readonly RetiredHook[] => {
      const manager = writerOf(place);
      if (manager === undefined || !managers.includes(manager) || isThere(file + RETIRED)) return [];
      renameSync(place, file + RETIRED);
      if (manager === 'pre-commit' && existsSync(file + LEGACY) && !isThere(file + ASIDE)) {
        symlinkSync(name + LEGACY, file + ASIDE);
      }
      return [{ name, manager }];
    });
  });
}

/** Gives hooks that were set aside their names back. Those whose name somebody else has taken since are left, and `leftAside`. */
export function bringBackRetired(folder: string): {
  readonly putBack: readonly string[];
  readonly leftAside: readonly string[];
} {
  const putBack: string[] = [];
  const leftAside: string[] = [];
  for (const name of namesIn(folder)
    .filter((one) => one.endsWith(RETIRED))
    .map((one) => one.slice(0, -RETIRED.length))) {
    const file = join(folder, name);
    for (const place of [file, file + ASIDE]) if (isOurLink(place, name)) rmSync(place);
    if (isThere(file)) leftAside.push(name);
    else {
      renameSync(file + RETIRED, file);
      putBack.push(name);
    }
  }
  return { putBack, leftAside };
}

/** The manager that wrote the hook; undefined: nobody did, or somebody else. */
function writerOf(file: string): ManagerName | undefined {
  // A folder of that name is no hook, and a link that leads nowhere is none either.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true || isOurHook(file)) return undefined;
  return managerOf(readFileSync(file, 'utf8'));
}

function isOurLink(file: string, name: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(file) === name + LEGACY;
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
