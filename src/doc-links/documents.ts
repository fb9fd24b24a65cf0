import type { RepoPath } from '../core/files.ts';
import type { DocumentText } from '../documents/document.ts';
import { readMarkdown } from '../markdown/document.ts';
import type { AnchorRules, Anchors } from './anchors.ts';
import { anchorsOf } from './anchors.ts';

/** A Markdown file that was read. */
export interface Document extends DocumentText {
  /** Whether its bytes are UTF-8; otherwise it was read as far as it makes sense. */
  readonly utf8: boolean;
  /** What its fragments mean on a kind of site. Made when it is first asked for: most documents are asked for their links alone. */
  anchors(rules: AnchorRules): Anchors;
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
    ? makeDocument(readMarkdown(new TextDecoder().decode(bytes)), false)
    : makeDocument(readMarkdown(text), true);
}

/** A document with what was read of it. */
export function makeDocument(text: DocumentText, utf8: boolean): Document {
  const known = new Map<AnchorRules, Anchors>();
  return {
    links: text.links,
    // They may be taken out of what was kept only now.
    get headings() {
      return text.headings;
    },
    get names() {
      return text.names;
    },
    suppressions: text.suppressions,
    slips: text.slips,
    utf8,
    anchors(rules) {
      const anchors = known.get(rules) ?? anchorsOf(text, rules);
      known.set(rules, anchors);
      return anchors;
    },
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
