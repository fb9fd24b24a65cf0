import type { Tools } from '../core/contracts/tools.ts';
import { type BlobId, type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import { decodePath } from '../core/path-bytes.ts';
import { countLines } from './references.ts';
import type { Tree } from './tree.ts';
import { indexTree } from './tree.ts';

/** The contents of those paths that are files, and no links or submodules. */
export function blobsOf(paths: readonly RepoPath[], files: FileSet): ReadonlyMap<RepoPath, BlobId> {
  const entries = paths.map((path) => [path, files.get(path)] as const);
  return new Map(entries.flatMap(([path, entry]) => (entry && isRegular(entry) ? [[path, entry.id]] : [])));
}

/** How many lines files have, as far as they have any. */
export async function linesOf(paths: readonly RepoPath[], tools: Tools): Promise<ReadonlyMap<RepoPath, number>> {
  const contents = paths.length === 0 ? new Map<RepoPath, Uint8Array>() : await tools.read(paths);
  const counts = [...contents].map(([path, content]) => [path, countLines(content)] as const);
  return new Map(counts.filter((count): count is [RepoPath, number] => count[1] !== undefined));
}

/** The tree of the snapshot, with the targets of its symbolic links. */
export async function readTree({ snapshot: { tree }, read }: Tools): Promise<Tree> {
  const symbolic = [...tree].filter(([, { mode }]) => mode === '120000').map(([path]) => path);
  const links = symbolic.length === 0 ? new Map<RepoPath, Uint8Array>() : await read(symbolic);
  return indexTree(tree, new Map([...links].map(([path, target]) => [path, decodePath(target)])));
}
