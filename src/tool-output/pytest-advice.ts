import type { ProgramExit } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';

/** Which plugin an option belongs to that pytest does not know. */
const PLUGINS: readonly (readonly [option: RegExp, name: string])[] = [
  [/^--(?:no-)?cov\b/, 'pytest-cov'],
  [/^(?:-n|--dist|--numprocesses|--maxprocesses)\b/, 'pytest-xdist'],
  [/^--(?:session-)?timeout\b/, 'pytest-timeout'],
  [/^--benchmark\b/, 'pytest-benchmark'],
  [/^--hypothesis\b/, 'hypothesis'],
  [/^--asyncio\b/, 'pytest-asyncio'],
  [/^--(?:reruns|only-rerun)\b/, 'pytest-rerunfailures'],
  [/^--randomly\b/, 'pytest-randomly'],
];

/** Unlike `python -m pytest`, the program does not search the folder that it is started in. */
const OWN_MODULES =
  'modules of the project are found with `pythonpath` in the config of pytest, or after `pip install -e .`';

/** What helps where pytest could not run: the plugin to install, or what keeps it from finding or importing tests. */
export function pytestAdvice(exit: ProgramExit, failures: readonly Finding[]): string | undefined {
  return missing(exit) ?? interrupted(exit, failures);
}

function missing(exit: ProgramExit): string | undefined {
  const unknown = /unrecognized arguments: (.+)/.exec(exit.stderr)?.[1]?.split(' ') ?? [];
  const absent = /Missing required plugins: ([^\n]+)/.exec(exit.stderr)?.[1]?.split(/,\s*/) ?? [];
  const plugins = unknown.flatMap((option) => PLUGINS.find(([pattern]) => pattern.test(option))?.[1] ?? []);
  const packages = [...new Set([...plugins, ...absent])].join(' ');
  if (packages !== '') return `pip install ${packages}`;
  return exit.code === 5 ? 'no tests were collected' : undefined;
}

/** Tests that could not be imported end the run with 2: the message says which, as nothing is kept but the message. */
function interrupted(exit: ProgramExit, failures: readonly Finding[]): string | undefined {
  const reasons = failures.map(({ file, message }) =>
    message.includes(file ?? '\0') ? message : `${file}: ${message}`,
  );
  if (exit.code !== 2 || reasons.length === 0) return undefined;
  const isUnfound = reasons.some((reason) => reason.includes("No module named '"));
  return [...reasons.slice(0, 5), ...(isUnfound ? [OWN_MODULES] : [])].join('; ');
}
