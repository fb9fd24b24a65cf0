import type { RepoPath } from './files.ts';

/**
 * File names are bytes to git and to Linux. Bytes that are not UTF-8 stand in our strings as lone surrogates
 * U+DC80 to U+DCFF, one for each byte (the scheme of Python's PEP 383), so that no name is changed or merged with another.
 * Matched by code points: the second halves of many astral characters have the same values and escape nothing.
 */
const ESCAPED = /[\udc80-\udcff]/u;

let decoder: InstanceType<typeof TextDecoder> | undefined;

/** Made when it is first needed: most names are ASCII, and are read without one. */
function strict(): InstanceType<typeof TextDecoder> {
  decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return decoder;
}

/** The path for these bytes. */
export function decodePath(bytes: Uint8Array): RepoPath {
  try {
    return strict().decode(bytes);
  } catch {
    return decodeLoosely(bytes);
  }
}

/** The bytes of the path, for git's input and for the file system. */
export function encodePath(path: RepoPath): Buffer {
  if (!ESCAPED.test(path)) return Buffer.from(path);
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    const isEscaped = code >= 0xdc80 && code <= 0xdcff;
    parts.push(isEscaped ? Buffer.from([code - 0xdc00]) : Buffer.from(character));
  }
  return Buffer.concat(parts);
}

/** Whether a program can be given the name as an argument: Node turns arguments into UTF-8 and has no other way. */
export function isUtf8(path: RepoPath): boolean {
  return !ESCAPED.test(path);
}

/** What the file system calls take: bytes where a string would not do. */
export function onDisk(folder: string, path: RepoPath): string | Buffer {
  return isUtf8(path) ? `${folder}/${path}` : Buffer.concat([Buffer.from(`${folder}/`), encodePath(path)]);
}

function decodeLoosely(bytes: Uint8Array): RepoPath {
  let text = '';
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    const slice = bytes.subarray(index, index + length);
    try {
      text += strict().decode(slice);
      index += length;
    } catch {
      text += String.fromCharCode(0xdc00 + (bytes[index] ?? 0));
      index += 1;
    }
  }
  return text;
}

function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The fields of git's `-z` output: split at NUL, the empty one after the last NUL left out. */
export function splitFields(output: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    fields.push(output.subarray(start, end));
    start = end + 1;
  }
  return fields;
}
