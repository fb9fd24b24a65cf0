import type { LocalSelection } from './capture.ts';

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

/** Whether fixing commands may run in a hook: only where what they change can still go into the commit. */
export function mayFix(hook: string): boolean {
  return hook === 'pre-commit';
}
