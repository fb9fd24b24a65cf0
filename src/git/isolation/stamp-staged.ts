import { copyFileSync, mkdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { FileEntry, RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { encodePath, onDisk } from '../../core/path-bytes.ts';
import { stampFiles } from '../../system/stamps.ts';
import { type GitPlace, git } from '../git.ts';
import { blobId } from '../objects/blob-id.ts';
import { look, lookAt } from '../standing.ts';
import { basePath, type JournalEntry } from './journal.ts';

/** Bytes of a file from which on nobody looks into it: editors do not save such files in passing. */
const LARGE = 64 * 1024 * 1024;

/** An entry whose staged content was written to its path. */
export type StagedEntry = Extract<JournalEntry, { readonly staged: FileEntry }>;

/**
 * Copies what was just written to the paths of edited files, as bases for a merge, and returns the stamps of all that was
 * written. Makes sure of it: an editor may have saved a file in that very moment, and what bears a stamp from here is taken
 * for staged content later and dropped. Throws `LatticeError` that names such files.
 */
export async function stampStaged(
  place: GitPlace,
  folder: string,
  entries: readonly StagedEntry[],
): Promise<ReadonlyMap<RepoPath, string>> {
  const root = place.cwd;
  // Before anything is read: who writes later gets another stamp.
  const stamps = stampFiles(
    root,
    entries.map(({ path }) => path),
  );
  for (const { kind, path, slot } of entries) {
    if (kind === 'edited' && lookAt(root, path)?.isFile()) copyFileSync(onDisk(root, path), basePath(folder, slot));
  }
  const doubtful = entries.filter((entry) => !isAsStaged(bytesOf(root, folder, entry), entry.staged.id));
  const foreign = await unlikeCheckout(place, folder, doubtful);
  if (foreign.length > 0) throw writtenTo(foreign);
  return stamps;
}

/** What stands at a path of an entry, or the copy of it where there is one. */
function bytesOf(root: string, folder: string, { kind, path, slot }: StagedEntry): Buffer | undefined {
  const base = basePath(folder, slot);
  if (kind === 'edited' && look(base) !== undefined) return read(base);
  return lookAt(root, path) === undefined ? undefined : read(onDisk(root, path));
}

/** Of a link its text; undefined for nothing, and for what is too large to be looked at. */
function read(place: string | Buffer): Buffer | undefined {
  const stat = look(place);
  if (stat?.isSymbolicLink()) return readlinkSync(place, { encoding: 'buffer' });
  return stat?.isFile() && stat.size < LARGE ? readFileSync(place) : undefined;
}

/** Whether they are those of the blob, as they are or with the line ends of a blob. */
function isAsStaged(bytes: Buffer | undefined, id: string): boolean {
  if (bytes === undefined || blobId(bytes, id.length) === id) return true;
  const unix = () => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return bytes.includes('\r\n') && blobId(unix(), id.length) === id;
}

/** Filters may have made other bytes of the blobs: git writes them once more, where nobody else does. */
async function unlikeCheckout(
  place: GitPlace,
  folder: string,
  entries: readonly StagedEntry[],
): Promise<readonly RepoPath[]> {
  if (entries.length === 0) return [];
  const aside = join(folder, 'compared');
  mkdirSync(aside, { recursive: true });
  const names = Buffer.concat(entries.flatMap(({ path }) => [encodePath(path), Buffer.from([0])]));
  await git(place, ['checkout-index', '-z', '--stdin', `--prefix=${aside}/`], names);
  const unlike = entries.filter((entry) => {
    const [there, staged] = [bytesOf(place.cwd, folder, entry), read(onDisk(aside, entry.path))];
    return there !== undefined && staged !== undefined && !there.equals(staged);
  });
  rmSync(aside, { recursive: true });
  return unlike.map(({ path }) => path);
}

function writtenTo(paths: readonly RepoPath[]): LatticeError {
  return new LatticeError(
    'isolation',
    `written to while your unstaged changes were being put aside: ${listPaths(paths)}`,
    'Your files are as they were. Commit again.',
  );
}
