import type { RepoPath } from '../core/files.ts';
import { type Position, positionAt, splitLines } from '../documents/lines.ts';
import { readFences } from '../markdown/blocks.ts';
import { markdownOf } from '../mdx/document.ts';

/** A block of code in a document. */
export interface CodeBlock {
  readonly document: RepoPath;
  /** The first word behind the fence in lower case; empty where there is none. */
  readonly language: string;
  /** All other words there. */
  readonly words: readonly string[];
  readonly text: string;
  /** Where the fence stands. */
  readonly fence: Position;
  /** Where each line of the code begins in the document. */
  readonly lines: readonly Position[];
}

/** `js`, and the like of `ts:src/a.ts`, `{.python}`, `yaml{1,3}`. */
const LANGUAGE = /^\{?\.?([\w+#-]*)/;

/** The blocks between fences, in order. */
export function findBlocks(document: RepoPath, source: string): readonly CodeBlock[] {
  const markdown = /\.mdx$/i.test(document) ? markdownOf(source) : source;
  const starts = splitLines(markdown);
  return readFences(markdown).map(({ info, start, lines }) => ({
    document,
    language: LANGUAGE.exec(info)?.[1]?.toLowerCase() ?? '',
    words: info.split(/[\s,{}]+/).slice(1),
    // What stands in the document, and not what is left of it where MDX was taken out.
    text: lines.map(({ start: from, end }) => `${source.slice(from, end)}\n`).join(''),
    fence: positionAt(starts, start),
    lines: lines.map(({ start: from }) => positionAt(starts, from)),
  }));
}

/** Where a place in the code stands in the document. Behind its last line, which is where much is missing: at its end. */
export function placeIn({ lines, fence }: CodeBlock, line: number, column = 1): Position {
  const known = Math.min(Math.max(line, 1), lines.length);
  const start = lines[known - 1];
  if (start === undefined) return fence;
  return { line: start.line, column: start.column + (known === line ? Math.max(column, 1) - 1 : 0) };
}
