import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CLIENT_HOOKS } from '../core/hooks/triggers.ts';
import type { WorktreeHooks } from '../diagnoses/hooks-seen.ts';
import { type GitPlace, git, tryGit } from '../git/git.ts';
import { findHooksPlace, type HooksPlace } from '../git/hooks/hooks-path.ts';
import { isOurHook } from '../git/hooks/stub.ts';
import { localVariables } from '../git/local-variables.ts';
import type { Repository } from '../git/repository.ts';

/** More worktrees are not asked: each takes two processes. */
const MOST = 20;

/**
 * What the other worktrees of the repository find where git looks there. None where they cannot look elsewhere: without a
 * setting, and with an absolute one that is not of a worktree alone.
 */
export async function lookAtWorktrees(
  { root }: Repository,
  place: GitPlace,
  { setting }: HooksPlace,
): Promise<readonly WorktreeHooks[]> {
  const own = await tryGit(place, ['config', '--bool', 'extensions.worktreeConfig']);
  const isShared = setting === undefined || (setting.scope !== 'worktree' && isAbsolute(setting.value));
  if (isShared && own.stdout.toString() !== 'true\n') return [];
  const env = Object.fromEntries(Object.entries(place.env).filter(([name]) => !localVariables.has(name)));
  const here = realpathSync(root);
  const others = (await worktrees(place)).filter((path) => existsSync(path) && realpathSync(path) !== here);
  return Promise.all(
    others.slice(0, MOST).map(async (worktree) => {
      const { folder } = await findHooksPlace({ cwd: worktree, env });
      return { worktree, folder, ours: CLIENT_HOOKS.filter((name) => isOurHook(join(folder, name))) };
    }),
  );
}

/** Tops of all worktrees. A bare repository stands in the list and has none. */
async function worktrees(place: GitPlace): Promise<readonly string[]> {
  const text = (await git(place, ['worktree', 'list', '--porcelain'])).toString();
  return text
    .split('\n\n')
    .filter((entry) => !/^(?:bare|prunable.*)$/m.test(entry))
    .flatMap((entry) => /^worktree (.*)$/m.exec(entry)?.[1] ?? []);
}
