import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts, GitSeen } from './facts.ts';

/** The oldest git that knows all that is asked of it: major and minor version (`rev-parse --path-format`). */
const OLDEST_GIT = [2, 31] as const;

/** A setting of git's, when it is one, and what follows from it. */
interface Trap {
  readonly id: string;
  readonly key: string;
  readonly isSet: (value: string) => boolean;
  readonly message: string;
  readonly remedy: string;
}

const isOn = (value: string) => /^(?:true|yes|on|1|)$/i.test(value);
const isOff = (value: string) => /^(?:false|no|off|0)$/i.test(value);

const TRAPS: readonly Trap[] = [
  {
    id: 'fsmonitor',
    key: 'core.fsmonitor',
    isSet: (value) => !isOff(value) && value !== '',
    message:
      'git asks a monitor which files have changed: what that misses is neither hidden from tasks nor noticed in the worktree',
    remedy: 'where edits go unnoticed, `git config core.fsmonitor false`',
  },
  {
    id: 'untracked-cache',
    key: 'core.untrackedcache',
    isSet: isOn,
    message: 'git remembers which files are untracked by the times of folders, which some file systems keep badly',
    remedy:
      'where new files go unnoticed, `git config core.untrackedCache false`; `git update-index --test-untracked-cache` tries it',
  },
  {
    id: 'weak-stat',
    key: 'core.checkstat',
    isSet: (value) => value === 'minimal',
    message: 'git compares only size and seconds of files: an edit of the same size within a second goes unnoticed',
    remedy: '`git config core.checkStat default`, unless other programs share the index',
  },
  {
    id: 'weak-stat',
    key: 'core.trustctime',
    isSet: isOff,
    message: 'git does not look at when files changed their state: an edit that keeps size and time goes unnoticed',
    remedy: '`git config core.trustCtime true`, unless a program such as a backup changes all files',
  },
  {
    id: 'no-executables',
    key: 'core.filemode',
    isSet: isOff,
    message: 'git does not look at whether files are executable: a script that tasks start may not be so elsewhere',
    remedy:
      '`git update-index --chmod=+x FILE` marks one; where the disk knows permissions, `git config core.fileMode true`',
  },
  {
    id: 'no-links',
    key: 'core.symlinks',
    isSet: isOff,
    message: 'git writes links as files with the path in them: tasks see other files than elsewhere',
    remedy: 'where the system allows links, `git config core.symlinks true` and check the links out anew',
  },
];

/** A git that is too old, and settings with which it may overlook what tasks see. */
export function diagnoseGit({ git }: Facts): readonly Diagnosis[] {
  if (git === undefined) return [];
  return [
    ...oldGit(git),
    ...TRAPS.flatMap(({ id, key, isSet, message, remedy }) => {
      const setting = git.settings.get(key);
      return setting !== undefined && isSet(setting.value) ? advice({ id, message: `${key}: ${message}`, remedy }) : [];
    }),
  ];
}

function oldGit({ version }: GitSeen): readonly Diagnosis[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1])) return [];
  return [
    finding({
      id: 'git-too-old',
      message: `git ${version} does not know all that hooks ask it for`,
      remedy: `install git ${OLDEST_GIT.join('.')} or later`,
    }),
  ];
}
