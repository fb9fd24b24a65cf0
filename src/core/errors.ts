import type { GuidePlace } from './guide.ts';

/** What the exit code of the command line means. Part of the public surface. */
export const EXIT_CODES = {
  accepted: 0,
  refused: 1,
  usage: 2,
  config: 3,
  environment: 4,
  isolation: 5,
  bug: 70,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** Ways in which a run cannot be made at all. */
export type ErrorCode = 'usage' | 'config' | 'environment' | 'isolation';

const BRAND = Symbol.for('lattice-hooks.error');

/** A run that cannot be made: says what is wrong and what to do. Checks that fail are values, not errors. */
export class LatticeError extends Error {
  /** The package is several bundles, each with a copy of this class: whichever made an error, all know it for one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ErrorCode;
  /** What the user can do about it. */
  readonly hint: string;
  /** Where the documentation says more; absent where what it is about has no place of its own. */
  readonly see?: GuidePlace;

  constructor(code: ErrorCode, message: string, hint: string, cause?: unknown, see?: GuidePlace) {
    super(message, { cause });
    this.name = 'LatticeError';
    this.code = code;
    this.hint = hint;
    if (see !== undefined) this.see = see;
  }
}

/** What was thrown says of itself: the message of an error, and anything else as a text. */
export function errorMessage(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The code of an error of Node, such as `ENOENT`; undefined for what has none. */
export function errorCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
}

/** Whether the system refused something, see errno(3): with one of these codes, where some are given. */
export function isErrno(thrown: unknown, ...codes: readonly string[]): thrown is NodeJS.ErrnoException {
  const code = errorCode(thrown);
  if (!(thrown instanceof Error) || code === undefined) return false;
  return codes.length === 0 ? 'syscall' in thrown : codes.includes(code);
}
