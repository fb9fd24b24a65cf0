import { lstatSync, readlinkSync } from 'node:fs';
import type { FileEntry, FileMode, RepoPath } from '../core/files.ts';
import { encodePath, onDisk } from '../core/path-bytes.ts';
import { type GitPlace, git } from './git.ts';

/**
 * Hashes files on disk by git's rules (content filters included) and keeps their blobs in the object store.
 * Paths that are not there, or are no files, are absent from the answer. One git call, or two where a link is among them.
 */
export async function hashObjects(
  place: GitPlace,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, FileEntry>> {
  const hashed = new Map<RepoPath, FileEntry>();
  const files: { readonly path: RepoPath; readonly mode: FileMode }[] = [];
  for (const path of paths) {
    const stat = lstatSync(onDisk(place.cwd, path), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) hashed.set(path, { mode: '120000', id: await hashLink(place, path) });
    else if (stat?.isFile()) files.push({ path, mode: (stat.mode & 0o100) === 0 ? '100644' : '100755' });
  }
  const ids = await hashFiles(
    place,
    files.map((file) => file.path),
  );
  files.forEach(({ path, mode }, index) => {
    const id = ids[index];
    if (id !== undefined) hashed.set(path, { mode, id });
  });
  return hashed;
}

async function hashFiles(place: GitPlace, paths: readonly RepoPath[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const plain = paths.filter((path) => !needsOwnCall(path));
  const lines = Buffer.concat(plain.flatMap((path) => [encodePath(path), Buffer.from('\n')]));
  const listed =
    plain.length === 0 ? [] : (await git(place, ['hash-object', '-w', '--stdin-paths'], lines)).toString().split('\n');
  const ids = new Map(plain.map((path, index) => [path, listed[index] ?? '']));
  for (const path of paths) {
    if (needsOwnCall(path)) ids.set(path, (await git(place, ['hash-object', '-w', '--', path])).toString().trim());
  }
  return paths.map((path) => ids.get(path) ?? '');
}

/** `--stdin-paths` reads a name a line, drops a carriage return at its end, and takes a quote at its start for quoting. */
function needsOwnCall(path: RepoPath): boolean {
  return path.includes('\n') || path.startsWith('"') || path.endsWith('\r');
}

async function hashLink(place: GitPlace, path: RepoPath): Promise<string> {
  const target = readlinkSync(onDisk(place.cwd, path), { encoding: 'buffer' });
  return (await git(place, ['hash-object', '-w', '--stdin'], target)).toString().trim();
}

/** Contents of blobs by id, in one git call. Ids that are missing, or are no blobs, are absent from the answer. */
export async function readBlobs(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return parseBatch(await git(place, ['cat-file', '--batch'], Buffer.from(`${wanted.join('\n')}\n`)));
}

/** Reads `<id> SP <type> SP <size> LF <content> LF`, see git-cat-file(1), "Batch output". */
export function parseBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  let position = 0;
  while (position < output.length) {
    const lineEnd = output.indexOf(10, position);
    const [id, type, size] = output.subarray(position, lineEnd).toString('latin1').split(' ');
    position = lineEnd + 1;
    if (id === undefined || size === undefined) continue;
    const end = position + Number(size);
    if (type === 'blob') blobs.set(id, output.subarray(position, end));
    position = end + 1;
  }
  return blobs;
}
