import { accessSync, constants } from 'node:fs';
import { isErrno } from '../core/errors.ts';

/** Whether nobody can write to a folder, whatever rights she has. Whoever only lacks the right is told so: that can be mended. */
export function isOnReadOnlyDisk(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    return isErrno(error, 'EROFS');
  }
}
