import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { FileEntry, Snapshot } from '../core/files.ts';

/**
 * Configs whose bytes on disk, which are used, are not those that are staged, as sentences for a person. `files` are absolute
 * and below `root`. Those that git does not know are nobody's to commit and left out.
 */
export function configDrift(files: readonly string[], root: string, { tree, changed }: Snapshot): readonly string[] {
  return files.flatMap((file) => {
    const path = relative(root, file).replaceAll(sep, '/');
    if (changed.get(path) === 'deleted') return [`${path} is deleted in what is staged; the one on disk was used`];
    const entry = tree.get(path);
    if (entry === undefined || hasContent(file, entry)) return [];
    return [`${path} on disk differs from what is staged; the one on disk was used`];
  });
}

function hasContent(file: string, { mode, id }: FileEntry): boolean {
  if (mode === '120000') return blobId(linkText(file), id.length) === id;
  const bytes = readFileSync(file);
  // Git may have turned the line ends of the file when it wrote it.
  const unix = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobId(bytes, id.length) === id || blobId(unix, id.length) === id;
}

/** What a link holds; nothing where a file stands in its place. */
function linkText(file: string): Buffer {
  try {
    return readlinkSync(file, { encoding: 'buffer' });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Git's id of a file's content; see gitformat-pack(5) and hash-function-transition for the two hashes. */
function blobId(bytes: Buffer, digits: number): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
