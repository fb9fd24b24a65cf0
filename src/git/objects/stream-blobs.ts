import type { BlobId } from '../../core/files.ts';
import { type GitPlace, streamGit } from '../git.ts';

/**
 * Contents of blobs in the order of their ids, from one git call, each as soon as git has it: no more than a few of them are
 * in memory. Ids that are missing, or are no blobs, are left out. Whoever stops early ends the call.
 */
export async function* streamBlobs(
  place: GitPlace,
  ids: readonly BlobId[],
): AsyncGenerator<readonly [BlobId, Uint8Array]> {
  if (ids.length === 0) return;
  yield* parseBatch(streamGit(place, ['cat-file', '--batch', '--buffer'], `${ids.join('\n')}\n`));
}

/** Reads what comes in chunks. They are joined only once there is enough of them: a large file comes in thousands. */
async function* parseBatch(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly [BlobId, Uint8Array]> {
  let parts: Buffer[] = [];
  let length = 0;
  let wanted = 1;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length < wanted) continue;
    const taken = takeEntries(Buffer.concat(parts));
    yield* taken.blobs;
    parts = [taken.rest];
    length = taken.rest.length;
    wanted = taken.wanted;
  }
}

/** The whole entries at the beginning, and the length that the rest must reach for there to be another. */
function takeEntries(bytes: Buffer) {
  const blobs: (readonly [BlobId, Uint8Array])[] = [];
  let at = 0;
  for (;;) {
    const entry = entryAt(bytes, at);
    const end = entry?.end ?? bytes.length + 1;
    if (entry === undefined || end > bytes.length) return { blobs, rest: bytes.subarray(at), wanted: end - at };
    if (entry.type === 'blob') blobs.push([entry.id, bytes.subarray(entry.start, end - 1)]);
    at = end;
  }
}

/**
 * Reads `<id> SP <type> SP <size> LF <content> LF`, see git-cat-file(1), "Batch output". Undefined while its first line is not
 * there. `end`: behind its last line feed.
 */
function entryAt(bytes: Buffer, at: number) {
  const lineEnd = bytes.indexOf(10, at);
  if (lineEnd === -1) return undefined;
  const [id = '', type, size] = bytes.toString('latin1', at, lineEnd).split(' ');
  const start = lineEnd + 1;
  return { id, type, start, end: size === undefined ? start : start + Number(size) + 1 };
}
