import { LatticeError } from '../../core/errors.ts';
import { diskRemedy, isDiskFull } from '../../system/disk-remedy.ts';

/** The error for a file that a report cannot be written into. */
export function unwritableReport(error: unknown): LatticeError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LatticeError('usage', `the report cannot be written: ${reason}`, hintOn(error), error);
}

/** What to do, by what the disk says: where another file would do, that is less trouble than other rights. */
function hintOn(error: unknown): string {
  if (isDiskFull(error)) return `${diskRemedy(error)}, then try again.`;
  const isNoFolder = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isNoFolder ? 'Name a file in a folder that is there.' : 'Name a file that can be written.';
}
