import { unlinkSync } from 'node:fs';

/**
 * Removes a file or a link, if there is one. Not by `rmSync`, which loads what removes whole folders. Throws what the disk
 * says of anything else.
 */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
