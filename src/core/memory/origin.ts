import type { FileSet, RepoPath } from '../files.ts';
import { type Check, wantsFiles } from '../plan.ts';
import type { Witnessed } from '../shared/pack.ts';
import type { Task } from '../task.ts';
import { isAffectedOnly } from '../test-choice.ts';
import { hashTexts, type KeyParts } from './fingerprint.ts';
import {
  type Difference,
  differences,
  fileWord,
  type KeyDetails,
  keyDetails,
  thingsThatDiffer,
} from './key-details.ts';

/** Where passes of a task came from: when and where they were made, and with what. */
export interface Origin {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Absolute folder of the worktree whose run it was. */
  readonly worktree: string;
  /** The hook, the CI event, or `manual`. */
  readonly trigger: string;
  readonly details: KeyDetails;
  /** Versions of the programs that say theirs, by the names that `details` has for them. */
  readonly versions: Readonly<Record<string, string>>;
  /** A word for what each file was that passed, see `fileWord`; undefined: they were too many to be noted. */
  readonly files: ReadonlyMap<RepoPath, string> | undefined;
  /** Who has proven it, where that was another machine: it was only remembered here at that time. */
  readonly seen?: Witnessed;
}

/** What a pass is made with at this moment: what its key is made of, and a word for each file that it is about. */
export interface Present {
  readonly details: KeyDetails;
  readonly files: ReadonlyMap<RepoPath, string>;
}

/** What was just remembered. */
export interface Remembered extends Present, Pick<Origin, 'seen'> {
  readonly task: Task;
}

/** An origin beside the present. */
export interface Compared {
  readonly origin: Origin;
  /** Nothing: the pass is this one. Files that were not noted differ in nothing. */
  readonly differences: readonly Difference[];
}

/** What passes of these files are made with, each by itself. */
export function presentOfFiles(parts: KeyParts, paths: readonly RepoPath[], tree: FileSet): Present {
  return { details: keyDetails(parts), files: fileWords(paths, tree) };
}

/** What the pass of a whole check is made with. Where files are handed over, another choice of them is another check. */
export function presentOfCheck(parts: KeyParts, check: Check, tree: FileSet): Present {
  const isPart = wantsFiles(check) || isAffectedOnly(check);
  const handed = isPart ? { handed: hashTexts([...check.files].sort()) } : {};
  return { details: keyDetails({ ...parts, ...handed }), files: fileWords(check.dependsOn, tree) };
}

/** Origins that are compared at most: what passed long before those is not what somebody remembers. */
const COMPARED = 100;

/**
 * Of origins, the newest first, the one that has most in common with the present: most parts, then most things, then the
 * newest.
 */
export function nearestOrigin(present: Present, origins: Iterable<Origin>): Compared | undefined {
  let nearest: Compared | undefined;
  let count = 0;
  for (const origin of origins) {
    const compared = { origin, differences: compareWith(origin, present) };
    if (nearest === undefined || isNearer(compared, nearest)) nearest = compared;
    count += 1;
    if (compared.differences.length === 0 || count === COMPARED) break;
  }
  return nearest;
}

/** Origins of passes of one file alone, as if each run had looked at no other. Those that did not look at it are left out. */
export function* originsOfFile(path: RepoPath, origins: Iterable<Origin>): Generator<Origin> {
  for (const origin of origins) {
    const word = origin.files?.get(path);
    if (word !== undefined) yield { ...origin, files: new Map([[path, word]]) };
  }
}

/** Files that are not in the tree are left out. */
function fileWords(paths: readonly RepoPath[], tree: FileSet): ReadonlyMap<RepoPath, string> {
  const words = new Map<RepoPath, string>();
  for (const path of paths) {
    const entry = tree.get(path);
    if (entry !== undefined) words.set(path, fileWord(entry));
  }
  return words;
}

function compareWith({ details, files }: Origin, present: Present): readonly Difference[] {
  const inParts = differences(details, present.details);
  const inFiles = files === undefined ? [] : thingsThatDiffer('files', files, present.files);
  // What is an input and one of the files as well has changed once.
  const inputs = new Set(inParts.flatMap(({ part, name }) => (part === 'inputs' ? [name] : [])));
  return [...inParts, ...inFiles.filter(({ name }) => !inputs.has(name))];
}

function isNearer(one: Compared, other: Compared): boolean {
  const [parts, otherParts] = [partsOf(one), partsOf(other)];
  return parts < otherParts || (parts === otherParts && one.differences.length < other.differences.length);
}

function partsOf({ differences: found }: Compared): number {
  return new Set(found.map(({ part }) => part)).size;
}
