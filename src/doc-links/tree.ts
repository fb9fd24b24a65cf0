import { type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import { type Language, languageOf } from './documents.ts';
import { append } from './lists.ts';

/** The files of a repository, prepared for looking up where links lead. */
export interface Tree {
  readonly files: FileSet;
  /** Every folder that holds something, the root (`''`) included. */
  readonly folders: ReadonlySet<RepoPath>;
  /** What its page shows below the list of its files, by folder. */
  readonly readmes: ReadonlyMap<RepoPath, readonly RepoPath[]>;
  /** Targets of symbolic links, as they are kept. */
  readonly links: ReadonlyMap<RepoPath, string>;
  /** The documents in a language. Listed when they are first asked for. */
  documentsIn(language: Language): readonly RepoPath[];
}

/** What stands at the end of a path, links followed. */
export type Place =
  | { readonly type: 'file' | 'folder'; readonly path: RepoPath }
  /** Nobody knows from here what a submodule holds. */
  | { readonly type: 'submodule' }
  | { readonly type: 'missing'; readonly path: RepoPath }
  /** A file where the link wants a folder. */
  | { readonly type: 'no-folder'; readonly path: RepoPath }
  /** Above the root; `link`: the symbolic link that leads there. */
  | { readonly type: 'outside'; readonly link?: RepoPath };

/** Links after one another before it counts as a circle; Linux has the same limit. */
const LINK_LIMIT = 40;

/** Prepares the files. `links`: targets of the symbolic links among them. */
export function indexTree(files: FileSet, links: ReadonlyMap<RepoPath, string>): Tree {
  const folders = new Set<RepoPath>(['']);
  const readmes = new Map<RepoPath, RepoPath[]>();
  for (const path of files.keys()) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
    if (/(?:^|\/)readme(?:\.[^/]*)?$/i.test(path)) append(readmes, folderOf(path), path);
  }
  let documents: ReadonlyMap<Language, readonly RepoPath[]> | undefined;
  return {
    files,
    folders,
    readmes,
    links,
    documentsIn(language) {
      documents ??= listDocuments(files);
      return documents.get(language) ?? [];
    },
  };
}

function listDocuments(files: FileSet): ReadonlyMap<Language, readonly RepoPath[]> {
  const documents = new Map<Language, RepoPath[]>();
  for (const [path, entry] of files) {
    const language = isRegular(entry) ? languageOf(path) : undefined;
    if (language !== undefined) append(documents, language, path);
  }
  return documents;
}

/** Looks up where segments lead from a folder. `..` goes up in the written path, as in a browser; links are followed after that. */
export function locate(tree: Tree, from: RepoPath, segments: readonly string[]): Place {
  const path = joinSegments(from, segments);
  if (path === undefined) return { type: 'outside' };
  const last = segments.at(-1);
  const wantsFolder = last === '' || last === '.' || last === '..';
  const place = follow(tree, path, LINK_LIMIT);
  return place.type === 'file' && wantsFolder ? { type: 'no-folder', path: place.path } : place;
}

/** The path that segments lead to from a folder; undefined above the root. */
export function joinSegments(from: RepoPath, segments: readonly string[]): RepoPath | undefined {
  let path = from;
  for (const segment of segments) {
    if (segment === '..') {
      if (path === '') return undefined;
      path = folderOf(path);
    } else if (segment !== '' && segment !== '.') path = path === '' ? segment : `${path}/${segment}`;
  }
  return path;
}

/** The folder that a path lies in; `''` for the root, and for the root itself. */
export function folderOf(path: RepoPath): RepoPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function follow(tree: Tree, path: RepoPath, left: number): Place {
  const direct = placeAt(tree, path);
  if (direct !== undefined) return direct;
  const part = firstNoFolder(tree, path);
  const mode = tree.files.get(part)?.mode;
  if (mode === '160000') return { type: 'submodule' };
  if (mode !== '120000' || left === 0) return { type: 'missing', path };
  const target = tree.links.get(part) ?? '';
  const goal = target.startsWith('/') ? undefined : joinSegments(folderOf(part), target.split('/'));
  if (goal === undefined) return { type: 'outside', link: part };
  return follow(tree, joinSegments(goal, path.slice(part.length + 1).split('/')) ?? '', left - 1);
}

/** The shortest beginning of a path that is no folder: what stands there decides about all of it. */
function firstNoFolder({ folders }: Tree, path: RepoPath): RepoPath {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
    const part = path.slice(0, end);
    if (!folders.has(part)) return part;
  }
  return path;
}

function placeAt({ files, folders }: Tree, path: RepoPath): Place | undefined {
  // Most links lead to files.
  const mode = files.get(path)?.mode;
  if (mode === '100644' || mode === '100755') return { type: 'file', path };
  if (mode === '160000') return { type: 'submodule' };
  return folders.has(path) ? { type: 'folder', path } : undefined;
}
