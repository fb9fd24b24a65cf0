import { fstatSync, lstatSync } from 'node:fs';

const NUL = 0;
const COLON = 58;

/** The number of the open file by which the stub holds the index, from before git looks at it until the hook has ended. */
const HELD_INDEX = 9;

/** What git says of the index, before anything is read out of it. */
export interface IndexAnswers {
  /** Of `git diff-index` with HEAD, see `COMPARE_INDEX`. */
  readonly diff: Buffer;
  /** Number of the open file that was the index before git was asked. */
  readonly held: number;
}

/**
 * The stub asks git while Node starts, and writes what it says, with a NUL and a dot behind it: fields of git's are never empty,
 * so what was cut off anywhere has no such end. Undefined for anything else: then git is asked again.
 */
export function parseTold(told: Buffer, held = HELD_INDEX): IndexAnswers | undefined {
  const end = told[0] === COLON ? told.indexOf('\0\0') + 1 : 0;
  const isWhole = told[end] === NUL && told.toString('latin1', end) === '\0.';
  return isWhole && (told[0] !== COLON || end > 0) ? { diff: told.subarray(0, end), held } : undefined;
}

/**
 * Whether an index is still the one that is held open: git puts a new file in the place of the old one, and none gets the
 * inode of a file that is open. False where nothing is held, as on Windows and by stubs of earlier versions.
 */
export function isHeld(file: string, held: number): boolean {
  try {
    const [one, other] = [fstatSync(held, { bigint: true }), lstatSync(file, { bigint: true })];
    return one.ino === other.ino && one.dev === other.dev && one.isFile();
  } catch {
    return false;
  }
}
