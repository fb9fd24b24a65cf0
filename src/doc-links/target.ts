import { decodePath } from '../core/path-bytes.ts';

/** Where a link leads, as far as it can be said without looking at the repository. */
export type Target =
  /** Another site, a mail address, or anything else that is no file of the repository. */
  | { readonly type: 'elsewhere' }
  /** A path that only one machine has. */
  | { readonly type: 'disk' }
  /** A program in place of an address. */
  | { readonly type: 'script' }
  | LocalTarget;

/** A link to a file of the repository, or into the page it stands on. */
export interface LocalTarget {
  readonly type: 'local';
  /** Whether it starts at the root of the site, with a `/`. */
  readonly absolute: boolean;
  /** Decoded. Empty: the page itself. `..` and empty ones are kept. */
  readonly segments: readonly string[];
  /** Decoded, without the `#`; undefined where there is none or it says nothing. */
  readonly fragment: string | undefined;
}

/** Takes a destination apart as a browser does (WHATWG URL). Percent-encoding is decoded once, segment by segment. */
export function parseTarget(destination: string): Target {
  const written = isTrimmed(destination) ? destination : destination.trim();
  // Most destinations are plain paths, and what is none shows itself by one of these.
  const foreign = written.includes(':') || written.startsWith('//') ? foreignTarget(written) : undefined;
  if (foreign !== undefined) return foreign;
  const hash = written.indexOf('#');
  const path = before(hash < 0 ? written : written.slice(0, hash), '?');
  const absolute = path.startsWith('/');
  const segments = path === '' ? [] : (absolute ? path.slice(1) : path).split('/');
  return {
    type: 'local',
    absolute,
    segments: path.includes('%') ? segments.map(decodeName) : segments,
    fragment: hash < 0 ? undefined : fragmentOf(written.slice(hash + 1)),
  };
}

/** Whether there are plainly no blanks at its ends. */
function isTrimmed(text: string): boolean {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  return first > SPACE && first < DELETE && last > SPACE && last < DELETE;
}

const SPACE = 32;
const DELETE = 127;

function before(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end < 0 ? text : text.slice(0, end);
}

/** What begins with a scheme, a drive or a host. */
function foreignTarget(written: string): Target | undefined {
  if (/^(?:file:|[a-z]:[\\/])/i.test(written)) return { type: 'disk' };
  // Browsers take line ends and tabs out of addresses, and blanks of every kind off their beginning.
  if (/^[\0- ]*(?:java|vb)script:/i.test(written.replace(/[\t\r\n]/g, ''))) return { type: 'script' };
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written) ? { type: 'elsewhere' } : undefined;
}

/** Decodes `%41`; what is no code of a byte stays. Bytes that are not UTF-8 become what they are in paths. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => decodePath(Buffer.from(codes.replaceAll('%', ''), 'hex')));
}

/** Decodes the name of a file. An encoded slash is part of a name, and no name has one: it stays as it is. */
function decodeName(segment: string): string {
  return decodePercent(segment.replace(/%(?=2f)/gi, '%25'));
}

/** The part behind `:~:` searches the text of the page and names nothing. */
function fragmentOf(written: string): string | undefined {
  const name = before(written, ':~:');
  return name === '' ? undefined : decodePercent(name);
}
