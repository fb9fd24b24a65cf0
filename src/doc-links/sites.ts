import type { RepoPath } from '../core/files.ts';
import { languageOf } from './documents.ts';
import { wildcardTest } from './ignored.ts';
import type { Profile } from './profiles/profile.ts';
import { PROFILES } from './profiles/table.ts';
import type { Tree } from './tree.ts';
import { folderOf, joinSegments } from './tree.ts';

/** A site that shows documents of the repository, and how. */
export interface Site {
  readonly profile: Profile;
  /** The same for reStructuredText, whose pages Sphinx makes of documents with any of these endings, and of none. */
  readonly sphinx: Profile;
  /** Folders of the repository that a leading `/` may stand for, in the order they are tried. At least one. */
  readonly roots: readonly RepoPath[];
  /** Segments that the addresses of all its pages begin with. */
  readonly base: readonly string[];
  /** The document whose page has that name, wherever it lies; undefined where it has none, or the site has no such names. */
  pageNamed(name: string): RepoPath | undefined;
}

/** What a config says of a site, see `siteOptions`. */
export interface SiteOptions {
  readonly folder?: string;
  readonly profile?: keyof typeof PROFILES;
  readonly root?: string | readonly string[];
  readonly basePath?: string;
  readonly files?: string | readonly string[];
}

/** What a config says of all sites. */
export interface SitesOptions extends Omit<SiteOptions, 'files'> {
  readonly sites?: readonly SiteOptions[];
}

/** The site that shows a document: the first that names it. */
export type SiteTest = (document: RepoPath) => Site;

/** The site for a document. A `/` in reStructuredText stands for the folder of Sphinx's config, where there is one. */
export function siteFor(
  { siteOf, tree }: { readonly siteOf: SiteTest; readonly tree: Tree },
  document: RepoPath,
): Site {
  const site = siteOf(document);
  if (languageOf(document) !== 'rst') return site;
  let folder = folderOf(document);
  while (folder !== '' && !tree.files.has(`${folder}/conf.py`)) folder = folderOf(folder);
  const hasConfig = folder !== '' || tree.files.has('conf.py');
  return { ...site, profile: site.sphinx, roots: hasConfig ? [folder] : site.roots };
}

/** Sites as a config has them, that without a list for all documents that no other shows; or what is wrong with one. */
export function readSites({ sites: others = [], ...rest }: SitesOptions, tree: Tree): SiteTest | string {
  const sites = others.map((one) => ({ site: readSite(one, tree), shows: filesTest(one) }));
  const fallback = readSite(rest, tree);
  const wrong = [...sites.map(({ site }) => site), fallback].find((site) => typeof site === 'string');
  if (typeof wrong === 'string') return wrong;
  return (document) => (sites.find(({ shows }) => shows(document))?.site ?? fallback) as Site;
}

function readSite(options: SiteOptions, tree: Tree): Site | string {
  const profile = PROFILES[options.profile ?? 'github'];
  const folder = folderAt(tree, '', options.folder ?? '');
  if (folder === undefined) return noFolder('folder', options.folder);
  const written = options.root === undefined ? undefined : [options.root].flat();
  const roots = written?.map((root) => folderAt(tree, '', root));
  const missing = roots?.indexOf(undefined) ?? -1;
  if (missing >= 0) return noFolder('root', written?.[missing]);
  const usual = profile.roots.map((root) => folderAt(tree, folder, root)).filter((root) => root !== undefined);
  const found = roots?.filter((root) => root !== undefined) ?? usual;
  return {
    profile,
    sphinx: { ...profile, endings: ['.rst', '.md', '.txt', '.ipynb'], generates: true },
    roots: found.length > 0 ? found : [folder],
    base: partsOf(options.basePath ?? ''),
    pageNamed: profile.flat ? pageNames(tree, profile) : () => undefined,
  };
}

/** Letter case does not count in names of pages, and hyphens are blanks. Of several with one name, the first counts. */
function pageNames({ files }: Tree, { endings }: Profile): (name: string) => RepoPath | undefined {
  const normalize = (name: string) => name.toLowerCase().replace(/[\s-]+/g, '-');
  let pages: Map<string, RepoPath> | undefined;
  const list = () => {
    const found = new Map<string, RepoPath>();
    for (const path of files.keys()) {
      const file = path.slice(path.lastIndexOf('/') + 1);
      const ending = endings.find((one) => file.endsWith(one));
      const name = ending === undefined ? file : file.slice(0, -ending.length);
      if (!found.has(normalize(name))) found.set(normalize(name), path);
    }
    return found;
  };
  return (name) => {
    pages ??= list();
    return pages.get(normalize(name));
  };
}

function noFolder(key: string, value: string | undefined): string {
  return `\`${key}\` is \`${value}\`, which is no folder of the repository`;
}

function folderAt(tree: Tree, from: RepoPath, written: string): RepoPath | undefined {
  const path = joinSegments(from, written.split('/'));
  return path !== undefined && tree.folders.has(path) ? path : undefined;
}

function filesTest({ folder = '', files }: SiteOptions): (path: RepoPath) => boolean {
  const inside = partsOf(folder).join('/');
  if (files === undefined) return (path) => inside === '' || path.startsWith(`${inside}/`);
  const tests = [files].flat().map((pattern) => wildcardTest(pattern));
  return (path) => tests.some((matches) => matches(path));
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
