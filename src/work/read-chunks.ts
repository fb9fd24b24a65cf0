import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const SIZE = 256 * 1024;

/**
 * The bytes of a text file in UTF-8, chunk by chunk. A chunk holds until the next is asked for. UTF-16 (little endian), which
 * shells of Windows make of what they redirect, becomes UTF-8 where a byte-order mark tells it.
 */
export function* readChunks(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(SIZE);
    let length = readSync(descriptor, bytes);
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe && length > 1 ? new StringDecoder('utf16le') : undefined;
    for (; length > 0; length = readSync(descriptor, bytes)) {
      const chunk = bytes.subarray(0, length);
      yield wide === undefined ? chunk : Buffer.from(wide.write(chunk));
    }
  } finally {
    closeSync(descriptor);
  }
}
