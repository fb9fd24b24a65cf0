import type { RepoPath } from '../core/files.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import { readMarkdown } from '../markdown/document.ts';

/** A Markdown file that was read. */
export interface Document extends MarkdownDocument {
  /** Whether its bytes are UTF-8; otherwise it was read as far as it makes sense. */
  readonly utf8: boolean;
}

/** Markdown files that were read, by path. */
export type Documents = ReadonlyMap<RepoPath, Document>;

/** Whether GitHub shows it as Markdown, by the ending of its name. MDX is a language of its own. */
export function isMarkdown(path: RepoPath): boolean {
  return /\.(?:md|markdown|mdown|mdwn|mkdn?)$/i.test(path);
}

/** Reads the bytes of a Markdown file. A byte order mark is no part of it. */
export function readDocument(bytes: Uint8Array): Document {
  const text = decode(bytes);
  return text === undefined
    ? { ...readMarkdown(new TextDecoder().decode(bytes)), utf8: false }
    : { ...readMarkdown(text), utf8: true };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
