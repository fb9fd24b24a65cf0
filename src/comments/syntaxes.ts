import {
  blockComment,
  delimited,
  ESCAPE,
  type Form,
  lineComment,
  NOTHING,
  nestedComment,
  passed,
  text,
} from './forms.ts';
import { python } from './python.ts';
import { script } from './script.ts';

/** The forms of a syntax; of two that begin alike, the first counts. Made anew for each source: some remember where they are. */
export type Syntax = () => readonly Form[];

const SLASHES = [lineComment('//[/!]*'), blockComment('/\\*[*!]*(?!/)', '\\*/')];
const NESTED_SLASHES = [lineComment('//[/!]*'), nestedComment('/\\*[*!]*(?!/)', '/\\*', '\\*/')];
/** A sign in the middle of a word begins no comment: `$#`, `a#b`, `s#a#b#`. */
const HASH = lineComment('(?<![^\\s;(){}\\[\\],])#[#!:]*');
const [DOUBLE, SINGLE] = [text('"'), text("'")];
const [LONG_DOUBLE, LONG_SINGLE] = [text('"', { isLong: true }), text("'", { isLong: true })];
const TRIPLE = text('"""', { isLong: true });
const TRIPLE_SINGLE = text("'''", { isLong: true });
/** One character, or one that is escaped: a lone quote is a lifetime, a separator of digits, or part of a name. */
const CHARACTER = passed("'(?:\\\\.[^'\\r\\n]{0,8}|[^'\\\\\\r\\n]{1,2})'");
const ESCAPED = passed(ESCAPE);
const VERBATIM = { passes: NOTHING, isLong: true } as const;
const HEREDOC = heredoc('(?<!<)<<-?[ \\t]?');

/** Every syntax by its name. */
export const SYNTAXES = {
  script,
  python,
  c: () => [
    ...SLASHES,
    delimited('R"[^\\s()\\\\"]{0,16}\\(', (start) => `\\)${start.slice(2, -1).replace(/[^\w]/g, '\\$&')}"`),
    DOUBLE,
    CHARACTER,
  ],
  java: () => [...SLASHES, TRIPLE, DOUBLE, CHARACTER],
  csharp: () => [
    ...SLASHES,
    text('"""', VERBATIM),
    text('\\$?@\\$?"', { close: '"', passes: '""', isLong: true }),
    DOUBLE,
    CHARACTER,
  ],
  go: () => [...SLASHES, text('`', VERBATIM), DOUBLE, CHARACTER],
  rust: () => [
    ...NESTED_SLASHES,
    delimited('\\bb?r#{0,255}"', (start) => `"${start.replace(/[^#]/g, '')}`),
    LONG_DOUBLE,
    CHARACTER,
  ],
  kotlin: () => [...NESTED_SLASHES, text('"""', VERBATIM), DOUBLE, CHARACTER],
  swift: () => [
    ...NESTED_SLASHES,
    delimited('#{1,255}"(?:"")?', (start) => start.split('').reverse().join('')),
    TRIPLE,
    DOUBLE,
  ],
  quotes: () => [...SLASHES, TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE],
  php: () => [...SLASHES, lineComment('#(?!\\[)'), heredoc('<<<[ \\t]?'), DOUBLE, SINGLE],
  css: () => [blockComment('/\\*[*!]*(?!/)', '\\*/'), DOUBLE, SINGLE],
  // In an address that stands without quotes, two slashes follow a colon.
  scss: () => [lineComment('(?<!:)//[/!]*'), blockComment('/\\*[*!]*(?!/)', '\\*/'), DOUBLE, SINGLE],
  shell: () => [HASH, HEREDOC, ESCAPED, text("\\$'", { close: "'", isLong: true }), LONG_DOUBLE, text("'", VERBATIM)],
  hash: () => [HASH, ESCAPED, DOUBLE, SINGLE],
  ruby: () => [blockComment('^=begin\\b', '^=end\\b'), HASH, heredoc('<<[-~]'), ESCAPED, DOUBLE, SINGLE],
  // In text without quotes an apostrophe is one.
  yaml: () => [
    HASH,
    text('(?<![^\\s[{,:])"', { close: '"' }),
    text("(?<![^\\s[{,:])'", { close: "'", passes: NOTHING }),
  ],
  toml: () => [lineComment('#+'), TRIPLE, text("'''", VERBATIM), DOUBLE, text("'", { passes: NOTHING })],
  terraform: () => [HASH, ...SLASHES, HEREDOC, DOUBLE],
  powershell: () => [blockComment('<#', '#>'), HASH, LONG_DOUBLE, text("'", VERBATIM)],
  elixir: () => [HASH, TRIPLE, TRIPLE_SINGLE, passed('\\?\\\\?.'), LONG_DOUBLE, SINGLE],
  julia: () => [nestedComment('#=', '#=', '=#'), lineComment('#+'), TRIPLE, LONG_DOUBLE, CHARACTER],
  nix: () => [
    HASH,
    blockComment('/\\*+(?!/)', '\\*/'),
    text("''", { ...VERBATIM, close: "''(?![$'\\\\])" }),
    LONG_DOUBLE,
  ],
  xml: () => [blockComment('<!--', '-->')],
  sql: () => [
    lineComment('--+'),
    nestedComment('/\\*+(?!/)', '/\\*', '\\*/'),
    text("'", VERBATIM),
    text('"', VERBATIM),
  ],
  lua: () => [
    longBrackets('--\\[={0,32}\\['),
    lineComment('--+'),
    delimited('\\[={0,32}\\[', bracketsBehind),
    DOUBLE,
    SINGLE,
  ],
  haskell: () => [
    nestedComment('\\{-[|-]?', '\\{-', '-\\}'),
    lineComment('--+(?:[ \\t]*[|^])?(?![!#$%&*+./<=>?@\\\\^|~:-])'),
    DOUBLE,
    CHARACTER,
  ],
  ada: () => [lineComment('--+'), text('"', { passes: NOTHING }), CHARACTER],
  lisp: () => [nestedComment('#\\|', '#\\|', '\\|#'), lineComment(';+'), passed('[#?]?\\\\[^]'), LONG_DOUBLE],
  ini: () => [lineComment('^[ \\t]{0,64}[;#]+')],
  percent: () => [lineComment('%+'), ESCAPED],
  erlang: () => [lineComment('%+'), passed('\\$\\\\?.'), LONG_DOUBLE, LONG_SINGLE],
} as const satisfies Readonly<Record<string, Syntax>>;

/** Name of a syntax. */
export type SyntaxName = keyof typeof SYNTAXES;

/** Lines up to one that begins with the word that stands behind these signs. */
function heredoc(signs: string): Form {
  const word = '[A-Za-z_]\\w*';
  return delimited(`${signs}(?:${word}|"${word}"|'${word}')`, (start) => `^[ \\t]*${/\w+/.exec(start)?.[0]}\\b`);
}

/** `]==]` for `[==[`. */
function bracketsBehind(start: string): string {
  return `\\]${/=*(?=\[$)/.exec(start)?.[0]}\\]`;
}

function longBrackets(start: string): Form {
  return {
    start,
    read: (source, span) => blockComment(start, bracketsBehind(source.slice(span.start, span.end))).read(source, span),
  };
}
