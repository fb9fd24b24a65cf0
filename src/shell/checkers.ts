import type { CommandLine } from '../core/task.ts';
import { meantCommand, meantProgram } from './programs.ts';

/** Programs whose failure says that something is wrong with the project, whatever their first word is. */
const CHECKERS = new Set(
  [
    'pytest unittest flake8 pylint mypy pyright bandit pip-audit doc8 interrogate pydocstyle',
    'eslint oxlint vitest jest mocha ava knip secretlint stylelint tsc vue-tsc',
    'gitleaks osv-scanner grype actionlint shellcheck hadolint yamllint',
    'markdownlint markdownlint-cli2 lychee nox lint-staged rspec rubocop phpunit phpstan govulncheck staticcheck zizmor',
  ].flatMap((names) => names.split(' ')),
);

/** Programs that check when their first word is one of these; an empty one stands for none. */
const CHECKING_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['coverage', /^report$/],
  ['cargo', /^(?:test|clippy|audit|deny|nextest)$/],
  ['go', /^(?:test|vet)$/],
  ['dotnet', /^test$/],
  ['mvn', /^(?:test|verify)$/],
  ['gradle', /^(?:test|check)$/],
  ['./gradlew', /^(?:test|check)$/],
  ['make', /^(?:tests?|lint|check)(?:$|[-_:])/],
  ['mutmut', /^run$/],
  ['safety', /^(?:check|scan)$/],
  ['playwright', /^test$/],
  ['cypress', /^run$/],
  ['biome', /^(?:check|ci|lint)$/],
  ['ruff', /^check$/],
  ['snyk', /^(?:test|code|container|iac)$/],
  ['trivy', /^(?:fs|filesystem|image|i|repo|repository|config|rootfs|vm|sbom)$/],
  ['pre-commit', /^(?:run|)$/],
  ['prek', /^(?:run|)$/],
  ['lefthook', /^run$/],
  ['lattice-hooks', /^(?:run|verify)$/],
  ['golangci-lint', /^run$/],
  ...['npm', 'pnpm', 'yarn', 'bun'].map(
    (name) => [name, /^(?:t|test|audit|lint|check|types?|typecheck|e2e|coverage)(?![\w-])/] as const,
  ),
]);

/** Programs that check unless their first word is one of these. */
const OTHER_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['semgrep', /^(?:login|logout|publish|show|install|lsp|test)$/],
  ['tox', /^(?:list|devenv|config|depends|quickstart|exec)$/],
  ['c8', /^(?:report|merge)$/],
  ['nyc', /^(?:report|merge|instrument)$/],
]);

/** Programs that rewrite files unless they are told to look only. */
const LOOKING: ReadonlyMap<string, RegExp> = new Map([
  ['black', /^--(?:check|diff)$/],
  ['isort', /^(?:--check|--check-only|-c|--diff)$/],
  ['prettier', /^(?:--check|-c|--list-different|-l)$/],
  ['ruff', /^--(?:check|diff)$/],
  ['cargo', /^--check$/],
  ['biome', /^ci$/],
  ['rustfmt', /^--check$/],
]);

/** Words with which any program only says something of itself. */
const INFORMING =
  /^(?:--version|-V|--help|-h|--list|--init|--print-config|--showConfig|--collect-only|--download-db-only)$/;

/** Options with which a checker mends what it finds. */
const MENDING = /^(?:--write|--fix)$/;

const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);

/** What a command checks with, such as `pytest` or `npm run lint`; undefined: it checks nothing, as far as is known. */
export function checkOf(words: CommandLine): string | undefined {
  const [, ...args] = meantCommand(words);
  if (args.some((word) => INFORMING.test(word))) return undefined;
  const program = meantProgram(words);
  if (CHECKERS.has(program)) return program;
  const looks = LOOKING.get(program);
  if (looks !== undefined && args.some((word) => looks.test(word))) return program;
  if (program === 'biome' && args.some((word) => MENDING.test(word))) return undefined;
  const [first = '', second = ''] = args.filter((word) => !word.startsWith('-'));
  const isScript = PACKAGE_MANAGERS.has(program) && /^run(?:-script)?$/.test(first);
  const word = isScript ? second : first;
  if (OTHER_WORDS.get(program)?.test(word) === false) return program;
  return CHECKING_WORDS.get(program)?.test(word) === true
    ? `${program} ${isScript ? 'run ' : ''}${word}`.trim()
    : undefined;
}
