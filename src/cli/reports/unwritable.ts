import { errorCode, errorMessage, LatticeError } from '../../core/errors.ts';

/** What to do, by what the disk says, see errno(3). */
const HINTS: Readonly<Record<string, string>> = {
  ENOENT: 'Name a file in a folder that is there.',
  ENOSPC: 'Make room on that disk, then try again.',
};

/** The error for a file that a report cannot be written into. */
export function unwritableReport(error: unknown): LatticeError {
  const reason = errorMessage(error);
  const hint = HINTS[errorCode(error) ?? ''] ?? 'Name a file that can be written.';
  return new LatticeError('usage', `the report cannot be written: ${reason}`, hint, error);
}
