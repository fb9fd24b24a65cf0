import type { BlobId, FileSet, RepoPath, Snapshot } from '../core/files.ts';
import { mostAlike } from './alike.ts';
import type { Anchors } from './anchors.ts';
import type { Document, Documents } from './documents.ts';
import { append } from './lists.ts';
import { folderOf } from './tree.ts';

/** What the change under check did to something that a link leads to. */
export type Fate = { readonly type: 'deleted' } | { readonly type: 'renamed'; readonly to: string };

/** What became of files and folders in the change under check. */
export interface Change {
  /** Undefined: the change did nothing to the path. */
  fateOf(path: RepoPath): Fate | undefined;
}

/**
 * Compares the snapshot with what was before, also where it is about everything. A rename is seen where the content stayed the
 * same.
 */
export function readChange({ changed, tree }: Snapshot, before: FileSet): Change {
  const added = new Map<BlobId, RepoPath[]>();
  // For each folder one of the files that were deleted from it: where it went, the folder went.
  const deletedIn = new Map<RepoPath, RepoPath>();
  for (const [path, kind] of changed) {
    const id = tree.get(path)?.id;
    if (kind === 'added' && id !== undefined) append(added, id, path);
  }
  for (const path of before.keys()) {
    if (tree.has(path)) continue;
    for (let folder = folderOf(path); folder !== '' && !deletedIn.has(folder); folder = folderOf(folder)) {
      deletedIn.set(folder, path);
    }
  }
  const newPath = (path: RepoPath): RepoPath | undefined => {
    const same = added.get(before.get(path)?.id ?? '') ?? [];
    return mostAlike(path, same) ?? same[0];
  };
  return {
    fateOf(path) {
      if (before.has(path) && !tree.has(path)) return fate(newPath(path));
      const inside = deletedIn.get(path);
      if (inside === undefined) return undefined;
      const rest = inside.slice(path.length);
      const to = newPath(inside);
      return fate(to?.endsWith(rest) ? to.slice(0, -rest.length) : undefined);
    },
  };
}

/** The document among those added that a deleted one became: it has at least half of its headings. */
export function successorOf(old: Document, added: Documents): RepoPath | undefined {
  const { headings } = old;
  let best: RepoPath | undefined;
  let most = Math.max(1, headings.length / 2);
  for (const [path, document] of added) {
    const now = new Set(document.headings);
    const shared = headings.filter((heading) => now.has(heading)).length;
    if (shared < most || (best !== undefined && shared === most)) continue;
    best = path;
    most = shared;
  }
  return best;
}

/**
 * What became of the anchors of a document. A heading was renamed when a new one stands in its place:
 * as far behind the last heading that stayed, with nothing but new ones in between.
 */
export function anchorFates(old: Anchors, now: Anchors): (name: string) => Fate | undefined {
  const places = new Map(now.headings.map((heading, index) => [heading, index]));
  const renamed = new Map<string, string>();
  // Where the counterpart of the next old heading would stand; undefined behind one that is no counterpart.
  let next: number | undefined = 0;
  for (const heading of old.headings) {
    const place = places.get(heading);
    if (place !== undefined) next = place + 1;
    else if (next !== undefined) {
      const candidate: string | undefined = now.headings[next];
      const isNew: boolean = candidate !== undefined && !old.names.has(candidate);
      if (candidate !== undefined && isNew) renamed.set(heading, candidate);
      next = isNew ? next + 1 : undefined;
    }
  }
  return (name) => (old.names.has(name) && !now.names.has(name) ? fate(renamed.get(name)) : undefined);
}

function fate(to: string | undefined): Fate {
  return to === undefined ? { type: 'deleted' } : { type: 'renamed', to };
}
