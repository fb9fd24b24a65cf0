const NUL = 0;
const COLON = 58;

/** What git says of the index, before anything is read out of it. */
export interface IndexAnswers {
  /** Of `git ls-files`, see `LIST_STAGE`. */
  readonly listing: Buffer;
  /** Of `git diff-index` with HEAD, see `COMPARE_INDEX`. */
  readonly diff: Buffer;
}

/**
 * The stub asks git while Node starts, and writes both answers one after another, with a NUL between them and a NUL and a dot
 * behind them: fields of git's are never empty, and no line of the listing begins with a dot, so what was cut off anywhere has
 * no such end. Undefined for anything else: then git is asked again.
 */
export function parseTold(told: Buffer): IndexAnswers | undefined {
  const diffEnd = told[0] === COLON ? told.indexOf('\0\0') + 1 : 0;
  const end = told.length - 2;
  const isWhole = told[diffEnd] === NUL && end > diffEnd && told.toString('latin1', end) === '\0.';
  if (!isWhole || (told[0] === COLON && diffEnd === 0) || told[end - 1] !== NUL) return undefined;
  return { diff: told.subarray(0, diffEnd), listing: told.subarray(diffEnd + 1, end) };
}
