import { accessSync, type BigIntStats, constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Look, Sight } from '../core/look.ts';

/** The disk as it is. */
export const DISK: Look = {
  at: lookAt,
  read(path) {
    // Asked first: most of what is looked for is not there, and an error costs more than a look.
    if (lookAt(path) === undefined) return undefined;
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
  names(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  isProgram(path) {
    if (lookAt(path)?.isFile !== true) return false;
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  real: (path) => realpathSync(path),
};

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

/** Texts are made when they are asked for: most never are. */
class Seen implements Sight {
  readonly #stat: BigIntStats;

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
    return `${ino}-${size}-${mode.toString(16)}-${secondsOf(mtimeNs)}-${secondsOf(ctimeNs)}`;
  }
}

function secondsOf(nanoseconds: bigint): string {
  const digits = `${nanoseconds}`.padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
