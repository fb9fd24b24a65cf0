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
];

/** Programs whose failure says that something is wrong with the project. */
const CHECKERS = new Set(
  [
    'pytest tox nox unittest ruff black flake8 pylint mypy pyright bandit safety pip-audit mutmut isort doc8 interrogate',
    'eslint biome oxlint prettier tsc vitest jest mocha ava playwright cypress knip secretlint c8 nyc stylelint',
    'semgrep trivy gitleaks osv-scanner grype snyk actionlint shellcheck hadolint markdownlint markdownlint-cli2 lychee',
    'lattice-hooks lefthook pre-commit prek lint-staged rspec rubocop phpunit phpstan golangci-lint',
  ].flatMap((names) => names.split(' ')),
);

/** Programs that check with some of their words alone. */
const CHECKING_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['coverage', /^report$/],
  ['cargo', /^(?:test|clippy|audit|deny|fmt)$/],
  ['go', /^(?:test|vet)$/],
  ['dotnet', /^test$/],
  ['mvn', /^(?:test|verify)$/],
  ['gradle', /^(?:test|check)$/],
  ['./gradlew', /^(?:test|check)$/],
  ['make', /^(?:test|lint|check)/],
  ...['npm', 'pnpm', 'yarn', 'bun'].map(
    (name) => [name, /^(?:t|test|audit|lint|check|types?|typecheck|e2e|coverage)\b/] as const,
  ),
]);

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

/** Whether the command checks something, as far as it is known. */
export function isChecker(words: CommandLine): boolean {
  const program = meantProgram(words);
  if (CHECKERS.has(program)) return true;
  const [, first = '', second = ''] = meantCommand(words);
  const word = first === 'run' || first === 'run-script' ? second : first;
  return CHECKING_WORDS.get(program)?.test(word) ?? false;
}
