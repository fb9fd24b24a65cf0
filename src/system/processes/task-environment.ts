import { delimiter } from 'node:path';
import { REACHING_VARIABLE, SIGNING_VARIABLE } from '../../core/shared/settings.ts';
import type { Task } from '../../core/task.ts';
import { type Surroundings, searchPath } from './search-path.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Names the process of the run that a task belongs to, for hooks that the task starts. */
export const RUN_VARIABLE = 'LATTICE_HOOKS_RUN';

/** What every program needs and no verdict should depend on: names, or prefixes that end in `*`. */
const NEEDED = [
  // By it a hook that a task starts knows whose lock it would wait for.
  RUN_VARIABLE,
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'LC_*',
  'TERM',
  'COLORTERM',
  'COLUMNS',
  'LINES',
  'TMPDIR',
  'TEMP',
  'TMP',
  'XDG_*',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  // Windows starts no program without these.
  'SYSTEMROOT',
  'SystemRoot',
  'COMSPEC',
  'ComSpec',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'WINDIR',
  'windir',
];

/** Variables by which git tells a process which repository it is in, see `git rev-parse --local-env-vars`. A task gets none of them. */
const GIT_LOCAL = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_KEY_*',
  'GIT_CONFIG_VALUE_*',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_LITERAL_PATHSPECS',
];

/** What a task sees: what every program needs and what it declares; all but git's own variables when it is never remembered. */
export function taskEnvironment(task: Task, surroundings: Surroundings): Readonly<Record<string, string>> {
  return { ...visibleVariables(task, surroundings.env), PATH: searchPath(surroundings).join(delimiter) };
}

/** The same for a task that starts no program. */
export function visibleVariables(task: Task, env: Variables): Readonly<Record<string, string>> {
  return select(env, task.cache ? [...NEEDED, ...task.env, ...task.passEnv] : ['*'], unseenBy(task));
}

/** The variables that are part of the key, with their values. */
export function keyVariables(task: Task, env: Variables): Readonly<Record<string, string>> {
  return select(env, task.env, unseenBy(task));
}

/** With the signing key whatever runs in a task could sign what it likes. */
function unseenBy({ hidden = [] }: Pick<Task, 'hidden'>): readonly string[] {
  return [...GIT_LOCAL, SIGNING_VARIABLE, REACHING_VARIABLE, ...hidden];
}

function select(env: Variables, wanted: readonly string[], unwanted: readonly string[]): Record<string, string> {
  const isWanted = matcher(wanted);
  const isUnwanted = matcher(unwanted);
  const selected: Record<string, string> = {};
  // Names alone are asked for by name: whoever lists all variables has seen them all.
  for (const name of wanted.some((pattern) => GLOB.test(pattern)) ? Object.keys(env) : wanted) {
    const value = isWanted(name) && !isUnwanted(name) ? env[name] : undefined;
    if (value !== undefined) selected[name] = value;
  }
  return selected;
}

/** Names match themselves; in a glob, `*` and `?` stand for characters, `{a,b}` for one of several texts. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !GLOB.test(pattern)));
  const globs = patterns
    .filter((pattern) => GLOB.test(pattern))
    .flatMap(withoutBraces)
    .map(toExpression);
  return (name) => exact.has(name) || globs.some((glob) => glob.test(name));
}

const GLOB = /[*?{]/;

/** `A_{B,C}` as `A_B` and `A_C`. */
function withoutBraces(pattern: string): readonly string[] {
  const [whole, before = '', inner = '', after = ''] = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(pattern) ?? [];
  if (whole === undefined) return [pattern];
  return inner.split(',').flatMap((one) => withoutBraces(`${before}${one}${after}`));
}

function toExpression(glob: string): RegExp {
  const escaped = glob.replace(/[\\^$.+()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
