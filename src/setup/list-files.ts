import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git } from '../git/git.ts';

/** The files below `place.cwd` that are there: tracked ones, and untracked ones that are not ignored. Relative to it. */
export async function listFiles(place: GitPlace): Promise<ReadonlySet<RepoPath>> {
  const [known, deleted] = await Promise.all([
    git(place, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']),
    git(place, ['ls-files', '-z', '--deleted']),
  ]);
  const gone = new Set(splitFields(deleted).map(decodePath));
  return new Set(
    splitFields(known)
      .map(decodePath)
      .filter((path) => !gone.has(path)),
  );
}
