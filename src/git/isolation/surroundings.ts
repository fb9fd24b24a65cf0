import { readdirSync } from 'node:fs';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { decodePath, onDisk } from '../../core/path-bytes.ts';

/**
 * What stands in folders with tracked files and is not tracked, whether git ignores it or not. What a folder of these holds
 * is not known.
 */
export interface Surroundings {
  /** Files, links, and whatever else is no folder. */
  readonly files: ReadonlySet<RepoPath>;
  readonly folders: ReadonlySet<RepoPath>;
  /** Folders with tracked files that cannot be read. */
  readonly unread: ReadonlySet<RepoPath>;
}

interface Sight {
  readonly root: string;
  readonly tree: FileSet;
  readonly tracked: ReadonlySet<RepoPath>;
  readonly files: Set<RepoPath>;
  readonly folders: Set<RepoPath>;
  readonly unread: Set<RepoPath>;
}

/**
 * Lists every folder that has tracked files, and no other: that takes one look at each folder, where git would look at each
 * file. No link is followed; submodules and git directories are left out. By names alone, so that no clock matters.
 */
export function seeSurroundings(root: string, tree: FileSet): Surroundings {
  const sight: Sight = {
    root,
    tree,
    tracked: foldersOf(tree),
    files: new Set(),
    folders: new Set(),
    unread: new Set(),
  };
  visit('', sight);
  return sight;
}

/** What is there now and was not before, files and folders alike: a file is new as well where a folder was. */
export function newSince(before: Surroundings, now: Surroundings): readonly RepoPath[] {
  // Who could not look there before cannot tell what is new.
  const isKnown = (path: RepoPath) =>
    [...before.unread].some((folder) => folder === '' || path.startsWith(`${folder}/`));
  const added = [
    ...[...now.files].filter((path) => !before.files.has(path)),
    ...[...now.folders].filter((path) => !before.folders.has(path)),
  ];
  return before.unread.size === 0 ? added : added.filter((path) => !isKnown(path));
}

function foldersOf(tree: FileSet): ReadonlySet<RepoPath> {
  const folders = new Set<RepoPath>();
  for (const path of tree.keys()) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function visit(folder: RepoPath, sight: Sight): void {
  const entries = entriesOf(folder === '' ? sight.root : onDisk(sight.root, folder));
  if (entries === undefined) sight.unread.add(folder);
  for (const [name, isFolder] of entries ?? []) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (name === '.git' || sight.tree.get(path)?.mode === '160000') continue;
    if (isFolder) see(path, sight);
    else if (!sight.tree.has(path)) sight.files.add(path);
  }
}

function see(folder: RepoPath, sight: Sight): void {
  if (sight.tracked.has(folder)) visit(folder, sight);
  else sight.folders.add(folder);
}

type Entry = readonly [name: string, isFolder: boolean];

/** Undefined for what cannot be read: it may be gone by now, or be nobody's business. */
function entriesOf(place: string | Buffer): readonly Entry[] | undefined {
  try {
    const entries = readdirSync(place, { withFileTypes: true });
    if (!entries.some(({ name }) => name.includes(REPLACED))) {
      return entries.map((entry) => [entry.name, entry.isDirectory()]);
    }
    const named = readdirSync(place, { withFileTypes: true, encoding: 'buffer' });
    return named.map((entry) => [decodePath(entry.name), entry.isDirectory()]);
  } catch {
    return undefined;
  }
}

/** What a byte becomes that is not UTF-8: then the name is read again, byte by byte. */
const REPLACED = '\ufffd';
