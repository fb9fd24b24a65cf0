import type { FileEntry, FileSet, RepoPath } from '../files.ts';
import type { Children, Folders } from './folders.ts';
import { FOLDER, objectId, toByteString, toHex, treeIdNoting } from './tree-id.ts';

/** Ids of two trees that have most of their files in common. */
export interface TreeIds {
  readonly tree: string;
  readonly base: string;
}

/**
 * The id of a tree, and of the one that it was before: `before` holds what paths were then, undefined for nothing. Only
 * folders of such paths are gone through a second time.
 */
export function treeIds(tree: FileSet, before: ReadonlyMap<RepoPath, FileEntry | undefined>): TreeIds {
  const folders: Folders = new Map();
  askAbout(folders, before.keys());
  const noted = treeIdNoting(tree, folders);
  const width = widthOf(before) ?? noted.width;
  // Without any file the tree itself does not say which hash it is named by.
  const id = tree.size === 0 ? toHex(objectId('', width)) : noted.id;
  return { tree: id, base: before.size === 0 ? id : idAfter(folders, before, width) };
}

/** Bytes of an id; undefined where there is none. */
function widthOf(entries: ReadonlyMap<RepoPath, FileEntry | undefined>): number | undefined {
  for (const entry of entries.values()) if (entry !== undefined) return entry.id.length / 2;
  return undefined;
}

/**
 * Git's id of a tree after these changes of what its folders hold, undefined for nothing, which are made in `folders` as well:
 * all folders of the changed paths. Their ids are made anew, the innermost first. `width`: bytes of an id.
 */
export function idAfter(
  folders: Folders,
  changes: ReadonlyMap<RepoPath, FileEntry | undefined>,
  width: number,
): string {
  for (const [path, entry] of changes) {
    const bytes = toByteString(path);
    const name = bytes.lastIndexOf('/') + 1;
    const children = folders.get(bytes.slice(0, name));
    if (entry === undefined) children?.delete(bytes.slice(name));
    else children?.set(bytes.slice(name), { mode: entry.mode, id: Buffer.from(entry.id, 'hex').toString('latin1') });
  }
  const innermostFirst = [...folders].sort(([a], [b]) => b.length - a.length);
  let id = '';
  for (const [folder, children] of innermostFirst) {
    id = objectId(contentOf(children), width);
    if (folder === '') break;
    const above = folder.lastIndexOf('/', folder.length - 2) + 1;
    if (children.size === 0) folders.get(folder.slice(0, above))?.delete(folder.slice(above));
    else folders.get(folder.slice(0, above))?.set(folder.slice(above), { mode: FOLDER, id });
  }
  return toHex(id);
}

/** Folders compare with the slash at the end of their names, which git leaves out. Most are in order, but for what was added. */
function contentOf(children: Children): string {
  let [content, previous, isSorted] = ['', '', true];
  for (const [name, { mode, id }] of children) {
    if (name < previous) isSorted = false;
    content += `${mode} ${name.endsWith('/') ? name.slice(0, -1) : name}\0${id}`;
    previous = name;
  }
  return isSorted ? content : contentOf(new Map([...children].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Adds all folders that paths lie in, of which nothing is known yet. */
export function askAbout(folders: Folders, paths: Iterable<RepoPath>): void {
  for (const path of paths) {
    const bytes = toByteString(path);
    for (let end = 0; ; ) {
      const folder = bytes.slice(0, end);
      if (!folders.has(folder)) folders.set(folder, new Map());
      const slash = bytes.indexOf('/', end);
      if (slash === -1) break;
      end = slash + 1;
    }
  }
}
