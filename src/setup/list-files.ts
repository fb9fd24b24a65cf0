import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git } from '../git/git.ts';

/** Folders of what is installed, at any level: other people's, also where git is not told to ignore them. */
const INSTALLED = ['node_modules', '.venv'] as const;

/** The files below `place.cwd` that are there: tracked ones, and untracked ones that are neither ignored nor installed. Relative to it. */
export async function listFiles(place: GitPlace): Promise<ReadonlySet<RepoPath>> {
  const [known, deleted] = await Promise.all([
    git(place, [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      ...INSTALLED.map((name) => `--exclude=${name}`),
    ]),
    git(place, ['ls-files', '-z', '--deleted']),
  ]);
  const gone = new Set(splitFields(deleted).map(decodePath));
  return new Set(
    splitFields(known)
      .map(decodePath)
      .filter((path) => !gone.has(path)),
  );
}

/** Folders below `place.cwd` that hold what is installed and that git would add. Relative to it, without a slash at the end. */
export async function unignoredFolders(place: GitPlace): Promise<readonly RepoPath[]> {
  const untracked = await git(place, [
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    '--directory',
    '--no-empty-directory',
  ]);
  const paths = splitFields(untracked).map((path) => decodePath(path).replace(/\/$/, ''));
  return paths.filter((path) => INSTALLED.some((name) => path === name || path.endsWith(`/${name}`)));
}
