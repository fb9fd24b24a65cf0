import { join } from 'node:path';
import type { Look } from '../core/look.ts';
import { DISK } from './disk.ts';
import type { GitSetting } from './git-config-text.ts';
import { expand, gitFolders, gitSettings, read, type Variables } from './git-settings.ts';

/** Settings that decide how a blob becomes a file on disk, see git-config(1) and gitattributes(5). */
const RELEVANT =
  /^(?:core\.(?:autocrlf|eol|safecrlf|attributesfile|symlinks|filemode|ignorecase|precomposeunicode|checkroundtripencoding)|filter\..*)$/;

/** The same, in the text in which git hands `git -c` on to its children. */
const RELEVANT_WORDS = /\b(?:core\.(?:autocrlf|eol|safecrlf|attributesfile|symlinks|filemode)|filter\.)/i;

/** Settings by which Git LFS leaves pointers on disk in place of files, see git-lfs-config(5). */
const LFS = /^lfs\.fetch(?:in|ex)clude$/;

/**
 * Git's content filters: the settings and attributes through which a file on disk differs from its blob.
 * `commonDir`: the git directory that all worktrees share; `gitDir`: that of this worktree.
 */
export function contentFilters(
  commonDir: string,
  env: Variables,
  gitDir: string = commonDir,
  look: Look = DISK,
): string {
  const { home, own } = gitFolders(env);
  const settings = [...gitSettings(commonDir, env, gitDir, look), ...handed(env)];
  const named = settings
    .filter(({ key }) => key === 'core.attributesfile')
    .map(({ value }) => expand(value, home, own));
  const attributes = ['/etc/gitattributes', join(own, 'attributes'), ...named, join(commonDir, 'info', 'attributes')];
  return [
    ...settings.filter(({ key }) => RELEVANT.test(key)).map(({ key, value }) => `${key}=${value}`),
    ...leftByLfs(settings, env).map(({ key, value }) => `filter.${key}=${value}`),
    ...attributes.flatMap((file) => linesOf(read(file, look) ?? '')),
  ].join('\n');
}

/** What Git LFS is told to leave as a pointer: git calls such a file unedited, and the one that is fetched later as well. */
function leftByLfs(settings: readonly GitSetting[], env: Variables): readonly GitSetting[] {
  const skip = env['GIT_LFS_SKIP_SMUDGE'];
  return [
    ...settings.filter(({ key }) => LFS.test(key)),
    ...(skip === undefined ? [] : [{ key: 'lfs.skipsmudge', value: skip }]),
  ];
}

/** What makes no file differ from its blob where no attribute says so. What `git -c` handed on may be anything. */
const HARMLESS = /^(?:core\.(?!autocrlf=)\w+=|core\.autocrlf=false$|filter\.(?!handed=))/i;

/** Whether these content filters may make a file differ from its blob in a repository that has no attributes of its own. */
export function mayConvert(filters: string): boolean {
  return filters.split('\n').some((line) => line !== '' && !HARMLESS.test(line));
}

/** What `git -c` says, as it stands, and only when it is about filters. */
function handed(env: Variables): readonly GitSetting[] {
  const value = env['GIT_CONFIG_PARAMETERS'] ?? '';
  return RELEVANT_WORDS.test(value) ? [{ key: 'filter.handed', value }] : [];
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
