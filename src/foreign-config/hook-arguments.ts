/** Hooks whose first argument is the file with the commit message. */
const MESSAGE_HOOKS: readonly string[] = ['commit-msg', 'prepare-commit-msg', 'applypatch-msg'];

/** How many arguments git hands to a hook, see githooks(5); the others get none. */
const COUNTS: Readonly<Record<string, number>> = {
  'applypatch-msg': 1,
  'commit-msg': 1,
  'prepare-commit-msg': 3,
  'post-checkout': 3,
  'post-merge': 1,
  'post-rewrite': 1,
  'pre-push': 2,
  'pre-rebase': 2,
  'sendemail-validate': 2,
};

/** Hooks that are about the files of a commit or of a push, so that their tasks wait for such files. */
const FILE_HOOKS: readonly string[] = ['pre-commit', 'pre-merge-commit', 'pre-push'];

/** What older hook managers call the variable that holds the arguments. */
const VARIABLE = /^(?:HUSKY_GIT_PARAMS|GIT_PARAMS|LEFTHOOK_GIT_PARAMS)$/;

/** The command as these hooks start it: their arguments by our names, the file of the message by `{message}`. */
export function withHookArguments(argv: readonly string[], on: readonly string[]): readonly string[] {
  const [hook = ''] = on;
  const isMessage = MESSAGE_HOOKS.includes(hook);
  const named = (word: string) => (isMessage ? word.replaceAll('{1}', '{message}') : word);
  const all = Array.from({ length: COUNTS[hook] ?? 0 }, (_, index) => named(`{${index + 1}}`));
  const filled = argv.flatMap((word) => (word === '{@}' ? all : [named(word)]));
  return isMessage ? withMessage(filled) : filled;
}

/** Words that hand all arguments of the hook to a shell: its name first, as `$0`. */
export function argumentsForShell(on: readonly string[]): readonly string[] {
  const [hook = 'hook'] = on;
  return [hook, ...withHookArguments(['{@}'], on)];
}

/**
 * What makes a task run that is about no file: tasks wait for files that changed, and after a checkout there are none.
 * Commands that take an argument of the hook always run.
 */
export function alwaysRuns(commands: readonly string[], on: readonly string[]): { readonly stdin?: true } {
  const isAboutFiles = on.length === 0 || on.some((hook) => FILE_HOOKS.includes(hook) || !/^[a-z-]+$/.test(hook));
  if (isAboutFiles || on.includes('manual') || commands.some((word) => /\{(?:message|\d)\}/.test(word))) return {};
  return { stdin: true };
}

/** Commitlint reads the message of the last commit, or a variable, unless it is told where the new one is. */
function withMessage(argv: readonly string[]): readonly string[] {
  if (argv[0]?.split('/').at(-1) !== 'commitlint' || argv.includes('{message}')) return argv;
  const kept = argv.filter((word, index) => !isSource(word, argv[index - 1]));
  return [...kept, '--edit', '{message}'];
}

function isSource(word: string, before: string | undefined): boolean {
  return /^(?:-e|--edit|-E|--env|-l|--last)$/.test(word) || (before !== undefined && VARIABLE.test(word));
}
