import { readFileSync, rmSync } from 'node:fs';
import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';
import { makeRunFolder } from '../system/run-folders.ts';
import { type Conversion, conversionsOf } from './checkout-ends.ts';
import type { GitPlace } from './git.ts';
import { look, lookAt } from './standing.ts';
import { writeAside } from './write-aside.ts';

/** Bytes up to which git is asked to write files once more, in all. What is beyond is taken to be other than it would write. */
const MOST = 64 * 1024 * 1024;

/**
 * Those of the files that hold other bytes on disk than git would write there for the same blob: it calls them unedited, since
 * `git add` would make that blob of either. Such are bare line feeds under `eol=crlf`, and what a filter takes out.
 * `files`: by git's rules they hold just that. Git writes those anew, into a folder below `temporary`, of which their lines
 * do not tell.
 */
export async function unlikeCheckout(
  place: GitPlace,
  files: FileSet,
  temporary: string,
): Promise<ReadonlySet<RepoPath>> {
  const regular = [...files].filter(([path, { mode }]) => mode.startsWith('100') && lookAt(place.cwd, path)?.isFile());
  if (regular.length === 0) return new Set();
  const conversions = await conversionsOf(
    place,
    regular.map(([path]) => path),
  );
  const doubtful = regular.filter(([path]) => isDoubtful(place.cwd, path, conversions.get(path) ?? { type: 'none' }));
  return differing(place, doubtful, temporary);
}

function isDoubtful(root: string, path: RepoPath, conversion: Conversion): boolean {
  if (conversion.type === 'none') return false;
  if (conversion.type === 'filter' || sizeOf(root, path) > MOST) return true;
  const bytes = readFileSync(onDisk(root, path));
  // Git takes it for binary, and leaves it as it is both ways.
  if (conversion.mayBeBinary && bytes.includes(0)) return false;
  return conversion.ends === 'lf' ? bytes.includes('\r\n') : hasBareLineFeed(bytes);
}

function hasBareLineFeed(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) if (bytes[at - 1] !== 13) return true;
  return false;
}

function sizeOf(root: string, path: RepoPath): number {
  return look(onDisk(root, path))?.size ?? 0;
}

async function differing(
  place: GitPlace,
  doubtful: readonly (readonly [RepoPath, FileEntry])[],
  temporary: string,
): Promise<ReadonlySet<RepoPath>> {
  const paths = doubtful.map(([path]) => path);
  const size = paths.reduce((sum, path) => sum + sizeOf(place.cwd, path), 0);
  if (paths.length === 0 || size > MOST) return new Set(paths);
  let aside: string | undefined;
  try {
    aside = makeRunFolder(temporary);
    const written = await writeAside(place, aside, new Map(doubtful));
    return new Set(paths.filter((path) => !isSame(onDisk(place.cwd, path), onDisk(written, path))));
  } catch {
    // On a full disk nobody can tell.
    return new Set(paths);
  } finally {
    if (aside !== undefined) rmSync(aside, { recursive: true, force: true });
  }
}

function isSame(one: string | Buffer, other: string | Buffer): boolean {
  return look(other)?.isFile() === true && readFileSync(one).equals(readFileSync(other));
}
