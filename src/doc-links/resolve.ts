import type { RepoPath } from '../core/files.ts';
import type { Link } from '../documents/document.ts';
import { isDocument } from './documents.ts';
import type { Home } from './home.ts';
import { parseHome } from './home.ts';
import type { IgnoreTest } from './ignored.ts';
import { indexesOf, lookUp } from './lookup.ts';
import type { Profile } from './profiles/profile.ts';
import type { Site, SiteTest } from './sites.ts';
import type { LocalTarget } from './target.ts';
import { parseTarget } from './target.ts';
import type { Place, Tree } from './tree.ts';
import { folderOf, joinSegments, locate } from './tree.ts';

/** What is left to find out about a link, or what is wrong with it. */
export type Question =
  /** A path that only one machine has. */
  { readonly type: 'disk' } | MissingQuestion | AnchorQuestion | PinnedQuestion | LineQuestion;

/** A place where nothing is. */
export interface MissingQuestion {
  readonly type: 'missing';
  readonly place: MissingPlace;
  /** Not where the site may have a page that no document of its name stands behind. */
  readonly isCertain: boolean;
}

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
  /** Of the site that the link is followed on. */
  readonly profile: Profile;
}

/** Whether a tag or commit has the file, and that the heading. */
export interface PinnedQuestion {
  readonly type: 'pinned';
  readonly ref: string;
  readonly path: RepoPath;
  readonly fragment: string | undefined;
  /** Of the host. */
  readonly profile: Profile;
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
  /** The site that shows a document and its links. */
  readonly siteOf: SiteTest;
  /** Where the repository itself is on the web; absent where no link could lead there. */
  readonly home?: Home;
  readonly isIgnored: IgnoreTest;
}

const LINES = /^L(\d+)(?:C\d+)?(?:-L?(\d+)(?:C\d+)?)?$/;

/** Looks up where a link of a document leads. Undefined: there is nothing to ask. */
export function resolveLink(reading: Reading, document: RepoPath, { destination, names }: Link): Question | undefined {
  const target = parseTarget(destination);
  if (target.type === 'elsewhere') return reading.home && resolveHome(reading, reading.home, document, destination);
  if (target.type === 'disk') return reading.isIgnored(destination, undefined) ? undefined : { type: 'disk' };
  const site = reading.siteOf(document);
  // `[[_TOC_]]` stands for a list of the headings.
  if (names === 'wiki-page' && (!site.profile.flat || destination === '_TOC_')) return undefined;
  if (reading.isIgnored(destination, plainPath(site, document, target))) return undefined;
  const isHere = target.segments.length === 0 && !target.absolute;
  const place: Place = isHere ? { type: 'file', path: document } : lookUp(reading.tree, site, document, target);
  return placeQuestion(reading, site, place, target);
}

/** Looks up an address of the repository itself, at which a host shows its files. */
function resolveHome(reading: Reading, home: Home, document: RepoPath, destination: string): Question | undefined {
  const parsed = parseHome(destination, home);
  if (parsed === undefined) return undefined;
  const { ref, target, profile } = parsed;
  const path = joinSegments('', target.segments);
  if (path === undefined || reading.isIgnored(destination, path)) return undefined;
  if (ref !== undefined) return { type: 'pinned', ref, path, fragment: target.fragment, profile };
  const site: Site = { profile, roots: [''], base: [], pageNamed: () => undefined };
  return placeQuestion(reading, site, lookUp(reading.tree, site, document, target), target);
}

function placeQuestion({ tree }: Reading, site: Site, place: Place, target: LocalTarget): Question | undefined {
  switch (place.type) {
    case 'submodule':
      return undefined;
    case 'file':
      return fileQuestion(place.path, target, site);
    case 'folder':
      return folderQuestion(tree, place.path, target, site);
    default:
      return { type: 'missing', place, isCertain: !site.profile.generates || namesFile(target.segments) };
  }
}

/** The path that is written, whether it is there or not. */
function plainPath(site: Site, document: RepoPath, { segments, absolute }: LocalTarget): RepoPath | undefined {
  if (segments.length === 0) return document;
  return joinSegments(absolute ? (site.roots[0] ?? '') : folderOf(document), segments);
}

/** Whether the last segment has the ending of a file, and not that of a page. */
function namesFile(segments: readonly string[]): boolean {
  return /[^.]\.(?!html$)\w+$/.test(segments.at(-1) ?? '');
}

function fileQuestion(file: RepoPath, { fragment }: LocalTarget, { profile }: Site): Question | undefined {
  if (fragment === undefined || isTop(fragment)) return undefined;
  const lines = LINES.exec(fragment);
  if (isDocument(file)) {
    // Lines of a Markdown file can be meant as well: its page has a view of the source.
    return lines === null ? { type: 'anchor', fragment, files: [file], shown: file, profile } : undefined;
  }
  return lines === null ? undefined : { type: 'line', file, line: Math.max(Number(lines[1]), Number(lines[2] ?? 0)) };
}

/** The page of a folder shows its README, or another document of its own. */
function folderQuestion(tree: Tree, folder: RepoPath, { fragment }: LocalTarget, site: Site): Question | undefined {
  if (fragment === undefined || isTop(fragment) || fragment.toLowerCase() === 'readme') return undefined;
  const places = indexesOf(tree, site, folder).map((path) => locate(tree, '', path.split('/')));
  const files = places.flatMap((place) => (place.type === 'file' && isDocument(place.path) ? [place.path] : []));
  // Nobody knows the anchors of a README of another form.
  if (files.length < places.length) return undefined;
  return { type: 'anchor', fragment, files, shown: folder, profile: site.profile };
}

/** HTML gives it to every page. */
function isTop(fragment: string): boolean {
  return fragment.toLowerCase() === 'top';
}
