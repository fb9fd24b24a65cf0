import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Look } from '../core/look.ts';
import { DISK } from './disk.ts';
import { type GitSetting, readGitConfig } from './git-config-text.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Settings that decide how a blob becomes a file on disk, see git-config(1) and gitattributes(5). */
const RELEVANT =
  /^(?:core\.(?:autocrlf|eol|safecrlf|attributesfile|symlinks|filemode|ignorecase|precomposeunicode|checkroundtripencoding)|filter\..*)$/;

/** The same, in the text in which git hands `git -c` on to its children. */
const RELEVANT_WORDS = /\b(?:core\.(?:autocrlf|eol|safecrlf|attributesfile|symlinks|filemode)|filter\.)/i;

/** Git itself goes no deeper, see `include.path` in git-config(1). */
const MAX_DEPTH = 10;

/**
 * Git's content filters: the settings and attributes through which a file on disk differs from its blob. Read from its
 * configuration files, as a process of its own would cost more than all the rest of a key. Files that `include` and
 * `includeIf` name are read whatever their condition, so that more may be seen than applies and never less.
 * `commonDir`: the git directory that all worktrees share; `gitDir`: that of this worktree.
 */
export function contentFilters(
  commonDir: string,
  env: Variables,
  gitDir: string = commonDir,
  look: Look = DISK,
): string {
  const home = env['HOME'] ?? homedir();
  const own = join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'git');
  const files = [
    env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig',
    ...(env['GIT_CONFIG_GLOBAL'] === undefined
      ? [join(own, 'config'), join(home, '.gitconfig')]
      : [env['GIT_CONFIG_GLOBAL']]),
    join(commonDir, 'config'),
    join(gitDir, 'config.worktree'),
  ];
  const settings = [...files.flatMap((file) => settingsIn(file, home, MAX_DEPTH, look)), ...settingsOf(env)];
  const named = settings
    .filter(({ key }) => key === 'core.attributesfile')
    .map(({ value }) => expand(value, home, own));
  const attributes = ['/etc/gitattributes', join(own, 'attributes'), ...named, join(commonDir, 'info', 'attributes')];
  return [
    ...settings.filter(({ key }) => RELEVANT.test(key)).map(({ key, value }) => `${key}=${value}`),
    ...attributes.flatMap((file) => linesOf(read(file, look) ?? '')),
  ].join('\n');
}

/** What makes no file differ from its blob where no attribute says so. What `git -c` handed on may be anything. */
const HARMLESS = /^(?:core\.(?!autocrlf=)\w+=|core\.autocrlf=false$|filter\.(?!handed=))/i;

/** Whether these content filters may make a file differ from its blob in a repository that has no attributes of its own. */
export function mayConvert(filters: string): boolean {
  return filters.split('\n').some((line) => line !== '' && !HARMLESS.test(line));
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

/** What `git -c` and `GIT_CONFIG_COUNT` say; the former as it stands, and only when it is about filters. */
function settingsOf(env: Variables): readonly GitSetting[] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  const numbered = Array.from(
    { length: Number.isInteger(count) ? Math.max(0, Math.min(count, 1000)) : 0 },
    (_, at) => ({
      key: (env[`GIT_CONFIG_KEY_${at}`] ?? '').replace(/^[^.]+|[^.]+$/g, (part) => part.toLowerCase()),
      value: env[`GIT_CONFIG_VALUE_${at}`] ?? '',
    }),
  );
  const handed = env['GIT_CONFIG_PARAMETERS'] ?? '';
  return RELEVANT_WORDS.test(handed) ? [...numbered, { key: 'filter.handed', value: handed }] : numbered;
}

/** A path of a setting: `~/` is the home folder, a relative one begins at `folder`. */
function expand(path: string, home: string, folder: string): string {
  if (path.startsWith('~/')) return join(home, path.slice(2));
  return isAbsolute(path) ? path : join(folder, path);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function read(file: string, look: Look): string | undefined {
  return look.read(file)?.toString();
}
