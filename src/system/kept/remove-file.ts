import { unlinkSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';

/**
 * Removes a file or a link, if there is one. Not by `rmSync`, which loads what removes whole folders. Throws what the disk
 * says of anything else.
 */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}
