import { rmSync } from 'node:fs';
import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';
import { haveSameBytes } from '../system/file-pieces.ts';
import { makeRunFolder } from '../system/processes/run-folders.ts';
import { conversionsOf } from './checkout-ends.ts';
import type { GitPlace } from './git.ts';
import { hasOtherEnds } from './other-ends.ts';
import { look, lookAt } from './standing.ts';
import { writeAside } from './write-aside.ts';

/** Bytes up to which git is asked to write files once more that pass a filter, in all, the smallest first. */
const MOST = 16 * 1024 * 1024;

type Entry = readonly [path: RepoPath, entry: FileEntry];

/**
 * Those of the files that hold other bytes on disk than git would write there for the same blob: it calls them unedited, since
 * `git add` would make that blob of either. Such are bare line feeds under `eol=crlf`, and what a filter takes out. Of very
 * much behind filters a part is believed: it is what Git LFS has by its hash.
 * `files`: by git's rules they hold just that. Git writes those anew, into a folder below `temporary`, of which their lines
 * do not tell.
 */
export async function unlikeCheckout(
  place: GitPlace,
  files: FileSet,
  temporary: string,
): Promise<ReadonlySet<RepoPath>> {
  const { ends, filtered } = await doubtful(place, files);
  return differing(place, [...ends, ...smallest(place.cwd, filtered)], temporary);
}

/** The same, by their ends of lines alone: for all files of a tree, which filters would take long for. */
export async function unlikeInEnds(place: GitPlace, files: FileSet, temporary: string): Promise<ReadonlySet<RepoPath>> {
  return differing(place, (await doubtful(place, files)).ends, temporary);
}

/** Files of which their lines do not tell, by what is done to them. */
async function doubtful(place: GitPlace, files: FileSet): Promise<Record<'ends' | 'filtered', readonly Entry[]>> {
  const regular = [...files].filter(([path, { mode }]) => mode.startsWith('100') && lookAt(place.cwd, path)?.isFile());
  if (regular.length === 0) return { ends: [], filtered: [] };
  const conversions = await conversionsOf(
    place,
    regular.map(([path]) => path),
  );
  const ends = regular.filter(([path]) => hasOtherEnds(onDisk(place.cwd, path), conversions.get(path)));
  return { ends, filtered: regular.filter(([path]) => conversions.get(path)?.type === 'filter') };
}

function smallest(root: string, entries: readonly Entry[]): readonly Entry[] {
  const sized = entries.map((entry) => ({ entry, size: look(onDisk(root, entry[0]))?.size ?? 0 }));
  let left = MOST;
  const within = sized
    .sort((a, b) => a.size - b.size)
    .filter(({ size }) => {
      left -= size;
      return left >= 0;
    });
  return within.map(({ entry }) => entry);
}

async function differing(
  place: GitPlace,
  entries: readonly Entry[],
  temporary: string,
): Promise<ReadonlySet<RepoPath>> {
  const paths = entries.map(([path]) => path);
  if (paths.length === 0) return new Set();
  let aside: string | undefined;
  try {
    aside = makeRunFolder(temporary);
    const written = await writeAside(place, aside, new Map(entries));
    return new Set(paths.filter((path) => !isSame(onDisk(place.cwd, path), onDisk(written, path))));
  } catch {
    // On a full disk nobody can tell.
    return new Set(paths);
  } finally {
    if (aside !== undefined) rmSync(aside, { recursive: true, force: true });
  }
}

function isSame(one: string | Buffer, other: string | Buffer): boolean {
  return look(other)?.isFile() === true && haveSameBytes(one, other);
}
