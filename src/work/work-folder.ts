import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunFolder } from '../system/processes/run-folders.ts';

/** The private folder of a piece of work. It is made when somebody asks for it, which most programs give no cause for. */
export interface WorkFolder {
  /** For what we write down ourselves. Absolute. */
  readonly own: () => string;
  /** For the commands, and empty at first: `{scratch}`. Absolute. */
  readonly scratch: () => string;
  /** Removes what was made. */
  readonly remove: () => void;
}

/** `temporary`: folder in which it is made. */
export function workFolder(temporary: string): WorkFolder {
  let made: { readonly own: string; readonly scratch: string } | undefined;
  const make = () => {
    const own = makeRunFolder(temporary);
    made = { own, scratch: join(own, 'scratch') };
    mkdirSync(made.scratch);
    return made;
  };
  return {
    own: () => (made ?? make()).own,
    scratch: () => (made ?? make()).scratch,
    remove: () => {
      if (made !== undefined) removeQuietly(made.scratch, made.own);
    },
  };
}

/** Some programs leave nothing, and what removes whole folders takes longer to load than they to end. */
function removeQuietly(scratch: string, own: string): void {
  try {
    rmdirSync(scratch);
    rmdirSync(own);
    return;
  } catch {
    // Something is left.
  }
  try {
    rmSync(own, { recursive: true, force: true });
  } catch {
    // A program may have taken away its own right to write there; what is left lies in the system's temporary folder.
  }
}
