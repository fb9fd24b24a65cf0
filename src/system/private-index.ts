import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, statSync, utimesSync } from 'node:fs';
import { resolve } from 'node:path';

/** The environment of a process, which its children inherit. */
export type MutableEnvironment = Record<string, string | undefined>;

/**
 * Makes an index of its own at `file` and leads this process and its children to it by `GIT_INDEX_FILE`, so that no
 * `git add` reaches the user's. It holds what the user's index holds, and these files as they are on disk. Returns the id of
 * a tree that differs from it by these files only. `paths` are relative to `cwd`. Throws what git says when it fails.
 */
export function usePrivateIndex(file: string, paths: readonly string[], cwd: string, env: MutableEnvironment): string {
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
      cwd,
      env,
      input,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const own = resolve(cwd, git(['rev-parse', '--git-path', 'index']).replace(/\n$/, ''));
  if (existsSync(own)) {
    copyFileSync(own, file);
    // Git takes files for unchanged that are older than their index: a younger copy would make it overlook the last changes.
    const { atime, mtime } = statSync(own);
    utimesSync(file, atime, mtime);
  }
  env['GIT_INDEX_FILE'] = file;
  const list = paths.map((path) => `${path}\0`).join('');
  git(['update-index', '-z', '--force-remove', '--stdin'], list);
  const tree = git(['write-tree', '--missing-ok']).trim();
  git(['update-index', '-z', '--add', '--stdin'], list);
  return tree;
}
