import type { RepoPath } from '../core/files.ts';
import type { Destination } from '../documents/document.ts';
import { findResource, type Resource } from './antora.ts';
import { hasAnchors, isDocument, languageOf } from './documents.ts';
import type { Home } from './home.ts';
import { parseHome } from './home.ts';
import type { IgnoreTest } from './ignored.ts';
import { indexesOf, lookUp } from './lookup.ts';
import type { Profile } from './profiles/profile.ts';
import type { Question } from './questions.ts';
import { type Site, type SiteTest, siteFor } from './sites.ts';
import type { LocalTarget } from './target.ts';
import { parseTarget } from './target.ts';
import type { Place, Tree } from './tree.ts';
import { folderOf, joinSegments, locate } from './tree.ts';

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
export function resolveLink(reading: Reading, document: RepoPath, link: Destination): Question | undefined {
  const { destination, names } = link;
  if (names === 'label') return labelQuestion(reading, document, destination);
  const resource = findResource(reading.tree, document, link);
  if (resource !== undefined) return resourceQuestion(reading, document, link, resource);
  const target = parseTarget(destination);
  if (target.type === 'elsewhere') return reading.home && resolveHome(reading, reading.home, document, destination);
  if (target.type !== 'local') return reading.isIgnored(destination, undefined) ? undefined : { type: target.type };
  const site = siteFor(reading, document);
  // `[[_TOC_]]` stands for a list of the headings.
  if (names === 'wiki-page' && (!site.profile.flat || destination === '_TOC_')) return undefined;
  const isHere = target.segments.length === 0 && !target.absolute;
  const place: Place = isHere ? { type: 'file', path: document } : lookUp(reading.tree, site, document, target);
  const question = placeQuestion(reading, site, place, target);
  // Nothing is to be asked of most, whatever is ignored.
  if (question === undefined || reading.isIgnored(destination, plainPath(site, document, target))) return undefined;
  return withParts(reading, question);
}

/** Documents in AsciiDoc are often parts of one that includes them: its anchors are theirs, and theirs are its own. */
function withParts({ tree }: Reading, question: Question | undefined): Question | undefined {
  if (question?.type !== 'anchor' || languageOf(question.shown) !== 'asciidoc') return question;
  return { ...question, files: [question.shown, ...tree.documentsIn('asciidoc')] };
}

function resourceQuestion(reading: Reading, document: RepoPath, { destination }: Destination, found: Resource) {
  if (found.type === 'elsewhere' || reading.isIgnored(destination, found.path)) return undefined;
  const { type, path } = found;
  if (type === 'missing') return { type, place: { type, path }, isCertain: false, isResource: true } as const;
  return withParts(reading, placeQuestion(reading, siteFor(reading, document), found.place, found.target));
}

/** A label of any document of the repository, or of another that Sphinx knows of. */
function labelQuestion({ siteOf, tree, isIgnored }: Reading, document: RepoPath, label: string): Question | undefined {
  // With a colon it is of another project, and these are Sphinx's own.
  if (label.includes(':') || /^(?:genindex|modindex|search)$/.test(label) || isIgnored(label, undefined))
    return undefined;
  const { sphinx } = siteOf(document);
  const files = [document, ...tree.documentsIn('rst')];
  return { type: 'anchor', fragment: label, files, shown: document, profile: sphinx, isGuess: true };
}

/** Looks up an address of the repository itself, at which a host shows its files. */
function resolveHome(reading: Reading, home: Home, document: RepoPath, destination: string): Question | undefined {
  const parsed = parseHome(destination, home);
  if (parsed === undefined) return undefined;
  const { ref, target, profile } = parsed;
  const path = joinSegments('', target.segments);
  if (path === undefined || reading.isIgnored(destination, path)) return undefined;
  if (ref !== undefined) return { type: 'pinned', ref, path, fragment: target.fragment, profile };
  const site: Site = { profile, sphinx: profile, roots: [''], base: [], pageNamed: () => undefined };
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
    case 'missing':
    case 'no-folder':
    case 'outside':
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
  if (fragment === undefined || isTop(fragment) || isReadme(file, fragment, profile)) return undefined;
  const lines = fragment.startsWith('L') ? LINES.exec(fragment) : null;
  if (lines === null && hasAnchors(file)) {
    const guess = isDocument(file) ? {} : ({ isGuess: true } as const);
    return { type: 'anchor', fragment, files: [file], shown: file, profile, ...guess };
  }
  // Lines of a document can be meant as well: its page has a view of the source.
  if (isDocument(file)) return undefined;
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

/** Below the list of files in its folder a README stands under that name, which is how it leads back to its own top. */
function isReadme(file: RepoPath, fragment: string, { endings }: Profile): boolean {
  return (
    endings.length === 0 &&
    fragment.length === 6 &&
    fragment.toLowerCase() === 'readme' &&
    /(?:^|\/)readme\.[^/]*$/i.test(file)
  );
}

/** HTML gives it to every page. */
function isTop(fragment: string): boolean {
  return fragment.length === 3 && fragment.toLowerCase() === 'top';
}
