import { readFileSync } from 'node:fs';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { blobId } from '../objects/blob-id.ts';
import { lookAt } from '../standing.ts';

/** Bytes of all files together up to which reading them takes less time than to start git, which would read them as well. */
const FEW_BYTES = 1024 * 1024;

/**
 * Those of these files that hold anything else than the very bytes that the index has, or may: what is large is not read.
 * Who edits a file and stages it in the same moment leaves no trace in its times, and mostly nothing has come after.
 */
export function withoutSameBytes(root: string, index: FileSet, paths: readonly RepoPath[]): readonly RepoPath[] {
  let left = FEW_BYTES;
  return paths.filter((path) => {
    left -= lookAt(root, path)?.size ?? 0;
    const entry = index.get(path);
    return left < 0 || entry === undefined || idAt(root, path, entry.id.length) !== entry.id;
  });
}

function idAt(root: string, path: RepoPath, digits: number): string | undefined {
  try {
    return blobId(readFileSync(onDisk(root, path)), digits);
  } catch {
    // Gone by now, or nobody may read it: git says which.
    return undefined;
  }
}
