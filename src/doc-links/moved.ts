import type { Tools } from '../core/contracts/tools.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import { mostAlike } from './alike.ts';
import { type Change, successorOf } from './change.ts';
import { blobsOf } from './contents.ts';
import { type Documents, isDocument } from './documents.ts';
import type { Library } from './library.ts';
import type { Reference } from './references.ts';
import { parseTarget } from './target.ts';
import { folderOf, joinSegments, type Tree } from './tree.ts';

/** Why a link of a document leads nowhere that the change under check moved: it was written where the document stood. */
export interface Moved {
  /** Where the document stood. */
  readonly from: RepoPath;
  /** What the link led to from there, where that is now. */
  readonly to: RepoPath;
}

/** What links led to before the change moved their documents; undefined for all others. */
export type MovedTest = (reference: Reference) => Moved | undefined;

/**
 * Looks into relative links that miss something in documents which the change added: where a document of the same content, or
 * one with at least half of the headings, went away, such a link may have led to something from there. `tree`: as it is now.
 */
export async function movedTest(
  missed: readonly Reference[],
  { tree, change, documents, library }: Knowledge,
  { snapshot: { changed }, before }: Tools,
): Promise<MovedTest> {
  const suspects = new Set(missed.flatMap(({ document }) => (changed.get(document) === 'added' ? [document] : [])));
  const gone = [...before.keys()].filter((path) => !tree.files.has(path) && isDocument(path));
  if (suspects.size === 0 || gone.length === 0) return () => undefined;
  const old = await library.read(blobsOf(gone, before));
  const origins = new Map([...suspects].flatMap((path) => originOf(path, { before, tree, documents, gone, old })));
  return ({ document, link, question }) => {
    const from = origins.get(document);
    if (from === undefined || question.type !== 'missing' || question.isResource) return undefined;
    const was = placeFrom(from, link.destination);
    if (was === undefined || !stoodThere(was, before, tree, changed)) return undefined;
    const to = tree.files.has(was) || tree.folders.has(was) ? was : newPlace(change, was);
    return to === undefined ? undefined : { from, to };
  };
}

function newPlace(change: Change, path: RepoPath): RepoPath | undefined {
  const fate = change.fateOf(path);
  return fate?.type === 'renamed' ? fate.to : undefined;
}

interface Knowledge {
  readonly tree: Tree;
  readonly change: Change;
  readonly documents: Documents;
  readonly library: Library;
}

interface Candidates {
  readonly before: FileSet;
  readonly tree: Tree;
  readonly documents: Documents;
  readonly gone: readonly RepoPath[];
  readonly old: Documents;
}

function originOf(path: RepoPath, { before, tree, documents, gone, old }: Candidates): [RepoPath, RepoPath][] {
  const id = tree.files.get(path)?.id;
  const same = gone.filter((one) => before.get(one)?.id === id);
  const origin = mostAlike(path, same) ?? same[0] ?? alikeTo(path, documents, old);
  return origin === undefined ? [] : [[path, origin]];
}

function alikeTo(path: RepoPath, documents: Documents, old: Documents): RepoPath | undefined {
  const document = documents.get(path);
  if (document === undefined) return undefined;
  const alike = [...old].flatMap(([one, was]) => (successorOf(was, new Map([[path, document]])) ? [one] : []));
  return mostAlike(path, alike) ?? alike[0];
}

/** Where a relative link leads from a document, without regard to what is there. */
function placeFrom(document: RepoPath, destination: string): RepoPath | undefined {
  const target = parseTarget(destination);
  if (target.type !== 'local' || target.absolute || target.segments.length === 0) return undefined;
  return joinSegments(folderOf(document), target.segments);
}

function stoodThere(path: RepoPath, before: FileSet, tree: Tree, changed: ReadonlyMap<RepoPath, string>): boolean {
  if (before.has(path) || (tree.files.has(path) && changed.get(path) !== 'added')) return true;
  const inside = `${path}/`;
  for (const one of before.keys()) if (one.startsWith(inside)) return true;
  return (
    tree.folders.has(path) &&
    [...tree.files.keys()].some((one) => one.startsWith(inside) && changed.get(one) !== 'added')
  );
}
