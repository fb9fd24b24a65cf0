import { LatticeError } from '../core/errors.ts';

/** The error for a file that a report cannot be written into. */
export function unwritableReport(error: unknown): LatticeError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LatticeError(
    'usage',
    `the report cannot be written: ${reason}`,
    'Name a file in a folder that is there.',
    error,
  );
}
