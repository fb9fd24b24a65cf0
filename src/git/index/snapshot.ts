import { LatticeError } from '../../core/errors.ts';
import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { stampAt } from '../../system/stamps.ts';
import { allAdded, type Captured } from '../commits/captured.ts';
import { type GitPlace, outputOf } from '../git.ts';
import { askerOf, compareAsCommitted, diffWithHead } from './compare.ts';
import { parseRawDiff, parseStage, type RawDiff } from './entries.ts';
import { indexFileOf, readIndex } from './read.ts';
import { stageOf } from './stage.ts';
import { type IndexAnswers, isHeld } from './told.ts';

const LIST_STAGE: readonly string[] = ['ls-files', '--stage', '-z', '--full-name'];

/** Git knows these without having them: see `git hash-object -t tree /dev/null`, by the digits of an id. */
const EMPTY_TREES: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};
const EMPTY_BLOBS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/** How often the index is read anew where others keep writing to it. */
const TRIES = 5;

/**
 * What git is about to commit, compared with HEAD, and no file of the worktree is read. `told`: what git has answered already.
 * Where git names the index it is read by us, and git compares it with HEAD; else two git calls, side by side where they take
 * long. One call more where a file is only intended to be added, or where an empty one was and git lists the index.
 * Rejects with `LatticeError` for unmerged paths: there is no one content to judge; and where others never leave it alone.
 */
export async function captureIndex(place: GitPlace, told?: IndexAnswers): Promise<Captured> {
  const name = place.env['GIT_INDEX_FILE'];
  if (!name) return captureListing(place);
  const file = indexFileOf(place, name);
  const captured = told && (await captureTold(place, file, told));
  if (captured !== undefined) return captured;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stamp = stampAt(file);
    const captured = (await captureFile(place, file, () => diffWithHead(place))) ?? (await captureListing(place));
    if (stampAt(file) === stamp) return { ...captured, named: { file, stamp } };
  }
  throw new LatticeError(
    'environment',
    'the index is written to again and again, so that nobody can tell what is about to be committed',
    'Commit again when no other program stages files.',
  );
}

/** Undefined where the file does not say it all, and where it is not the one that git has looked at. */
async function captureTold(place: GitPlace, file: string, told: IndexAnswers): Promise<Captured | undefined> {
  const captured = await captureFile(place, file, async () => parseRawDiff(told.diff));
  return isHeld(file, told.held) ? captured : undefined;
}

/** Undefined where the file does not say it all. */
async function captureFile(
  place: GitPlace,
  file: string,
  compare: () => Promise<RawDiff | undefined>,
): Promise<Captured | undefined> {
  const index = readIndex(file);
  const stage = index && stageOf(index.index);
  if (index === undefined || stage === undefined) return undefined;
  if (stage.unmerged.size > 0) throw unmergedPaths([...stage.unmerged]);
  const diff = await compare();
  const exact = diff && stage.hasIntended ? await compareAsCommitted(place, 'HEAD') : diff;
  return { ...capturedOf(stage.tree, exact), index, named: { file, stamp: index.stamp } };
}

async function captureListing(place: GitPlace): Promise<Captured> {
  const { stage, diff } = await askGit(place);
  if (stage.unmerged.size > 0) throw unmergedPaths([...stage.unmerged]);
  // A file that is only intended to be added over an empty one of HEAD is not told from it: that would cost every commit a call.
  const mayIntend = [...(diff?.after ?? stage.tree).values()].some(({ id }) => EMPTY_BLOBS.has(id));
  const exact = mayIntend ? await withoutIntended(place, stage.tree, diff) : { tree: stage.tree, diff };
  return capturedOf(exact.tree, exact.diff);
}

/** `diff` is undefined in a repository without commits. */
function capturedOf(tree: FileSet, diff: RawDiff | undefined): Captured {
  const snapshot = { source: 'index', tree, changed: diff?.changed ?? allAdded(tree) } as const;
  return { snapshot, before: diff?.before ?? new Map() };
}

async function askGit(place: GitPlace) {
  const ask = askerOf(place);
  const [listing, diff] = await Promise.all([ask(LIST_STAGE), diffWithHead(place)]);
  return { stage: parseStage(outputOf(LIST_STAGE, listing)), diff };
}

/** Asks again, and believes only what would be committed. */
async function withoutIntended(place: GitPlace, staged: FileSet, diff: RawDiff | undefined) {
  const [first] = staged.values();
  const base = diff === undefined ? (EMPTY_TREES[first?.id.length ?? 40] ?? '') : 'HEAD';
  const exact = await compareAsCommitted(place, base);
  const isIntended = (path: RepoPath, { id }: FileEntry) =>
    EMPTY_BLOBS.has(id) && !exact.after.has(path) && (diff === undefined || diff.after.has(path));
  const tree = new Map([...staged].filter(([path, entry]) => !isIntended(path, entry)));
  for (const [path, kind] of exact.changed) if (kind === 'deleted') tree.delete(path);
  return { tree, diff: exact };
}

function unmergedPaths(paths: readonly RepoPath[]): LatticeError {
  return new LatticeError(
    'environment',
    `unmerged paths: ${listPaths(paths)}`,
    'Resolve the conflicts and `git add` the files first.',
  );
}
