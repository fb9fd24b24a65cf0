import type { LocalSelection } from './capture.ts';
import type { RunRequest } from './request.ts';

/** Hooks around a commit that is being made, see githooks(5): they are about what is staged. */
const STAGED_HOOKS = new Set([
  'pre-commit',
  'pre-merge-commit',
  'prepare-commit-msg',
  'commit-msg',
  'applypatch-msg',
  'pre-applypatch',
]);

/** What a hook is about; `pre-push` apart, which is about what git names on its input. */
export function hookSelection(hook: string): LocalSelection {
  return STAGED_HOOKS.has(hook) ? { type: 'staged' } : { type: 'worktree' };
}

/** What a hook asks for. Fixing commands may run only where what they change can still go into the commit. */
export function hookRequest(hook: string, hookArguments: readonly string[]): RunRequest {
  return {
    name: hook,
    selection: hookSelection(hook),
    byHook: true,
    fixing: hook === 'pre-commit',
    skips: [],
    hookArguments,
    useCache: true,
    failFast: false,
  };
}
