import type { ProgramExit } from '../core/contracts/judgment.ts';

/** Which plugin an option belongs to that pytest does not know. */
const PLUGINS: readonly (readonly [option: RegExp, name: string])[] = [
  [/^--(?:no-)?cov\b/, 'pytest-cov'],
  [/^(?:-n|--dist|--numprocesses|--maxprocesses)\b/, 'pytest-xdist'],
  [/^--(?:session-)?timeout\b/, 'pytest-timeout'],
  [/^--benchmark\b/, 'pytest-benchmark'],
  [/^--hypothesis\b/, 'hypothesis'],
  [/^--markdown-docs\b/, 'pytest-markdown-docs'],
  [/^--asyncio\b/, 'pytest-asyncio'],
  [/^--(?:reruns|only-rerun)\b/, 'pytest-rerunfailures'],
  [/^--randomly\b/, 'pytest-randomly'],
];

/** The command that installs plugins whose options pytest did not know, or that its config asks for; undefined: none is missing. */
export function missingPlugins({ stderr }: ProgramExit): string | undefined {
  const unknown = /unrecognized arguments: (.+)/.exec(stderr)?.[1]?.split(' ') ?? [];
  const missing = /Missing required plugins: ([^\n]+)/.exec(stderr)?.[1]?.split(/,\s*/) ?? [];
  const plugins = unknown.flatMap((option) => PLUGINS.find(([pattern]) => pattern.test(option))?.[1] ?? []);
  const packages = [...new Set([...plugins, ...missing])].join(' ');
  return packages === '' ? undefined : `pip install ${packages}`;
}
