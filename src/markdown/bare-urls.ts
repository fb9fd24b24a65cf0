import { matchAt } from './match-at.ts';

const URL = /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<]+/iy;

/**
 * Offset behind a bare URL that starts at an offset, or undefined (GFM 6.9).
 * Brackets and underscores inside one are part of it and mark nothing.
 */
export function bareUrlEnd(text: string, offset: number): number | undefined {
  const before = text[offset - 1] ?? '\n';
  const allowed = text[offset]?.toLowerCase() === 'w' ? /[\s*_~(]/ : /[^\p{L}\p{N}]/u;
  const url = allowed.test(before) ? matchAt(URL, text, offset)?.[0] : undefined;
  return url === undefined ? undefined : offset + trimmedLength(url);
}

/** Punctuation at the end is not part of it, nor a `)` that nothing in it opens. */
function trimmedLength(url: string): number {
  let length = url.length;
  let surplus = count(url, ')') - count(url, '(');
  for (; length > 0; length -= 1) {
    const last = url[length - 1] ?? '';
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (!'?!.,:*_~\'"'.includes(last)) break;
  }
  return length;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
