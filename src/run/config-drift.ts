import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { FileSet } from '../core/files.ts';

/** Tracked configs whose bytes on disk are not those of the tree, as sentences for a person: the ones on disk are used. */
export function configDrift(files: readonly string[], root: string, tree: FileSet): readonly string[] {
  return files.flatMap((file) => {
    const path = relative(root, file).replaceAll('\\', '/');
    const entry = tree.get(path);
    if (entry === undefined || sameContent(readFileSync(file), entry.id)) return [];
    return [`${path} on disk differs from what is staged; the one on disk was used`];
  });
}

/** Git may have turned the line ends of the file when it wrote it. */
function sameContent(bytes: Buffer, id: string): boolean {
  const unix = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobId(bytes, id.length) === id || blobId(unix, id.length) === id;
}

/** Git's id of a file's content; see gitformat-pack(5) and hash-function-transition for the two hashes. */
function blobId(bytes: Buffer, digits: number): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
