import type { RepoPath } from '../core/files.ts';
import type { SyntaxName } from './syntaxes.ts';

/** Endings of the names of files. */
const ENDINGS: Readonly<Record<SyntaxName, string>> = {
  script: 'js mjs cjs jsx ts mts cts tsx',
  python: 'py pyi pyx',
  c: 'c h cc hh cpp hpp cxx hxx c++ m mm cu ino glsl metal zig v sv proto thrift',
  java: 'java',
  csharp: 'cs',
  go: 'go',
  rust: 'rs',
  kotlin: 'kt kts scala sc',
  swift: 'swift',
  quotes: 'dart groovy gradle jsonc json5',
  php: 'php',
  css: 'css',
  scss: 'scss less',
  shell: 'sh bash zsh ksh bats',
  hash: 'pl pm r mk cmake fish awk tcl graphql gql nim cr',
  ruby: 'rb rake gemspec',
  yaml: 'yml yaml',
  toml: 'toml',
  terraform: 'tf tfvars hcl',
  powershell: 'ps1 psm1 psd1',
  elixir: 'ex exs',
  julia: 'jl',
  nix: 'nix',
  xml: 'xml svg xsl xslt xsd xaml vue svelte',
  sql: 'sql',
  lua: 'lua',
  haskell: 'hs elm',
  ada: 'adb ads vhd vhdl',
  lisp: 'lisp cl el clj cljs cljc edn scm ss rkt',
  ini: 'ini cfg conf properties',
  percent: 'tex sty cls',
  erlang: 'erl hrl',
};

const BY_ENDING = new Map(
  Object.entries(ENDINGS).flatMap(([syntax, endings]) =>
    endings.split(' ').map((ending) => [ending, syntax as SyntaxName] as const),
  ),
);

/** Names of files whose ending, if they have one, says nothing: `Dockerfile.dev`. */
const BY_NAME: ReadonlyMap<string, SyntaxName> = new Map([
  ...['makefile', 'gnumakefile', 'dockerfile', 'containerfile', 'justfile'].map((name) => [name, 'hash'] as const),
  ...['gemfile', 'rakefile', 'podfile'].map((name) => [name, 'ruby'] as const),
  ['cmakelists', 'hash'],
]);

/** How comments are written in a file, by the ending of its name, or by the name; undefined where nobody knows. */
export function syntaxOf(path: RepoPath): SyntaxName | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return (
    BY_ENDING.get(/\.([^.]+)$/.exec(name)?.[1] ?? '') ?? BY_NAME.get(/^([^.]+)(?:\.[^.]*)?$/.exec(name)?.[1] ?? '')
  );
}
