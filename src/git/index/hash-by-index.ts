import { copyFileSync, existsSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { encodePath } from '../../core/path-bytes.ts';
import { makeRunFolder } from '../../system/processes/run-folders.ts';
import { type GitPlace, git } from '../git.ts';
import { parseStage } from './entries.ts';

/**
 * The entries that `git add` would make of these files on disk, and their blobs in the object store: three git calls on a
 * copy of the index. For files of which what the index holds decides how they are read.
 */
export async function hashByIndex(place: GitPlace, paths: readonly RepoPath[]): Promise<FileSet> {
  const named = (await git(place, ['rev-parse', '--git-path', 'index'])).toString().replace(/\n$/, '');
  const index = resolve(place.cwd, named);
  // The git directory may be on a disk that nobody can write to.
  const folder = makeRunFolder(tmpdir());
  const copy = join(folder, 'index');
  try {
    if (existsSync(index)) copyIndex(index, copy);
    const there = { ...place, env: { ...place.env, GIT_INDEX_FILE: copy } };
    const names = Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]));
    await git(there, ['-c', 'core.splitIndex=false', 'update-index', '--add', '--replace', '-z', '--stdin'], names);
    const { tree } = parseStage(await git(there, ['ls-files', '--stage', '-z', '--full-name']));
    const hashed = new Map<RepoPath, FileEntry>();
    for (const path of paths) {
      const entry = tree.get(path);
      if (entry !== undefined) hashed.set(path, entry);
    }
    return hashed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Git takes files for unchanged that are older than their index: a younger copy would make it overlook the last changes. */
function copyIndex(index: string, copy: string): void {
  copyFileSync(index, copy);
  const { atime, mtime } = statSync(index);
  utimesSync(copy, atime, mtime);
}
