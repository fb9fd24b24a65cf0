import { type Dirent, readdirSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';
import type { FileSet } from '../../core/files.ts';
import { decodePath } from '../../core/path-bytes.ts';
import { type Addition, type Additions, stands } from './additions.ts';
import { entryOf, removeEntry } from './remove-tree.ts';

/** What may stand in a folder, by name: a folder of more, a file whose content git looks after, or an addition. */
export type Expected = ReadonlyMap<string, Expected | Addition | 'file'>;

type Growing = Map<string, Growing | Addition | 'file'>;

/** What may stand in a checkout. A submodule is a folder, and empty unless `tree` holds files of its own. */
export function expectedOf(tree: FileSet, additions: Additions): Expected {
  const top: Growing = new Map([['.git', 'file']]);
  for (const [path, { mode }] of tree) {
    if (mode === '160000') folderAt(top, path.split('/'));
    else put(top, path, 'file');
  }
  for (const [path, addition] of additions) {
    if (addition.type === 'folder') folderAt(top, path.split('/'));
    else put(top, path, addition);
  }
  return top;
}

/**
 * Removes everything from a folder that may not stand there, and follows no link on the way. Returns the additions that
 * are there as they are to be. Nothing is written where nothing is to be removed.
 */
export function sweep(folder: Buffer, expected: Expected): ReadonlySet<Addition> {
  const standing = new Set<Addition>();
  sweepFolder(folder, expected, standing);
  return standing;
}

function sweepFolder(folder: Buffer, expected: Expected, standing: Set<Addition>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const wanted = expected.get(decodePath(entry.name));
    if (isKept(folder, entry, wanted, standing)) continue;
    removeEntry(folder, entry.name, entry.isDirectory());
  }
}

function isKept(
  folder: Buffer,
  entry: Dirent<Buffer>,
  wanted: Expected | Addition | 'file' | undefined,
  standing: Set<Addition>,
): boolean {
  if (wanted === undefined) return false;
  // Git tells whether it is the file; a folder in its place is none.
  if (wanted === 'file') return !entry.isDirectory();
  if (wanted instanceof Map) return entry.isDirectory() && isEntered(entryOf(folder, entry.name), wanted, standing);
  const addition = wanted as Addition;
  if (!stands(entryOf(folder, entry.name), entry, addition)) return false;
  standing.add(addition);
  return true;
}

/** A folder that cannot be read is not worth mending: git writes its files once more. */
function isEntered(folder: Buffer, expected: Expected, standing: Set<Addition>): boolean {
  try {
    sweepFolder(folder, expected, standing);
    return true;
  } catch (error) {
    if (isErrno(error, 'EACCES')) return false;
    throw error;
  }
}

function put(top: Growing, path: string, what: Addition | 'file'): void {
  const names = path.split('/');
  const name = names.pop() ?? '';
  folderAt(top, names).set(name, what);
}

function folderAt(top: Growing, names: readonly string[]): Growing {
  let folder = top;
  for (const name of names) {
    const below = folder.get(name);
    const next: Growing = below instanceof Map ? below : new Map();
    if (next !== below) folder.set(name, next);
    folder = next;
  }
  return folder;
}
