import { readlinkSync } from 'node:fs';
import type { FileEntry, FileMode, FileSet, RepoPath } from '../../core/files.ts';
import { encodePath, onDisk } from '../../core/path-bytes.ts';
import { piecesOf } from '../../system/file-pieces.ts';
import { type GitPlace, git, tryGit } from '../git.ts';
import { hashByIndex } from '../index/hash-by-index.ts';
import { lookAt } from '../standing.ts';
import { keepBlobs } from './keep-blobs.ts';

/**
 * Hashes files on disk by git's rules (content filters included) and keeps their blobs in the object store.
 * Paths where nothing stands, or no file or link, are absent from the answer. `place.cwd` is the top of the worktree.
 * `index`: what the index is known to hold; it spares the question whether permissions count where those are the same.
 */
export async function hashObjects(
  place: GitPlace,
  paths: readonly RepoPath[],
  index?: FileSet,
): Promise<ReadonlyMap<RepoPath, FileEntry>> {
  const files = new Map<RepoPath, FileMode>();
  const links: RepoPath[] = [];
  for (const path of paths) {
    const stat = lookAt(place.cwd, path);
    if (stat?.isSymbolicLink()) links.push(path);
    else if (stat?.isFile()) files.set(path, (stat.mode & 0o100) === 0 ? '100644' : '100755');
  }
  const [fileIds, linkIds, trustsModes] = await Promise.all([
    hashFiles(place, [...files.keys()]),
    hashLinks(place, links),
    [...files].every(([path, mode]) => index?.get(path)?.mode === mode) ? true : isModeTrusted(place),
  ]);
  const hashed = new Map<RepoPath, FileEntry>();
  [...files].forEach(([path, mode], index) => {
    hashed.set(path, { mode, id: fileIds[index] ?? '' });
  });
  links.forEach((path, index) => {
    hashed.set(path, { mode: '120000', id: linkIds[index] ?? '' });
  });
  const decidedByIndex = [...files.keys()].filter((path) => !trustsModes || hasCarriageReturns(place.cwd, path));
  return decidedByIndex.length === 0 ? hashed : new Map([...hashed, ...(await hashByIndex(place, decidedByIndex))]);
}

/** Where git does not trust the disk's permissions (`core.fileMode`), a file keeps the mode that the index has for it. */
async function isModeTrusted(place: GitPlace): Promise<boolean> {
  const setting = await tryGit(place, ['config', '--type=bool', '--get', 'core.fileMode']);
  return setting.stdout.toString().trim() !== 'false';
}

/** Where git makes line endings uniform, it leaves those files alone that have carriage returns in the index too. */
function hasCarriageReturns(root: string, path: RepoPath): boolean {
  for (const piece of piecesOf(onDisk(root, path))) if (piece.includes('\r\n')) return true;
  return false;
}

async function hashFiles(place: GitPlace, paths: readonly RepoPath[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const lines = Buffer.concat(paths.map(quoteLine));
  return (await git(place, ['hash-object', '-w', '--stdin-paths'], lines)).toString().split('\n');
}

/**
 * Ids of files on disk by git's rules, in their order, without keeping anything: what the index holds decides nothing here,
 * as it may for line endings. `undefined` where git cannot read one of them.
 */
export async function hashUnkept(place: GitPlace, paths: readonly RepoPath[]): Promise<readonly string[] | undefined> {
  const { code, stdout } = await tryGit(place, ['hash-object', '--stdin-paths'], Buffer.concat(paths.map(quoteLine)));
  return code === 0 ? stdout.toString().trimEnd().split('\n') : undefined;
}

/** One line for `--stdin-paths`, which reads a name in quotes by the rules of C and would misread some without. */
function quoteLine(path: RepoPath): Buffer {
  const bytes = encodePath(path);
  if (!/^"|[\n\r]/.test(path)) return Buffer.concat([bytes, Buffer.from('\n')]);
  const octal = [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return Buffer.from(`"${octal.join('')}"\n`);
}

/** The blob of a link is the text that it holds. */
function hashLinks(place: GitPlace, paths: readonly RepoPath[]): Promise<readonly string[]> {
  return keepBlobs(
    place,
    paths.map((path) => readlinkSync(onDisk(place.cwd, path), { encoding: 'buffer' })),
  );
}

/** Contents of blobs by id, in one git call. Ids that are missing, or are no blobs, are absent from the answer. */
export async function readBlobs(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return parseBatch(await git(place, ['cat-file', '--batch'], Buffer.from(`${wanted.join('\n')}\n`)));
}

/** Reads `<id> SP <type> SP <size> LF <content> LF`, see git-cat-file(1), "Batch output". */
function parseBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
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
