import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorMessage, LatticeError } from '../../core/errors.ts';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { type GitPlace, git, gitFailed, tryGit } from '../git.ts';
import { indexLine, parseStage } from '../index/entries.ts';
import { type Restaged, readRestaged, removeRestaged, writeRestaged } from './restaged.ts';

/** Another git that works on the index holds its lock: for how long that is waited for, in milliseconds. */
const LOCK_PATIENCE = 10_000;
const LOCK_PAUSE = 100;

/** How waiting is done. */
export type Pause = (milliseconds: number) => Promise<unknown>;

/**
 * Puts these entries into the index that git is committing and into the one that stays, and notes in the journal what they
 * replace. For `git commit <path>` these are two files: a temporary `next-index-<pid>.lock`, and `index.lock`, which becomes
 * the index when the commit is made.
 */
export async function stage(place: GitPlace, gitDir: string, folder: string, fixes: FileSet, was: FileSet) {
  const restaged = [...fixes].flatMap(([path, fixed]) => {
    const entry = was.get(path);
    return entry === undefined ? [] : [{ path, was: entry, fixed }];
  });
  writeRestaged(folder, restaged);
  for (const index of indexesOf(place, gitDir)) await update(index, fixes);
}

/**
 * Takes back what the journal notes, where nobody has staged anything else since. Returns the paths. `lost`: paths whose
 * earlier content is nowhere any more, which stay as they are.
 * Rejects with `LatticeError` where that cannot be done; then it can be tried again.
 */
export async function unstage(
  place: GitPlace,
  gitDir: string,
  folder: string,
  lost: ReadonlySet<RepoPath> = new Set(),
): Promise<readonly RepoPath[]> {
  const taken = new Set<RepoPath>();
  try {
    const restaged = readRestaged(folder).filter(({ path }) => !lost.has(path));
    for (const index of restaged.length === 0 ? [] : indexesOf(place, gitDir)) {
      const ours = await stillStaged(index, restaged);
      for (const { path } of ours) taken.add(path);
      await update(index, new Map(ours.map(({ path, was }) => [path, was])));
    }
    removeRestaged(folder);
  } catch (error) {
    throw error instanceof LatticeError ? error : notUnstaged(error);
  }
  return [...taken];
}

async function stillStaged(index: GitPlace, restaged: readonly Restaged[]): Promise<readonly Restaged[]> {
  const { tree } = parseStage(await git(index, ['ls-files', '--stage', '-z', '--full-name']));
  return restaged.filter(({ path, fixed }) => tree.get(path)?.id === fixed.id && tree.get(path)?.mode === fixed.mode);
}

function notUnstaged(error: unknown): LatticeError {
  return new LatticeError(
    'isolation',
    `the fixes cannot be taken out of the index: ${errorMessage(error)}`,
    'Your files are as they were. Mend the cause, then run `npx lattice-hooks recover`.',
    error,
  );
}

function indexesOf(place: GitPlace, gitDir: string): readonly GitPlace[] {
  const index = place.env['GIT_INDEX_FILE'];
  const lasting = join(gitDir, 'index.lock');
  const isPartial = index !== undefined && /^next-index-\d+\.lock$/.test(basename(index)) && existsSync(lasting);
  return isPartial ? [place, { ...place, env: { ...place.env, GIT_INDEX_FILE: lasting } }] : [place];
}

/**
 * Changes the entries of one index, waiting for another git that does the same.
 * @internal Exported for its test.
 */
export async function update(place: GitPlace, entries: FileSet, wait: Pause = pause): Promise<void> {
  if (entries.size === 0) return;
  const lines = Buffer.concat([...entries].map(([path, entry]) => indexLine(path, entry)));
  const args = ['update-index', '-z', '--index-info'];
  for (let waited = 0; ; waited += LOCK_PAUSE) {
    const result = await tryGit(place, args, lines);
    if (result.code === 0) return;
    if (!/\.lock': File exists/.test(result.stderr) || waited >= LOCK_PATIENCE) throw gitFailed(args, result);
    await wait(LOCK_PAUSE);
  }
}
