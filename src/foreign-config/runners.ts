import type { MigrationSite } from '../core/contracts/migrations.ts';

/** Options of runners that decide nothing where the program is the project's own. */
const HARMLESS = /^(?:--no-install|--no|--yes|-y|-n|--|--silent|-s|--offline|--prefer-offline)$/;

/** Words that start a program of `node_modules/.bin`, and nothing else. */
const RUNNERS: readonly (readonly string[])[] = [
  ['npx'],
  ['pnpx'],
  ['bunx'],
  ['npm', 'exec'],
  ['npm', 'x'],
  ['pnpm', 'exec'],
  ['yarn', 'exec'],
  ['bun', 'x'],
];

/** Words that start a program of `node_modules/.bin` unless a script of package.json has its name. */
const EITHER: readonly (readonly string[])[] = [
  ['yarn', 'run'],
  ['pnpm', 'run'],
  ['bun', 'run'],
  ['yarn'],
  ['pnpm'],
  ['bun'],
];

/**
 * The command without what only looks for its program, where that is the project's own: tasks find it by themselves, without
 * starting a package manager first.
 */
export function localCommand(argv: readonly string[], site: MigrationSite): readonly string[] {
  const direct = afterRunner(argv, RUNNERS);
  if (direct !== undefined) return isStartable(direct, site) ? direct : argv;
  const either = afterRunner(argv, EITHER);
  if (either === undefined || scriptsOf(site).has(either[0] ?? '')) return argv;
  return isStartable(either, site) ? either : argv;
}

/** The command behind whatever looks for its program; the command itself where nothing does. */
export function behindRunner(argv: readonly string[]): readonly string[] {
  return afterRunner(argv, [...RUNNERS, ...EITHER]) ?? argv;
}

/** The scripts of package.json, by name. */
export function scriptsOf(site: MigrationSite): ReadonlyMap<string, string> {
  const scripts = site.packageKey('scripts')?.value;
  if (typeof scripts !== 'object' || scripts === null) return new Map();
  return new Map(Object.entries(scripts).map(([name, text]) => [name, String(text)]));
}

/** The name of the script of package.json that the command runs; undefined: it runs none. */
export function scriptName(argv: readonly string[]): string | undefined {
  const [program = '', ...rest] = argv;
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(program)) return undefined;
  const words = rest.filter((word) => !HARMLESS.test(word));
  const [first, second] = words;
  if (first === 'run' || first === 'run-script') return second;
  return first === 'test' || first === 't' ? 'test' : program === 'npm' ? undefined : first;
}

function isStartable([program]: readonly string[], site: MigrationSite): boolean {
  return program !== undefined && !program.startsWith('-') && site.isLocal(program);
}

function afterRunner(argv: readonly string[], runners: readonly (readonly string[])[]): readonly string[] | undefined {
  const runner = runners.find((words) => words.every((word, index) => argv[index] === word));
  if (runner === undefined) return undefined;
  const rest = argv.slice(runner.length);
  const program = rest.findIndex((word) => !HARMLESS.test(word));
  return program === -1 ? undefined : rest.slice(program);
}
