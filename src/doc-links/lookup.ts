import type { RepoPath } from '../core/files.ts';
import { type Site, type SiteTest, siteFor } from './sites.ts';
import { type LocalTarget, parseTarget } from './target.ts';
import type { Place, Tree } from './tree.ts';
import { folderOf, joinSegments, locate } from './tree.ts';

/** Where a link of a document leads on its site: the first place that is there, or else the first that is missing. */
export function lookUp(tree: Tree, site: Site, document: RepoPath, target: LocalTarget): Place {
  let first: Place | undefined;
  for (const [from, segments] of startsOf(site, document, target)) {
    const place = locatePage(tree, site, from, segments);
    if (isThere(place)) return place;
    first ??= place;
  }
  const page = site.pageNamed(target.segments.at(-1) ?? '');
  if (page !== undefined) return locate(tree, '', page.split('/'));
  return first ?? { type: 'outside' };
}

/** Whether a destination of a document leads to a file of the repository. */
export function leadsToFile(
  reading: { readonly tree: Tree; readonly siteOf: SiteTest },
  document: RepoPath,
  destination: string,
): boolean {
  const target = parseTarget(destination);
  return target.type === 'local' && lookUp(reading.tree, siteFor(reading, document), document, target).type === 'file';
}

type Start = readonly [from: RepoPath, segments: readonly string[]];

/** The folders in which a link may start, with what there is to go from each. */
function startsOf(
  { profile, roots, base }: Site,
  document: RepoPath,
  { absolute, segments }: LocalTarget,
): readonly Start[] {
  if (absolute) {
    const isBelow = base.length > 0 && base.every((part, index) => segments[index] === part);
    const rest = isBelow ? segments.slice(base.length) : segments;
    return roots.map((root) => [root, rest]);
  }
  const folder: Start = [folderOf(document), segments];
  return profile.pageFolders ? [folder, [withoutEnding(document), segments]] : [folder];
}

function locatePage(tree: Tree, site: Site, from: RepoPath, segments: readonly string[]): Place {
  const exact = locate(tree, from, segments);
  if (exact.type === 'file' || exact.type === 'submodule' || exact.type === 'outside') return exact;
  const path = joinSegments(from, segments);
  if (path === undefined || path === '') return exact;
  const pages = formsOf(path, site).map((form) => locate(tree, '', form.split('/')));
  return pages.find(({ type }) => type === 'file') ?? exact;
}

/** Documents whose page has this path. */
function formsOf(path: RepoPath, { profile: { endings } }: Site): readonly RepoPath[] {
  const stem = path.endsWith('.html') ? path.slice(0, -'.html'.length) : path;
  return endings.map((ending) => `${stem}${ending}`);
}

/** Files that the page of a folder shows: one, but for READMEs of several kinds, among which the site chooses. */
export function indexesOf(tree: Tree, { profile: { indexes, endings } }: Site, folder: RepoPath): readonly RepoPath[] {
  if (endings.length === 0) return tree.readmes.get(folder) ?? [];
  const inside = folder === '' ? '' : `${folder}/`;
  const names = indexes.flatMap((name) => [name, name.toUpperCase()]);
  const paths = names.flatMap((name) => endings.map((ending) => `${inside}${name}${ending}`));
  return paths.filter((path) => tree.files.has(path)).slice(0, 1);
}

function isThere({ type }: Place): boolean {
  return type === 'file' || type === 'folder' || type === 'submodule';
}

function withoutEnding(path: RepoPath): RepoPath {
  return path.replace(/\.[^./]*$/, '');
}
