import type { IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { TextReader } from '../core/contracts/web.ts';

/** How the reading of a body ended: all of it came, the reader has enough, or the limit was reached. */
export type BodyEnd = 'whole' | 'enough' | 'cut';

/**
 * Hands the text of a body to a reader, decompressed and decoded, as far as it wants it and the limit (in bytes) allows.
 * Rejects when the body breaks off or is not of the form that its headers promise.
 */
export async function readBody(response: IncomingMessage, reader: TextReader, limit: number): Promise<BodyEnd> {
  const stream = decompressed(response);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let left = limit;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      decoder ??= decoderFor(response.headers['content-type'], chunk);
      const part = chunk.subarray(0, left);
      left -= part.length;
      if (!reader(decoder.decode(part, { stream: true }))) return 'enough';
      if (part.length < chunk.length) return 'cut';
    }
    reader(decoder?.decode() ?? '');
    return 'whole';
  } finally {
    response.destroy();
  }
}

function decompressed(response: IncomingMessage): Readable {
  const decoder = decompressor(response.headers['content-encoding']);
  if (decoder === undefined) return response;
  // By hand: `pipe` hands no errors on, and a body that breaks off would never end.
  response.once('error', (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

function decompressor(encoding = ''): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case '':
    case 'identity':
      return undefined;
    default:
      return new Transform({ transform: (_chunk, _encoding, done) => done(new Error('unknown content encoding')) });
  }
}

/** By the header, else by what the beginning of the page says of itself, else UTF-8. */
function decoderFor(type: string | undefined, beginning: Buffer): InstanceType<typeof TextDecoder> {
  const [, named] = CHARSET.exec(type ?? '') ?? CHARSET.exec(beginning.toString('latin1', 0, 1024)) ?? [];
  try {
    return new TextDecoder(named);
  } catch {
    return new TextDecoder();
  }
}

const CHARSET = /charset\s*=\s*["']?([\w:.-]+)/i;
