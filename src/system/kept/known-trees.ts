import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Guard } from '../../core/memory/guard.ts';
import {
  type Anchors,
  areStampsSame,
  beginningOf,
  type Machine,
  printsStamps,
  readGuard,
  writeGuard,
} from './guard-folder.ts';
import { replaceFile } from './replace-file.ts';

/** Bytes of a folder's own list at which its marks are counted, and how many of them stay. */
const CROWDED_BYTES = 32 * 1024;
const MOST_MARKS = 256;

/** A guard, and what its folder is called. */
export interface GuardInForce {
  readonly id: string;
  readonly guard: Guard;
}

/**
 * What a hook has accepted while one guard held, in a form that `hooks/stub.sh` understands without a program to read it:
 * the stamps of a guard are names of links, and a mark is the name of an empty file. A lost or damaged name can only make
 * the stub look away: their number is a name as well.
 */
export class KnownTrees {
  readonly #folder: string;

  /** `folder`: absolute, one for each hook of a worktree. It need not be there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The guard that is in force. Undefined: there is none, or it is damaged. */
  inForce(): GuardInForce | undefined {
    const id = this.#current();
    const guard = id === undefined ? undefined : readGuard(join(this.#folder, id));
    return id === undefined || guard === undefined ? undefined : { id, guard };
  }

  /** Marks names under a guard. Throws where another one has taken its place. */
  mark(id: string, names: readonly string[]): void {
    const folder = join(this.#folder, id);
    for (const name of names) writeFileSync(join(folder, name), '');
    if (statSync(folder).size > CROWDED_BYTES) dropOldMarks(folder);
  }

  /**
   * Puts a guard in force in place of the one before, with all that was marked under that. Returns its id; undefined where
   * `stat` of this machine cannot hold it, which is asked once: a program takes longer to start than all the rest of it.
   */
  begin(guard: Guard, anchors: Anchors, machine: Machine): string | undefined {
    const [fit, unfit] = [join(this.#folder, 'fit'), join(this.#folder, 'unfit')];
    if (existsSync(unfit)) return undefined;
    mkdirSync(this.#folder, { recursive: true });
    const id = `${beginningOf(machine)}${randomUUID()}`;
    const folder = join(this.#folder, id);
    try {
      if (!writeGuard(folder, guard, anchors)) return undefined;
      if (!existsSync(fit)) {
        const isFit = printsStamps(folder, machine);
        // Otherwise something was written meanwhile, and nothing is known of the machine.
        if (isFit || areStampsSame(guard)) writeFileSync(isFit ? fit : unfit, '');
        if (!isFit) return undefined;
      }
      replaceFile(join(this.#folder, 'current'), `${id}\n`);
      return id;
    } finally {
      this.#removeOthers();
    }
  }

  #current(): string | undefined {
    try {
      return readFileSync(join(this.#folder, 'current'), 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  #removeOthers(): void {
    const current = this.#current();
    const others = readdirSync(this.#folder).filter((name) => /^(?:gnu|bsd)\d*-/.test(name) && name !== current);
    for (const name of others) removeGuard(join(this.#folder, name));
  }
}

/** A guard has no folders of its own, and what removes those is loaded for it, and asks for each file what it is. */
function removeGuard(folder: string): void {
  try {
    for (const name of readdirSync(folder)) unlinkSync(join(folder, name));
    rmdirSync(folder);
  } catch {
    // Another hook removes it as well.
    rmSync(folder, { recursive: true, force: true });
  }
}

function dropOldMarks(folder: string): void {
  const marks = readdirSync(folder)
    .filter((name) => /^[tw]_/.test(name))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  for (const { name } of marks.sort((a, b) => b.at - a.at).slice(MOST_MARKS)) unlinkSync(join(folder, name));
}
