import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import type { FileEntry } from '../core/files.ts';

/** Whether a file or link on disk holds what git has. Line ends that git may have turned count for nothing. Throws for what cannot be read. */
export function hasContent(file: string, { mode, id }: FileEntry): boolean {
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
