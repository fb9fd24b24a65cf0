import { chmodSync, copyFileSync, lstatSync, mkdirSync, mkdtempSync, rmSync, type Stats, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorMessage, LatticeError } from '../core/errors.ts';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';
import { haveSameBytes } from './file-pieces.ts';

/** A file and its copy. */
interface Kept {
  readonly path: RepoPath;
  readonly original: string | Buffer;
  readonly copy: string;
  readonly stat: Stats;
}

/**
 * Copies files into a private folder below `temporary`. The returned function puts back those whose bytes or permissions
 * differ by then, times included, and removes the copies; it must be called once. Files that are not there, and links, are
 * left alone. It throws `LatticeError` that says where the copies of those are that could not be put back.
 */
export function preserveFiles(root: string, paths: readonly RepoPath[], temporary: string): () => void {
  const folder = mkdtempSync(join(temporary, 'lattice-hooks-kept-'));
  try {
    const kept = paths.flatMap((path, index) => keep(path, onDisk(root, path), join(folder, `${index}`)));
    return () => putBack(kept, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function keep(path: RepoPath, original: string | Buffer, copy: string): readonly Kept[] {
  const stat = look(original);
  if (stat?.isFile() !== true) return [];
  copyFileSync(original, copy);
  return [{ path, original, copy, stat }];
}

function putBack(kept: readonly Kept[], folder: string): void {
  const failed = kept.flatMap((one) => {
    try {
      if (!isSame(one)) restore(one);
      return [];
    } catch (error) {
      return [{ ...one, error }];
    }
  });
  const [first] = failed;
  if (first === undefined) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  const reason = errorMessage(first.error);
  throw new LatticeError(
    'isolation',
    `${failed.map(({ path }) => path).join(', ')} could not be put back: ${reason}`,
    `Their bytes from before the run are kept: ${failed.map(({ path, copy }) => `${path} in ${copy}`).join(', ')}.`,
    first.error,
  );
}

function restore({ original, copy, stat }: Kept): void {
  const stands = look(original);
  // A link in its place would lead the bytes to somewhere else; its folder may be gone with it.
  if (stands === undefined) makeFolderOf(original);
  else if (!stands.isFile()) rmSync(original, { recursive: true });
  copyFileSync(copy, original);
  chmodSync(original, stat.mode);
  utimesSync(original, stat.atime, stat.mtime);
}

function isSame({ original, copy, stat }: Kept): boolean {
  const stands = look(original);
  return stands?.isFile() === true && stands.mode === stat.mode && haveSameBytes(original, copy);
}

function makeFolderOf(file: string | Buffer): void {
  if (typeof file === 'string') mkdirSync(dirname(file), { recursive: true });
  else mkdirSync(file.subarray(0, file.lastIndexOf('/')), { recursive: true });
}

/** What stands there, a link not followed; nothing where a folder on the way is none. */
function look(path: string | Buffer): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
