import type { JsonObject } from '../core/json-shape.ts';
import { textAt } from '../tool-output/json.ts';
import { splitWords } from './split-words.ts';
import { textsOf } from './values.ts';

/** What a hook of pre-commit starts; or why nothing else can start it. */
export type HookCommand = { readonly argv: readonly string[] } | { readonly why: string };

/** Letters that mean the same to Python and to `grep -E`, or that are escaped in both. */
const COMMON_REGEX = /^(?:[^\\]|\\[^A-Za-z0-9])*$/;

/** Refuses when anything is printed, and not where nothing was found: `grep` ends with 1 then, and with 2 when it could not look. */
const FIND = 'grep "$@"; test $? -eq 1';
const REFUSE = 'test $# -eq 0 && exit; printf "%s\\n" "$0" "$@" >&2; exit 1';

/** The command of a hook, without the files and with its arguments. */
export function hookCommand(hook: JsonObject): HookCommand {
  const [entry, args] = [textAt(hook, 'entry') ?? '', textsOf(hook['args'])];
  switch (textAt(hook, 'language') ?? 'system') {
    case 'pygrep':
      return pygrep(entry, args);
    case 'fail':
      return { argv: ['sh', '-c', REFUSE, entry] };
    case 'docker':
    case 'docker_image':
      return { why: 'it runs in a container: start that in a script of the project' };
    default: {
      const words = splitWords(entry);
      if (words === undefined || words.length === 0) return { why: `\`entry: ${entry}\` is no command` };
      return { argv: [...words, ...args] };
    }
  }
}

/** Whether it is a program that pre-commit installed for itself, and what it then has to be installed by. */
export function installAdvice(hook: JsonObject): string | undefined {
  const language = textAt(hook, 'language') ?? 'system';
  const packages = textsOf(hook['additional_dependencies']).join(' ');
  if (packages === '' || /^(?:system|script|unsupported|unsupported_script|fail|pygrep)$/.test(language))
    return undefined;
  if (language === 'python') return `needs to be installed now: pip install ${packages}`;
  return language === 'node'
    ? `needs to be installed now: npm i -D ${packages}`
    : `needs to be installed now: ${packages}`;
}

function pygrep(entry: string, args: readonly string[]): HookCommand {
  const isCaseless = args.some((arg) => arg === '-i' || arg === '--ignore-case');
  const others = args.filter((arg) => arg !== '-i' && arg !== '--ignore-case');
  if (others.length > 0) return { why: `\`pygrep\` with ${others.join(' ')} has no counterpart` };
  if (!COMMON_REGEX.test(entry) || /\(\?|[*+?}][?+]/.test(entry)) {
    return { why: `\`entry: ${entry}\` is an expression that only Python knows` };
  }
  return { argv: ['sh', '-c', FIND, 'sh', isCaseless ? '-inHE' : '-nHE', '-e', entry, '--'] };
}
