/** Commands without arguments and options, with what they do. */
export const PLAIN_COMMANDS = [
  ['init', 'detect the tools of this repository and write the config'],
  ['uninstall', 'remove the git hooks and put earlier ones back'],
  ['recover', 'put back what an interrupted run had hidden (hooks do this by themselves)'],
] as const;
