/** A hook that overcommit has built in, and that starts a program. */
export interface OvercommitHook {
  /** Program and arguments, with blanks between them, where the config names none. */
  readonly command: string;
  /** Globs of its files where the config names none; absent: it is handed none. */
  readonly include?: readonly string[];
}

const RUBY = ['**/*.{gemspec,rake,rb,ru}', '**/Gemfile', '**/Rakefile'];
const SCRIPTS = ['**/*.{js,jsx,mjs,cjs,ts,tsx}'];

/** What its hooks start by its defaults. */
const HOOKS: Readonly<Record<string, OvercommitHook>> = {
  BerksfileCheck: { command: 'berks list --quiet' },
  Brakeman: { command: 'brakeman --exit-on-warn --quiet --summary' },
  BundleAudit: { command: 'bundle-audit check' },
  BundleCheck: { command: 'bundle check' },
  BundleInstall: { command: 'bundle install' },
  BundleOutdated: { command: 'bundle outdated --strict --parseable' },
  Credo: { command: 'mix credo --all --strict --format flycheck', include: ['**/*.{ex,exs}'] },
  CssLint: { command: 'csslint --quiet --format=compact', include: ['**/*.css'] },
  ErbLint: { command: 'erblint', include: ['**/*.html.erb'] },
  EsLint: { command: 'eslint --format=compact', include: SCRIPTS },
  Fasterer: { command: 'fasterer', include: ['**/*.rb'] },
  GoFmt: { command: 'gofmt -l -w', include: ['**/*.go'] },
  GoLint: { command: 'golint', include: ['**/*.go'] },
  GoVet: { command: 'go vet', include: ['**/*.go'] },
  HamlLint: { command: 'haml-lint', include: ['**/*.haml'] },
  Hlint: { command: 'hlint', include: ['**/*.hs'] },
  JsHint: { command: 'jshint --verbose', include: ['**/*.js'] },
  MarkdownLint: { command: 'mdl', include: ['**/*.md'] },
  Mdl: { command: 'mdl --json', include: ['**/*.md'] },
  Minitest: { command: 'ruby -Ilib:test -rminitest -e "exit! Minitest.run"' },
  NpmInstall: { command: 'npm install' },
  PhpCs: { command: 'phpcs --standard=PSR2 --report=csv', include: ['**/*.php'] },
  PhpLint: { command: 'php -l', include: ['**/*.php'] },
  PhpStan: { command: 'phpstan analyse --errorFormat=raw', include: ['**/*.php'] },
  Pronto: { command: 'pronto run --staged --exit-code' },
  Pycodestyle: { command: 'pycodestyle', include: ['**/*.py'] },
  Pydocstyle: { command: 'pydocstyle', include: ['**/*.py'] },
  Pyflakes: { command: 'pyflakes', include: ['**/*.py'] },
  Pylint: { command: 'pylint', include: ['**/*.py'] },
  PythonFlake8: { command: 'flake8', include: ['**/*.py'] },
  Pytest: { command: 'pytest' },
  RSpec: { command: 'rspec' },
  RailsBestPractices: { command: 'rails_best_practices --without-color', include: ['**/*.rb'] },
  RakeTarget: { command: 'rake' },
  Reek: { command: 'reek --single-line --no-color --force-exclusion', include: ['**/*.rb'] },
  RuboCop: { command: 'rubocop --format=emacs --force-exclusion --display-cop-names', include: RUBY },
  RubyLint: { command: 'ruby-lint --presenter=syntastic --levels=error,warning', include: ['**/*.rb'] },
  RubySyntax: { command: 'ruby -wc', include: ['**/*.{rb,gemspec}'] },
  RustFmt: { command: 'rustfmt --check', include: ['**/*.rs'] },
  Scalastyle: { command: 'scalastyle', include: ['**/*.scala'] },
  ScssLint: { command: 'scss-lint', include: ['**/*.scss'] },
  ShellCheck: { command: 'shellcheck', include: ['**/*.sh'] },
  SlimLint: { command: 'slim-lint', include: ['**/*.slim'] },
  Solargraph: { command: 'solargraph typecheck --level strong', include: ['**/*.rb'] },
  Sorbet: { command: 'srb tc', include: ['**/*.rb'] },
  Sqlint: { command: 'sqlint', include: ['**/*.sql'] },
  Standard: { command: 'standard', include: ['**/*.js'] },
  Stylelint: { command: 'stylelint', include: ['**/*.{css,scss,less}'] },
  SwiftLint: { command: 'swiftlint lint --strict', include: ['**/*.swift'] },
  TerraformFormat: { command: 'terraform fmt -check -diff', include: ['**/*.tf'] },
  TestUnit: { command: 'ruby -Ilib:test -rtest/unit -e "exit! Test::Unit::AutoRunner.run"' },
  TsLint: { command: 'tslint', include: ['**/*.{ts,tsx}'] },
  Vint: { command: 'vint', include: ['**/*.vim'] },
  XmlLint: { command: 'xmllint --noout', include: ['**/*.{xml,svg}'] },
  YamlLint: { command: 'yamllint --format=parsable --strict', include: ['**/*.{yaml,yml}'] },
  YarnCheck: { command: 'yarn check --silent --no-progress --non-interactive' },
  YarnInstall: { command: 'yarn install' },
};

/** Git hooks by their names in its config. */
const GIT_HOOKS: Readonly<Record<string, string>> = {
  CommitMsg: 'commit-msg',
  PostCheckout: 'post-checkout',
  PostCommit: 'post-commit',
  PostMerge: 'post-merge',
  PostRewrite: 'post-rewrite',
  PreCommit: 'pre-commit',
  PrePush: 'pre-push',
  PreRebase: 'pre-rebase',
  PrepareCommitMsg: 'prepare-commit-msg',
};

/** What a hook does by itself; undefined for one that is the project's own, or that is written in Ruby inside overcommit. */
export function builtInHook(name: string): OvercommitHook | undefined {
  return HOOKS[name];
}

/** The git hook of a section of its config; undefined for a section that is none. */
export function gitHookOf(section: string): string | undefined {
  return GIT_HOOKS[section];
}
