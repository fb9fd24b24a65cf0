import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';

/** What a header may be called (RFC 9110), and what may stand in it. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
export const HEADER_TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers of the connection itself, which are not for others to set. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

/** Headers that a request is sent with, by name. */
export function headersSchema(z: SchemaLibrary): Schema {
  const names = 'the name of a header that is not part of the connection';
  const name = z.string().check(
    z.regex(HEADER_NAME, names),
    z.refine((text) => !RESERVED_HEADERS.has(text.toLowerCase()), names),
  );
  return z.record(name, z.string().check(z.regex(HEADER_TEXT, 'the text of a header, on one line')));
}
