import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage, LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import { changedEntries } from './index-entries.ts';
import { isSameFile, journaledIndex, linkOrCopy } from './index-journal.ts';
import type { Rescue } from './rescue.ts';

/** Under which name the index from before is rescued. */
const RESCUED = '.git/index.before';

/** How the index differs from the one before an interrupted run. */
export interface IndexRescue {
  readonly changed: readonly RepoPath[];
  /** Absolute path of the index in use, and of the one from before; undefined where there was none. */
  readonly file: string;
  readonly kept: string | undefined;
}

/**
 * Compares the index with the one from before the tasks of an interrupted run, where these had not yet ended, and keeps
 * the latter in the rescue folder if entries differ: who changed them nobody knows, so that the index stays as it is.
 * Undefined where none do. The journal stays, so that this can be called again.
 * Starts git only where the index was written to. Rejects with `LatticeError` that says where the index is.
 */
export async function rescueIndex(
  place: GitPlace,
  gitDir: string,
  folder: string,
  rescue: Rescue,
): Promise<IndexRescue | undefined> {
  const before = journaledIndex(folder);
  const file = join(gitDir, 'index');
  if (!existsSync(before) || isSameFile(before, file)) return undefined;
  try {
    const changed = await changedEntries(place, before, file);
    if (changed.length === 0) return undefined;
    if (statSync(before).size === 0) return { changed, file, kept: undefined };
    const copy = `${before}.copy`;
    rmSync(copy, { force: true });
    linkOrCopy(before, copy);
    rescue.takeFrom(copy, RESCUED);
    return { changed, file, kept: join(rescue.folder, RESCUED) };
  } catch (error) {
    throw new LatticeError(
      'isolation',
      `the index from before cannot be kept: ${errorMessage(error)}`,
      `Your files are as they were, and it is in ${before}. Mend the cause, then run \`npx lattice-hooks recover\`.`,
      error,
    );
  }
}
