const NUL = 0;
const COLON = 58;

/** What git says of the index, before anything is read out of it. */
export interface IndexAnswers {
  /** Of `git ls-files`, see `LIST_STAGE`; undefined where the index file itself is to be read. */
  readonly listing?: Buffer;
  /** Of `git diff-index` with HEAD, see `COMPARE_INDEX`. */
  readonly diff: Buffer;
}

/**
 * The stub asks git while Node starts, and writes what it says, with a NUL and a dot behind it: fields of git's are never empty,
 * so what was cut off anywhere has no such end. Stubs that were written by earlier versions put a NUL and a listing of the
 * index before that end, of which no line begins with a dot. Undefined for anything else: then git is asked again.
 */
export function parseTold(told: Buffer): IndexAnswers | undefined {
  const diffEnd = told[0] === COLON ? told.indexOf('\0\0') + 1 : 0;
  const end = told.length - 2;
  const isWhole = told[diffEnd] === NUL && end >= diffEnd && told.toString('latin1', end) === '\0.';
  if (!isWhole || (told[0] === COLON && diffEnd === 0)) return undefined;
  const diff = told.subarray(0, diffEnd);
  if (end === diffEnd) return { diff };
  return told[end - 1] === NUL ? { diff, listing: told.subarray(diffEnd + 1, end) } : undefined;
}
