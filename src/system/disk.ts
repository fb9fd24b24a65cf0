import { accessSync, type BigIntStats, constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Look, Sight } from '../core/look.ts';

/** The disk as it is. */
export const DISK: Look = {
  at: lookAt,
  read(path) {
    // Asked first: most of what is looked for is not there, and an error costs more than a look.
    return lookAt(path) === undefined ? undefined : readWhatIsThere(path);
  },
  names(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  isProgram(path) {
    return lookAt(path)?.isFile === true && mayBeRun(path);
  },
  real: (path) => realpathSync(path),
};

/** The content of a file that was just seen. */
export function readWhatIsThere(path: string | Buffer): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Whether a file that was just seen may be run. */
export function mayBeRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function lookAt(path: string | Buffer): Sight | undefined {
  const stat = statOf(path);
  return stat && new Seen(stat);
}

function statOf(path: string | Buffer): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // Something on the way is a file, may not be entered, or the name is none.
    return undefined;
  }
}

/** Texts are made when they are asked for, and once: most never are. */
class Seen implements Sight {
  readonly #stat: BigIntStats;
  #stamp: string | undefined;

  constructor(stat: BigIntStats) {
    this.#stat = stat;
  }

  get isFile() {
    return this.#stat.isFile();
  }

  get isFolder() {
    return this.#stat.isDirectory();
  }

  get size() {
    return Number(this.#stat.size);
  }

  get changedAt() {
    return this.#stat.ctimeNs;
  }

  get stamp() {
    const { ino, size, mode, mtimeNs, ctimeNs } = this.#stat;
    this.#stamp ??= `${ino}-${size}-${mode.toString(16)}-${secondsOf(mtimeNs)}-${secondsOf(ctimeNs)}`;
    return this.#stamp;
  }
}

function secondsOf(nanoseconds: bigint): string {
  const digits = `${nanoseconds}`.padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
