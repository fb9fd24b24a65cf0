import { errorCode, errorMessage, LatticeError } from '../../core/errors.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';

/** What the disk says, in words, and what to do; see errno(3). */
const SAID: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EACCES: ['you may not write there', 'Name another file, or make that writable.'],
  EPERM: ['you may not write there', 'Name another file, or make that writable.'],
  EROFS: ['that disk can only be read', 'Name a file on another disk.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  ENOTDIR: ['something on the way there is no folder', 'Name a file in a folder.'],
  EEXIST: ['something on the way there is no folder', 'Name a file in a folder.'],
  ENOENT: ['it cannot be made there', 'Name a file in a folder that is there.'],
  ENOSPC: ['there is no room left on that disk', 'Make room, then try again.'],
  EDQUOT: ['there is no room left for you on that disk', 'Make room, then try again.'],
  EFBIG: ['no file may become so large there', 'Raise the limit (`ulimit -f`), or name a file on another disk.'],
  ENAMETOOLONG: ['its name is too long', 'Give it a shorter one.'],
  ELOOP: ['the links there lead in a circle', 'Name another file.'],
  EPIPE: ['who read it has gone', 'Read it to its end.'],
};

/** The error for a file that a report cannot be written into, named as it was on the command line. */
export function unwritableReport(file: string, error: unknown): LatticeError {
  const [why, hint] = SAID[errorCode(error) ?? ''] ?? [
    oneLine(errorMessage(error)),
    'Name a file that can be written.',
  ];
  return new LatticeError('usage', `the report \`${safeName(file)}\` cannot be written: ${why}`, hint, error);
}
