/** Hooks after which others' results are fetched: a pull, a switch or a rebase has brought what they are about. */
export const FETCHING_HOOKS: readonly string[] = ['post-checkout', 'post-merge', 'post-rewrite'];

/** Whether a hook is one beside which results are fetched, and git has told it of another commit. */
export function isFetching(name: string, hookArguments: readonly string[]): boolean {
  if (!FETCHING_HOOKS.includes(name)) return false;
  const [before, after, isBranch] = hookArguments;
  // `git checkout <path>` and a new branch at the same place bring nothing new.
  return name !== 'post-checkout' || (isBranch !== '0' && before !== after);
}
