import { lstatSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { decodePath, onDisk, splitFields } from '../../core/path-bytes.ts';
import { type GitPlace, git } from '../git.ts';

/** From how many files on git finds out sooner which may differ, in as many threads as there are cores, than we look at each. */
const MANY_FILES = 1000;

/**
 * Tracked files that somebody may have written to, or removed, since a moment: one look at each, and no process; of many
 * files, at those that bear another stamp than git has noted. `place`: the top of the worktree. `since`: see `beganAt`. What
 * was gone before counts as well where its folder has changed since.
 */
export async function touchedSince(place: GitPlace, tree: FileSet, since: number): Promise<readonly RepoPath[]> {
  const isTouched = (path: RepoPath): boolean => {
    const stat = look(onDisk(place.cwd, path));
    return stat === undefined
      ? (look(`${place.cwd}/${dirname(path)}`)?.ctimeMs ?? since) >= since
      : stat.ctimeMs >= since;
  };
  const paths = tree.size < MANY_FILES ? [...tree.keys()] : await otherStamps(place);
  return paths.filter((path) => (tree.get(path)?.mode ?? SUBMODULE) !== SUBMODULE && isTouched(path));
}

const SUBMODULE = '160000';

/**
 * When a run began, by the clock of the disk and by that of the machine, whichever says the earlier: the disk may be another
 * machine's, or round its times down. Milliseconds since 1970. `gitDir`: the lock in it was written when the run began.
 */
export function beganAt(gitDir: string, startedAt: string): number {
  const start = Date.parse(startedAt);
  return Math.min(start, look(join(gitDir, 'lattice-hooks', 'lock'))?.ctimeMs ?? start);
}

/** See git-diff-files(1). Flagged files are left out: whatever becomes of them, git calls them unedited. */
async function otherStamps(place: GitPlace): Promise<readonly RepoPath[]> {
  // All of a stamp counts, whatever the user wants git to overlook.
  const whole = ['-c', 'core.trustCtime=true', '-c', 'core.checkStat=default'];
  const output = await git(place, [...whole, 'diff-files', '--name-only', '-z', '--ignore-submodules=all']);
  return [...new Set(splitFields(output).map(decodePath))];
}

function look(place: string | Buffer): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    // A folder of the path is a file by now.
    return undefined;
  }
}
