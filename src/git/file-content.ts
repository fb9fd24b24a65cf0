import { readFileSync, readlinkSync } from 'node:fs';
import type { FileEntry } from '../core/files.ts';
import { blobId } from './objects/blob-id.ts';

/** Whether a file or link on disk holds what git has. Line ends that git may have turned count for nothing. Throws for what cannot be read. */
export function hasContent(file: string, entry: FileEntry): boolean {
  return contentOf(file, entry) !== undefined;
}

/** What git has for a file or link, read from the disk; undefined where that holds something else. Throws likewise. */
export function contentOf(file: string | Buffer, { mode, id }: FileEntry): Buffer | undefined {
  const bytes = mode === '120000' ? linkText(file) : readFileSync(file);
  if (blobId(bytes, id.length) === id) return bytes;
  if (mode === '120000') return undefined;
  // Git may have turned the line ends of the file when it wrote it.
  const unix = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobId(unix, id.length) === id ? unix : undefined;
}

/** What a link holds; nothing where a file stands in its place. */
function linkText(file: string | Buffer): Buffer {
  try {
    return readlinkSync(file, { encoding: 'buffer' });
  } catch {
    return Buffer.alloc(0);
  }
}
