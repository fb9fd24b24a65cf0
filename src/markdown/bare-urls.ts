import { matchAt } from './match-at.ts';

const SCHEME = /(?:https?|ftp):\/\/(?=[^\s\p{P}])|www\./iuy;
/** Blanks of other scripts are part of it, as they are for GitHub's parser. */
const REST = /[^ \t\n\v\f\r<]+/y;
/** Segments of a domain: no blanks, and no punctuation but hyphens and underscores. */
const DOMAIN = /(?:[^\s\p{P}]|[-_])*(?:\.(?:[^\s\p{P}]|[-_])*){0,10}/uy;

/**
 * Offset behind a bare URL that starts at an offset, or undefined (GFM 6.9).
 * Brackets and underscores inside one are part of it and mark nothing.
 */
export function bareUrlEnd(text: string, offset: number): number | undefined {
  const scheme = matchAt(SCHEME, text, offset)?.[0];
  if (scheme === undefined || !mayFollow(text[offset - 1] ?? '\n', scheme)) return undefined;
  const behind = offset + scheme.length;
  if (!isDomain(matchAt(DOMAIN, text, behind)?.[0] ?? '')) return undefined;
  const rest = matchAt(REST, text, behind)?.[0] ?? '';
  return rest === '' ? undefined : behind + trimmedLength(rest);
}

function mayFollow(before: string, scheme: string): boolean {
  return scheme.endsWith('/') ? /[^\p{L}\p{N}]/u.test(before) : /[\s*_~(]/.test(before);
}

/** The last two segments hold no underscore. With more than ten it is not looked at: such a search would be quadratic. */
function isDomain(domain: string): boolean {
  const segments = domain.split('.');
  return segments.length > 10 || !segments.slice(-2).join('').includes('_');
}

/** Punctuation at the end is not part of it, nor a character reference, nor a `)` that nothing in it opens. */
function trimmedLength(written: string): number {
  const url = written.endsWith(';') ? written.slice(0, referenceStart(written)) : written;
  let length = url.length;
  let surplus = count(url, ')') - count(url, '(');
  for (; length > 0; length -= 1) {
    const last = url[length - 1] ?? '';
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (!'?!.,:*_~\'"'.includes(last)) break;
  }
  return length;
}

/** Where the character reference at the end starts; where there is none, the semicolon. */
function referenceStart(url: string): number {
  const start = url.lastIndexOf('&');
  return start >= 0 && /^&[a-zA-Z]+;$/.test(url.slice(start)) ? start : url.length - 1;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
