import { createHash } from 'node:crypto';

/** Bytes of the length and of the sum that a segment begins with. */
const LENGTH = 4;
const SUM = 16;

/** What a log of extracts holds. */
export interface ExtractLog {
  /** By key, the last one of several. The bytes are views into those of the log. */
  readonly extracts: ReadonlyMap<string, Uint8Array>;
  /** Whether all of it could be read: behind damage nothing is found, and nothing is to be added. */
  readonly isWhole: boolean;
}

/**
 * The line that a log begins with. `form`: whatever the meaning of its bytes depends on, such as the version of their reader;
 * a log of another form holds nothing.
 */
export function extractHeading(form: string): Buffer {
  return Buffer.from(`extracts ${createHash('sha256').update(form).digest('hex').slice(0, 32)}\n`);
}

/**
 * One segment of a log: what one process has added at once. It carries its length and a sum of all that stands in it, so that
 * what was damaged is missed and never believed. `extracts`: by key, which is Latin-1 text.
 */
export function formatExtracts(extracts: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Uint8Array[] = [];
  for (const [key, bytes] of extracts) {
    const head = Buffer.alloc(LENGTH * 2);
    head.writeUInt32LE(key.length, 0);
    head.writeUInt32LE(bytes.length, LENGTH);
    parts.push(head, Buffer.from(key, 'latin1'), bytes);
  }
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, sumOf(body), body]);
}

/** Reads a log up to its end, or up to the first thing in it that is not as it was written. */
export function readExtracts(log: Uint8Array, form: string): ExtractLog {
  const bytes = Buffer.from(log.buffer, log.byteOffset, log.byteLength);
  const extracts = new Map<string, Uint8Array>();
  const heading = extractHeading(form);
  if (!bytes.subarray(0, heading.length).equals(heading)) return { extracts, isWhole: false };
  let at = heading.length;
  while (at < bytes.length) {
    const body = bodyAt(bytes, at);
    if (body === undefined) return { extracts, isWhole: false };
    takeExtracts(body, extracts);
    at += LENGTH + SUM + body.length;
  }
  return { extracts, isWhole: true };
}

function bodyAt(bytes: Buffer, at: number): Buffer | undefined {
  const start = at + LENGTH + SUM;
  if (start > bytes.length) return undefined;
  const end = start + bytes.readUInt32LE(at);
  if (end > bytes.length) return undefined;
  const body = bytes.subarray(start, end);
  return sumOf(body).equals(bytes.subarray(at + LENGTH, start)) ? body : undefined;
}

/** The sum has shown that the lengths are those that were written. */
function takeExtracts(body: Buffer, extracts: Map<string, Uint8Array>): void {
  let at = 0;
  while (at < body.length) {
    const key = at + LENGTH * 2;
    const content = key + body.readUInt32LE(at);
    const end = content + body.readUInt32LE(at + LENGTH);
    extracts.set(body.toString('latin1', key, content), body.subarray(content, end));
    at = end;
  }
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, SUM);
}
