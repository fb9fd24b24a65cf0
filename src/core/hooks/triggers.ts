/** Hooks that git runs on the user's side, see githooks(5). The ones that a server runs are no business of ours. */
export const CLIENT_HOOKS = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-commit',
  'pre-merge-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-push',
  'pre-auto-gc',
  'post-rewrite',
  'sendemail-validate',
] as const;

/** CI events that stand alone; `push:<branch>` and `schedule:<cron>` have a value. */
export const CI_EVENTS = ['pull_request', 'merge_group', 'manual'] as const;

/** Whether git runs a hook of this name. */
export function isHook(trigger: string): boolean {
  return (CLIENT_HOOKS as readonly string[]).includes(trigger);
}

/** Whether a config may name this trigger. */
export function isTrigger(trigger: string): boolean {
  return (
    isHook(trigger) || (CI_EVENTS as readonly string[]).includes(trigger) || /^(push|schedule):\S.*$/.test(trigger)
  );
}
