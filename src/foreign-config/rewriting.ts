/** How a tool checks and how it rewrites. */
export interface Rewriting {
  readonly run?: readonly string[];
  readonly fix: readonly string[];
}

/** Tools that rewrite unless an option says otherwise, with the option that has them only look. */
const LOOKS_BY: Readonly<Record<string, readonly [option: string, others?: RegExp]>> = {
  black: ['--check', /^--diff$/],
  'cargo fmt': ['--check'],
  'ruff format': ['--check', /^--diff$/],
  isort: ['--check-only', /^(?:--check|-c|--diff|--df)$/],
  rustfmt: ['--check'],
  'terraform fmt': ['-check'],
  mdformat: ['--check'],
};

/** Tools that look unless an option says otherwise: the option, and what has to stand in its place to look. */
const REWRITES_BY: Readonly<Record<string, readonly [options: RegExp, instead: readonly string[]]>> = {
  'ruff check': [/^--(?:fix|exit-non-zero-on-fix|unsafe-fixes)$/, []],
  prettier: [/^(?:--write|-w)$/, ['--check']],
  eslint: [/^--fix$/, []],
  oxlint: [/^--fix(?:-suggestions|-dangerously)?$/, []],
  stylelint: [/^--fix$/, []],
  'biome check': [/^--(?:write|fix|apply)(?:-unsafe)?$/, []],
  'biome format': [/^--(?:write|fix)$/, []],
  'biome lint': [/^--(?:write|fix|apply)(?:-unsafe)?$/, []],
  rubocop: [/^(?:-a|-A|--auto-?correct(?:-all)?)$/, []],
  'clang-format': [/^-i$/, ['--dry-run', '-Werror']],
  shfmt: [/^-w$/, ['-d']],
  markdownlint: [/^(?:-f|--fix)$/, []],
  'markdownlint-cli2': [/^--fix$/, []],
};

/** Tools that do nothing but rewrite, whatever they are told; or with an option that says so. */
const ONLY_REWRITES =
  /^(?:pyupgrade|add-trailing-comma|reorder-python-imports|trailing-whitespace-fixer|end-of-file-fixer|mixed-line-ending|requirements-txt-fixer|double-quote-string-fixer|fix-byte-order-marker|file-contents-sorter|nbstripout|sort-simple-yaml|setup-cfg-fmt|pyproject-fmt)$/;
const REWRITING_OPTION = /^(?:--fix|--write|--in-place|--autofix|-i|-w|--autocorrect)$/;
const WITH_IN_PLACE = /^(?:autoflake|autopep8|docformatter|yapf|gofmt|goimports|gofumpt|pretty-format-json|djlint)$/;

/** What the command rewrites, and how it would only look; undefined for one that only looks, or of which nobody knows. */
export function rewritingOf(argv: readonly string[]): Rewriting | undefined {
  const [program = '', second = ''] = [argv[0]?.split('/').at(-1), argv[1]];
  const tool = [`${program} ${second}`, program].find((name) => name in LOOKS_BY || name in REWRITES_BY) ?? '';
  const [option, others] = LOOKS_BY[tool] ?? [];
  const words = tool.split(' ').length;
  if (option !== undefined) {
    const looks = argv.some((word) => word === option || others?.test(word) === true);
    return looks ? undefined : { run: [...argv.slice(0, words), option, ...argv.slice(words)], fix: argv };
  }
  const [options, instead] = REWRITES_BY[tool] ?? [];
  if (options !== undefined && instead !== undefined) {
    if (!argv.some((word) => options.test(word))) return undefined;
    const kept = argv.slice(words).filter((word) => !options.test(word));
    return { run: [...argv.slice(0, words), ...instead, ...kept], fix: argv };
  }
  const isRewriting = argv.some((word) => REWRITING_OPTION.test(word));
  if (ONLY_REWRITES.test(program) || (WITH_IN_PLACE.test(program) && isRewriting)) return { fix: argv };
  return argv.some((word) => /^--(?:fix|write)$/.test(word)) ? { fix: argv } : undefined;
}

/** Tools that write to nothing they are handed, whatever they are told. */
const LOOKERS =
  /^(?:tsc|vue-tsc|jest|vitest|mocha|ava|mypy|pyright|pylint|flake8|bandit|pytest|shellcheck|hadolint|actionlint|yamllint|codespell|cspell|secretlint|commitlint|knip|publint|ls-lint|go vet|brakeman|tflint)$/;

/** Whether a command is known to rewrite nothing: tools that rewrite only when they are told to, and are not. */
export function isKnownToLook(argv: readonly string[]): boolean {
  const program = argv[0]?.split('/').at(-1) ?? '';
  const names = [`${program} ${argv[1]}`, program];
  const isTold = names.some((name) => name in LOOKS_BY || name in REWRITES_BY);
  return rewritingOf(argv) === undefined && (isTold || LOOKERS.test(program));
}

/** Whether a script of package.json rewrites files, by what it says. */
export function isRewritingScript(text: string): boolean {
  return /(?:^|\s)--(?:write|fix)(?:\s|$)/.test(text);
}
