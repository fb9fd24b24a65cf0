import type { CommandLine } from '../core/task.ts';

/** Programs that start another one, which stands behind them and behind their options. */
const LAUNCHERS: readonly CommandLine[] = [
  ['uv', 'run'],
  ['poetry', 'run'],
  ['pipenv', 'run'],
  ['pdm', 'run'],
  ['hatch', 'run'],
  ['npx'],
  ['bunx'],
  ['pnpm', 'exec'],
  ['pnpm', 'dlx'],
  ['yarn', 'exec'],
  ['yarn', 'dlx'],
  ['npm', 'exec'],
  ['python', '-m'],
  ['python3', '-m'],
  ['coverage', 'run', '-m'],
  ['sudo'],
  ['time'],
  ['env'],
  ['exec'],
  ['xvfb-run'],
];

/** The command that is meant: without variables, and without programs that only start another one. */
export function meantCommand(words: CommandLine): CommandLine {
  const named = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const rest = named === -1 ? [] : words.slice(named);
  const launcher = LAUNCHERS.find((one) => one.every((word, index) => rest[index] === word));
  if (launcher === undefined) return rest;
  const behind = rest.slice(launcher.length);
  const program = behind.findIndex((word) => !word.startsWith('-'));
  return program === -1 ? rest : meantCommand(behind.slice(program));
}

/** Name of the program that is meant, without its folder. */
export function meantProgram(words: CommandLine): string {
  const [program = ''] = meantCommand(words);
  return program.startsWith('./') ? program : program.slice(program.lastIndexOf('/') + 1);
}

/** The script of package.json that the command runs by its name; undefined: it runs none, or nobody knows which. */
export function scriptOf(words: CommandLine): string | undefined {
  if (!['npm', 'pnpm', 'yarn', 'bun'].includes(meantProgram(words))) return undefined;
  const [first = '', second] = meantCommand(words)
    .slice(1)
    .filter((word) => !word.startsWith('-'));
  if (first === 'run' || first === 'run-script') return second;
  return first === 'test' || first === 't' ? 'test' : undefined;
}
