import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import type { OutputFile } from '../../core/outputs.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { look, lookAt, parentsOf } from '../../git/standing.ts';

/**
 * Writes a file as it was left, with its folders: others see the one before or this one, never a half. Throws where it
 * cannot be written, or would come to lie elsewhere.
 */
export function writeOutput(root: string, { path, mode }: OutputFile, bytes: Uint8Array): void {
  const isFree = lookAt(root, path) === undefined;
  makeFolders(root, path);
  const place = onDisk(root, path);
  const unfinished = onDisk(root, `${folderOf(path)}.lattice-hooks-${randomUUID()}`);
  try {
    writeFileSync(unfinished, bytes, { flag: 'wx' });
    chmodSync(unfinished, mode);
    if (isFree) takeFree(unfinished, place);
    else renameSync(unfinished, place);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Removes a file, and the folders that it leaves empty. */
export function removeLeft(root: string, { path }: OutputFile): void {
  rmSync(onDisk(root, path), { force: true });
  for (const folder of [...parentsOf(path)].reverse()) {
    try {
      rmdirSync(onDisk(root, folder));
    } catch {
      // Something else is in it.
      return;
    }
  }
}

/** Makes the folders one by one. A link on the way, which may have been put there a moment ago, is never entered. */
function makeFolders(root: string, path: RepoPath): void {
  for (const folder of parentsOf(path)) {
    const place = onDisk(root, folder);
    const stat = look(place);
    if (stat === undefined) mkdirSync(place);
    else if (!stat.isDirectory()) throw new Error(`${folder} is no folder`);
  }
}

/** Where somebody has put a file meanwhile, that stays. */
function takeFree(from: string | Buffer, to: string | Buffer): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) throw error;
    // A disk that knows no hard links.
    renameSync(from, to);
  }
}

/** With its slash; nothing for a file at the top. */
function folderOf(path: RepoPath): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
