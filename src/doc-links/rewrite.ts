import type { Link } from '../documents/document.ts';
import { splitLines } from '../documents/lines.ts';
import { readDestination } from '../markdown/destinations.ts';
import { decodeEntities } from '../markdown/entities.ts';

/** A link that is to lead elsewhere. */
export interface Rewrite {
  readonly link: Link;
  /** Like `link.destination`: without escapes of Markdown or HTML. */
  readonly to: string;
}

/** The text with other destinations, and how many it has. Those whose form in the text is not understood stay as they are. */
export function rewriteLinks(
  text: string,
  rewrites: readonly Rewrite[],
): { readonly text: string; readonly count: number } {
  const lines = splitLines(text);
  const edits = rewrites.flatMap(({ link, to }) => {
    const offset = (lines[link.line - 1]?.start ?? text.length) + link.column - 1;
    const written = writtenAt(text, offset, link.destination);
    return written === undefined
      ? []
      : { offset, length: written.raw.length, next: splice(written, link.destination, to) };
  });
  const parts: string[] = [];
  let done = 0;
  for (const { offset, length, next } of edits.sort((left, right) => left.offset - right.offset)) {
    parts.push(text.slice(done, offset), next);
    done = offset + length;
  }
  return { text: [...parts, text.slice(done)].join(''), count: edits.length };
}

/** A destination as it stands in the text, and how its parts are read. */
interface Written {
  readonly raw: string;
  readonly read: (raw: string) => string;
}

/** Longer ones are no paths: looking for the end of what stays in them would take long. */
const LONGEST = 4096;

function writtenAt(text: string, offset: number, destination: string): Written | undefined {
  if (text.startsWith(destination, offset)) return { raw: destination, read: (raw) => raw };
  const found = [inMarkdown(text, offset), inAttribute(text, offset)];
  return found.find((one) => one !== undefined && one.raw.length <= LONGEST && one.read(one.raw) === destination);
}

function inMarkdown(text: string, offset: number): Written | undefined {
  const isBracketed = text[offset - 1] === '<';
  const found = readDestination(text, isBracketed ? offset - 1 : offset);
  if (found === undefined) return undefined;
  const read = (raw: string) => readDestination(`<${raw}>`, 0)?.value ?? raw;
  return { raw: text.slice(offset, isBracketed ? found.end - 1 : found.end), read };
}

function inAttribute(text: string, offset: number): Written | undefined {
  const quote = text[offset - 1];
  if (quote !== '"' && quote !== "'") return undefined;
  const end = text.indexOf(quote, offset);
  return end < 0 ? undefined : { raw: text.slice(offset, end).trimEnd(), read: decodeEntities };
}

/** Puts in what is different and leaves the rest as it was written, escapes included. */
function splice({ raw, read }: Written, from: string, to: string): string {
  let start = 0;
  while (start < from.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const rawStart = lengthThat(raw.length, (length) => read(raw.slice(0, length)) === from.slice(0, start));
  const rawEnd = lengthThat(
    raw.length,
    (length) => read(raw.slice(raw.length - length)) === from.slice(from.length - end),
  );
  if (rawStart === undefined || rawEnd === undefined || rawStart + rawEnd > raw.length) return to;
  const inserted = to.slice(start, to.length - end);
  // In angle brackets and in attributes blanks may stand as they are, where they did before.
  const styled = raw.includes(' ') ? inserted.replaceAll('%20', ' ') : inserted;
  return `${raw.slice(0, rawStart)}${styled}${raw.slice(raw.length - rawEnd)}`;
}

function lengthThat(most: number, holds: (length: number) => boolean): number | undefined {
  for (let length = 0; length <= most; length += 1) if (holds(length)) return length;
  return undefined;
}
