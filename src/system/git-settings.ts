import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Look } from '../core/look.ts';
import { type GitSetting, readGitConfig } from './git-config-text.ts';

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Git itself goes no deeper, see `include.path` in git-config(1). */
const MAX_DEPTH = 10;

/** The user's home, and the folder of the user's configs. */
export function userFolders(env: Variables): { readonly home: string; readonly config: string } {
  const home = env['HOME'] ?? homedir();
  return { home, config: env['XDG_CONFIG_HOME'] || join(home, '.config') };
}

/** The user's home, and the folder of git's files about the user. */
export function gitFolders(env: Variables): { readonly home: string; readonly own: string } {
  const { home, config } = userFolders(env);
  return { home, own: join(config, 'git') };
}

/**
 * Git's settings, in the order in which it reads them, but for what `git -c` handed on. Read from its configuration files, as
 * a process of its own would cost more than all the rest of a key. Files that `include` and `includeIf` name are read whatever
 * their condition, so that more may be seen than applies and never less.
 * `commonDir`: the git directory that all worktrees share; `gitDir`: that of this worktree.
 */
export function gitSettings(commonDir: string, env: Variables, gitDir: string, look: Look): readonly GitSetting[] {
  const { home, own } = gitFolders(env);
  const files = [
    env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig',
    ...(env['GIT_CONFIG_GLOBAL'] === undefined
      ? [join(own, 'config'), join(home, '.gitconfig')]
      : [env['GIT_CONFIG_GLOBAL']]),
    join(commonDir, 'config'),
    join(gitDir, 'config.worktree'),
  ];
  return [...files.flatMap((file) => settingsIn(file, home, MAX_DEPTH, look)), ...numbered(env)];
}

/** A file's settings, with those of the files it includes in their place. */
function settingsIn(file: string, home: string, depth: number, look: Look): readonly GitSetting[] {
  const text = depth === 0 ? undefined : read(file, look);
  return readGitConfig(text ?? '').flatMap((setting) =>
    /^include(?:if\..*)?\.path$/i.test(setting.key)
      ? settingsIn(expand(setting.value, home, dirname(file)), home, depth - 1, look)
      : [setting],
  );
}

/** What `GIT_CONFIG_COUNT` says. */
function numbered(env: Variables): readonly GitSetting[] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  return Array.from({ length: Number.isInteger(count) ? Math.max(0, Math.min(count, 1000)) : 0 }, (_, at) => ({
    key: (env[`GIT_CONFIG_KEY_${at}`] ?? '').replace(/^[^.]+|[^.]+$/g, (part) => part.toLowerCase()),
    value: env[`GIT_CONFIG_VALUE_${at}`] ?? '',
  }));
}

/** A path of a setting: `~/` is the home folder, a relative one begins at `folder`. */
export function expand(path: string, home: string, folder: string): string {
  if (path.startsWith('~/')) return join(home, path.slice(2));
  return isAbsolute(path) ? path : join(folder, path);
}

/** The text of a file; undefined where there is none. */
export function read(file: string, look: Look): string | undefined {
  return look.read(file)?.toString();
}
