import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { decodePath, splitFields } from '../../core/path-bytes.ts';
import { stampAt } from '../../system/stamps.ts';
import { type GitPlace, git } from '../git.ts';
import { isErrno } from '../standing.ts';
import type { Rescue } from './rescue.ts';
import type { Pause } from './stage.ts';

/** For how long another git that holds the index's lock is waited for, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 100;

/** Under which name a replaced index is rescued: no file of a worktree is called so. */
const RESCUED = '.git/index';

/**
 * An index that can come back. It is held open: git replaces an index and never writes into it, so that the old one can
 * still be read when another one bears its name. That costs no copy.
 */
export interface KeptIndex {
  readonly file: string;
  readonly stamp: string | undefined;
  /** Undefined where there was none. */
  readonly handle: number | undefined;
}

/** Keeps the index that git is committing, and the worktree's own where that is another. */
export function keepIndexes(place: GitPlace, gitDir: string): readonly KeptIndex[] {
  const own = join(gitDir, 'index');
  const files = new Set([resolve(place.cwd, place.env['GIT_INDEX_FILE'] || own), own]);
  return [...files].map((file) => ({
    file,
    stamp: stampAt(file),
    handle: existsSync(file) ? openSync(file, 'r') : undefined,
  }));
}

/** Lets go of them. */
export function dropIndexes(indexes: readonly KeptIndex[]): void {
  for (const { handle } of indexes) if (handle !== undefined) closeSync(handle);
}

/**
 * Puts the index back where its entries are not what they were, and returns their paths; what it held goes to the rescue
 * folder, because somebody may have chosen it line by line. An index that was only refreshed, as by `git status`, stays.
 * Starts git only where the index was written to. Rejects with `LatticeError` when the index stays locked.
 */
export async function putIndexBack(
  place: GitPlace,
  gitDir: string,
  { file, stamp, handle }: KeptIndex,
  rescue: Rescue,
): Promise<readonly RepoPath[]> {
  if (stampAt(file) === stamp) return [];
  // The worktree's lock is held, so that nobody else uses the name.
  const own = join(gitDir, 'lattice-hooks', 'index.before');
  mkdirSync(dirname(own), { recursive: true });
  try {
    writeFileSync(own, handle === undefined ? '' : readFileSync(handle), { mode: 0o600 });
    const before = handle === undefined ? new Map<RepoPath, string>() : await entriesOf(place, own);
    const changed = differing(before, existsSync(file) ? await entriesOf(place, file) : new Map<RepoPath, string>());
    if (changed.length > 0) await replace(file, own, handle, rescue);
    return changed;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Flags, mode, id and stage of every entry of an index. */
async function entriesOf(place: GitPlace, file: string): Promise<ReadonlyMap<RepoPath, string>> {
  const indexed = { ...place, env: { ...place.env, GIT_INDEX_FILE: file } };
  const fields = splitFields(await git(indexed, ['ls-files', '--stage', '-v', '-z', '--full-name']));
  const entries = new Map<RepoPath, string>();
  for (const field of fields) {
    const tab = field.indexOf('\t');
    const path = decodePath(field.subarray(tab + 1));
    entries.set(path, `${entries.get(path) ?? ''}${field.subarray(0, tab).toString('latin1')}\n`);
  }
  return entries;
}

function differing(before: ReadonlyMap<RepoPath, string>, after: ReadonlyMap<RepoPath, string>): readonly RepoPath[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Replaces the index by `own`, an index that was there before or, without a handle, none. */
async function replace(file: string, own: string, handle: number | undefined, rescue: Rescue): Promise<void> {
  if (existsSync(file)) {
    const copy = `${own}.other`;
    copyFileSync(file, copy);
    rescue.takeFrom(copy, RESCUED);
  }
  const release = await lockIndex(file);
  try {
    if (handle === undefined) rmSync(file, { force: true });
    else {
      // Git looks again at files that are as young as the index: it must not seem younger than it is.
      const { atimeMs, mtimeMs } = fstatSync(handle);
      utimesSync(own, Math.floor(atimeMs / 1000), Math.floor(mtimeMs / 1000));
      renameSync(own, file);
    }
  } finally {
    release();
  }
}

/**
 * Takes the lock by which git changes an index, waiting for another git; one that is itself the lock of a commit is nobody
 * else's. Returns what releases it.
 * @internal Exported for its test.
 */
export async function lockIndex(file: string, wait: Pause = pause): Promise<() => void> {
  if (file.endsWith('.lock')) return () => undefined;
  const lock = `${file}.lock`;
  for (let waited = 0; ; waited += PAUSE) {
    try {
      closeSync(openSync(lock, 'wx'));
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
      if (waited >= PATIENCE) throw stillLocked(file, lock);
    }
    await wait(PAUSE);
  }
}

function stillLocked(file: string, lock: string): LatticeError {
  return new LatticeError(
    'isolation',
    `${file} was changed while the checks ran and cannot be put back: ${lock} is held`,
    'End the git that holds it, or remove the lock where none does; then look at `git status` before you commit again.',
  );
}
