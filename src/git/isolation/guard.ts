import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errorMessage, LatticeError } from '../../core/errors.ts';
import { listPaths } from '../../core/list-paths.ts';
import { type GitState, headOf, type RefChange, readGitState, refChanges } from './git-state.ts';
import { forgetIndex } from './index-journal.ts';
import type { Isolation } from './isolation.ts';
import { journalFolder } from './journal.ts';
import { dropIndexes, type KeptIndex, keepIndexes, putIndexBack } from './kept-index.ts';
import { tellTasks } from './made.ts';
import type { Rescue } from './rescue.ts';
import type { Pause } from './stage.ts';

/** Digits of an id that a person recognizes. */
const SHORT = 8;

/** Watches what tasks must not reach: HEAD, refs, config and index. */
export interface Guard {
  /**
   * Compares, puts the index back, and returns what changed as reasons to refuse. HEAD, refs and config stay as they are:
   * what was made of them may be wanted, and only a person can tell. `ran`: names of the tasks that ran meanwhile.
   * Rejects with `LatticeError` where git's files cannot be read or the index cannot be put back.
   */
  readonly settle: (ran: readonly string[], rescue: Rescue) => Promise<readonly string[]>;
  /**
   * Puts the index back without a word, where a run is cut short. Does nothing once it has settled.
   * Rejects with `LatticeError` that says where the index is kept.
   */
  readonly undo: (rescue: Rescue) => Promise<void>;
  /** Lets go of what is held for it. */
  readonly close: () => void;
}

/**
 * Begins to watch. No git is started, here or later, as long as nobody writes to the index; where there is a journal, the
 * index is in it until the guard has settled.
 */
export function guardGit({ place, repository }: Pick<Isolation, 'place' | 'repository'>, wait: Pause = pause): Guard {
  const before = readable(() => readGitState(repository));
  const indexes = readable(() => keepIndexes(place, repository.gitDir));
  const left = new Set(indexes);
  let locked: LatticeError | undefined;
  const back = async (index: KeptIndex, rescue: Rescue) => {
    const changed = await putIndexBack(place, index, rescue, wait);
    left.delete(index);
    return changed;
  };
  return {
    settle: async (ran, rescue) => {
      const when = `while ${tellTasks(ran)} ran`;
      const after = readable(() => readGitState(repository));
      const paths = new Set<string>();
      for (const index of indexes) {
        const changed = await back(index, rescue).catch((error) => {
          if (isLocked(error)) locked = error;
          throw error;
        });
        for (const path of changed) paths.add(path);
      }
      forgetIndex(journalFolder(repository.gitDir));
      return [
        ...headChange(before, after).map((what) => `${when}, ${what}`),
        ...refChanges(before, after, repository).map((change) => `${when}, ${refChange(change)}`),
        ...configChanges(before, after).map((file) => `${when}, ${file} was changed; it stays so`),
        ...(paths.size === 0
          ? []
          : [`${when}, the index was changed: ${listPaths([...paths])}. It is as it was again`]),
      ];
    },
    undo: async (rescue) => {
      // It has been waited for once, and is told.
      if (locked !== undefined) throw locked;
      for (const index of left) await back(index, rescue).catch((error) => notPutBack(error, index));
    },
    close: () => dropIndexes(indexes),
  };
}

function headChange(before: GitState, after: GitState): readonly string[] {
  const [from, to] = [headOf(before) || 'nothing', headOf(after) || 'nothing'];
  return from === to ? [] : [`HEAD was changed from ${from} to ${to}; it stays so`];
}

function refChange({ ref, from, to }: RefChange): string {
  if (from === undefined) return `${ref} was made; it stays`;
  if (to === undefined) return `${ref} was removed, which was ${from.slice(0, SHORT)}; it stays so`;
  return `${ref} was moved from ${from.slice(0, SHORT)} to ${to.slice(0, SHORT)}; it stays so`;
}

function configChanges(before: GitState, after: GitState): readonly string[] {
  return [...after.config].flatMap(([file, text]) => (before.config.get(file) === text ? [] : file));
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new LatticeError(
      'isolation',
      `git's own files cannot be read: ${errorMessage(error)}`,
      'Your files and the index are as they were. Mend the cause, then commit again.',
      error,
    );
  }
}

/** Whether another git held the index's lock to the end. */
function isLocked(error: unknown): error is LatticeError {
  return error instanceof LatticeError && error.code === 'isolation';
}

function notPutBack(error: unknown, { file, kept }: KeptIndex): never {
  if (isLocked(error)) throw error;
  throw new LatticeError(
    'isolation',
    `${file} was written to while the checks ran and cannot be put back: ${errorMessage(error)}`,
    existsSync(kept)
      ? `The index from before is kept in ${kept}. Mend the cause, then run \`npx lattice-hooks recover\`.`
      : 'Mend the cause, then look at `git status` before you commit again.',
    error,
  );
}
