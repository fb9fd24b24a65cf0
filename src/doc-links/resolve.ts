import type { RepoPath } from '../core/files.ts';
import { isMarkdown } from './documents.ts';
import type { IgnoreTest } from './ignored.ts';
import type { LocalTarget } from './target.ts';
import { parseTarget } from './target.ts';
import type { Place, Tree } from './tree.ts';
import { folderOf, joinSegments, locate } from './tree.ts';

/** What is left to find out about a link, or what is wrong with it. */
export type Question =
  /** A path that only one machine has. */
  | { readonly type: 'disk' }
  | { readonly type: 'missing'; readonly place: MissingPlace }
  | AnchorQuestion
  | LineQuestion;

/** Where a link ends that leads to nothing. */
export type MissingPlace = Exclude<Place, { readonly type: 'file' | 'folder' | 'submodule' }>;

/** Whether one of these Markdown files has the anchor. */
export interface AnchorQuestion {
  readonly type: 'anchor';
  /** Decoded, without the `#`. */
  readonly fragment: string;
  readonly files: readonly RepoPath[];
  /** The file or folder that the link names. */
  readonly shown: RepoPath;
}

/** Whether the file has that many lines. */
export interface LineQuestion {
  readonly type: 'line';
  readonly file: RepoPath;
  readonly line: number;
}

/** How links are read. */
export interface Reading {
  readonly tree: Tree;
  /** Folder that a `/` at the beginning of a link stands for. */
  readonly root: RepoPath;
  readonly isIgnored: IgnoreTest;
}

const LINES = /^L(\d+)(?:C\d+)?(?:-L?(\d+)(?:C\d+)?)?$/;

/** Looks up where a link of a document leads. Undefined: there is nothing to ask. */
export function resolveLink(reading: Reading, document: RepoPath, destination: string): Question | undefined {
  const target = parseTarget(destination);
  if (target.type === 'elsewhere') return undefined;
  if (target.type === 'disk') return reading.isIgnored(destination, undefined) ? undefined : { type: 'disk' };
  const { segments } = target;
  const from = target.absolute ? reading.root : folderOf(document);
  if (reading.isIgnored(destination, segments.length === 0 ? document : joinSegments(from, segments))) return undefined;
  const place: Place =
    segments.length === 0 && !target.absolute ? { type: 'file', path: document } : locate(reading.tree, from, segments);
  switch (place.type) {
    case 'submodule':
      return undefined;
    case 'file':
      return fileQuestion(place.path, target);
    case 'folder':
      return folderQuestion(reading.tree, place.path, target);
    default:
      return { type: 'missing', place };
  }
}

function fileQuestion(file: RepoPath, { fragment }: LocalTarget): Question | undefined {
  if (fragment === undefined || isTop(fragment)) return undefined;
  const lines = LINES.exec(fragment);
  if (isMarkdown(file)) {
    // Lines of a Markdown file can be meant as well: its page has a view of the source.
    return lines === null ? { type: 'anchor', fragment, files: [file], shown: file } : undefined;
  }
  return lines === null ? undefined : { type: 'line', file, line: Math.max(Number(lines[1]), Number(lines[2] ?? 0)) };
}

/** The page of a folder shows its README. */
function folderQuestion(tree: Tree, folder: RepoPath, { fragment }: LocalTarget): Question | undefined {
  if (fragment === undefined || isTop(fragment) || fragment.toLowerCase() === 'readme') return undefined;
  const places = (tree.readmes.get(folder) ?? []).map((path) => locate(tree, '', path.split('/')));
  const files = places.flatMap((place) => (place.type === 'file' && isMarkdown(place.path) ? [place.path] : []));
  // Nobody knows the anchors of a README of another form.
  return files.length < places.length ? undefined : { type: 'anchor', fragment, files, shown: folder };
}

/** HTML gives it to every page. */
function isTop(fragment: string): boolean {
  return fragment.toLowerCase() === 'top';
}
