import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import { pathTest } from '../../src/core/globs.ts';
import { readLefthookGlob } from '../../src/foreign-config/lefthook-glob.ts';
import { below, endingIn } from '../../src/foreign-config/path-intersections.ts';
import { type Sequence, toGlobs } from '../../src/foreign-config/path-sequence.ts';
import { readPythonRegex } from '../../src/foreign-config/python-regex.ts';

/** Names that come near each other, so that random expressions meet them. */
const NAMES = ['a', 'b', 'src', 'docs', 'foo', 'bar', 'a.py', 'b.py', 'foo.md', 'bar.py.md', 'fooxbar', '.a', 'a-py'];
const PATHS = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

const LISTS = fc.array(PATHS, { minLength: 20, maxLength: 40 });

const WORDS = fc.constantFrom('a', 'foo', 'bar', 'src/', 'docs/', '\\.py', '\\.md', '/', 'b');
const ATOMS = fc.oneof(
  { weight: 4, arbitrary: WORDS },
  fc.constantFrom('.*', '.', '[^/]*', '[ab]', '(foo|bar)', '(?:a|src/.*)', 'x?'),
);
const EXPRESSIONS = fc
  .tuple(fc.constantFrom('', '^'), fc.array(ATOMS, { maxLength: 4 }), fc.constantFrom('', '$'))
  .map(([start, atoms, end]) => `${start}${atoms.join('')}${end}`);

/** A name that is nothing but an ending is no name that anybody gives. */
const isOdd = (path: string) => path.split('/').some((part) => /^\.\w+$/.test(part));

const matcher = (sequences: readonly Sequence[]) => {
  const globs = toGlobs(sequences);
  return globs === undefined ? undefined : pathTest(compileGlobs(globs, []));
};

type PathTest = (path: string) => boolean;

/** Paths of which the globs say something else. What is the name of a folder is not that of a file. */
function wrong(paths: readonly string[], found: PathTest, matches: PathTest | undefined): readonly string[] {
  return paths.filter((path) => !isOdd(path) && found(path) === found(`${path}/`) && matches?.(path) !== found(path));
}

describe('globs made of an expression', () => {
  it('match exactly the paths in which the expression is found', () => {
    const check = fc.property(EXPRESSIONS, LISTS, (expression, paths) => {
      const sequences = readPythonRegex(expression);
      const matches = sequences === undefined ? undefined : matcher(sequences);
      fc.pre(matches !== undefined);
      const found = (path: string) => new RegExp(expression).test(path);
      expect(wrong(paths, found, matches)).toEqual([]);
    });
    fc.assert(check, { numRuns: 300 });
  });

  it.each([
    ['^src/', 'src/**'],
    ['\\.(md|rst)$', '**/*.{md,rst}'],
    ['^(?:src|lib)/.*\\.py$', 'src/**/*.py lib/**/*.py'],
    ['(?x)^(\n  docs/.* |  # all of it\n  README\\.md\n)$', 'docs/** README.md'],
    ['^$', ''],
    ['.*', '**'],
  ])('%j', (expression, globs) => {
    expect(toGlobs(readPythonRegex(expression) ?? [])?.join(' ')).toBe(globs);
  });

  it.each(['(?!a)', '(a|b)+', '\\bfoo', '(?i)a', 'a{2}', '[^a]', 'a^b', '(a', 'a)', '[a'])(
    'cannot be made of %j',
    (expression) => {
      expect(readPythonRegex(expression)).toBeUndefined();
    },
  );
});

describe('globs of lefthook', () => {
  it.each([
    ['*.js', '**/*.js', '*.js'],
    ['**/*.js', '*/**/*.js', '*.js */**/*.js'],
    ['src/*.{js,ts}', 'src/**/*.{js,ts}', 'src/*.{js,ts}'],
    ['a?b', 'a?b a/b', 'a?b'],
    ['{a,b{c,d}}.x', 'a.x bc.x bd.x', 'a.x bc.x bd.x'],
    ['src/**', 'src/**', 'src/**'],
  ])('%s', (glob, plain, doublestar) => {
    expect(toGlobs(readLefthookGlob(glob, false) ?? [])?.join(' ')).toBe(plain);
    expect(toGlobs(readLefthookGlob(glob, true) ?? [])?.join(' ')).toBe(doublestar);
  });

  it.each(['{a', '[!a]', 'a]'])('cannot be made of %j', (glob) => {
    expect(readLefthookGlob(glob, false)).toBeUndefined();
  });
});

describe('paths that fit two descriptions', () => {
  it('are those of a folder', () => {
    const globs = (glob: string) => toGlobs(below('web/', readLefthookGlob(glob, false) ?? []) ?? []);
    expect(globs('*.js')).toEqual(['web/**/*.js']);
    expect(globs('web/src/*.js')).toEqual(['web/src/**/*.js']);
    expect(globs('api/*.js')).toEqual([]);
  });

  it('are those of an ending', () => {
    const globs = (expression: string) => toGlobs(endingIn(readPythonRegex(expression) ?? [], ['.py', '.pyi']) ?? []);
    expect(globs('^src/')).toEqual(['src/**/*.{py,pyi}']);
    expect(globs('\\.py$')).toEqual(['**/*.py']);
    expect(globs('\\.md$')).toEqual([]);
  });

  it('may share a part of both', () => {
    expect(toGlobs(endingIn(readPythonRegex('^src/a\\.') ?? [], ['.py']) ?? [])).toEqual([
      'src/a.*.py',
      'src/a.*/**/*.py',
      'src/a.py',
    ]);
    expect(toGlobs(below('web/', readLefthookGlob('**/*.rb', false) ?? []) ?? [])).toEqual(['web/**/*.rb']);
  });

  it('are not guessed', () => {
    expect(below('src/', [[{ one: '?' }, 'x']])).toBeUndefined();
  });

  it.each([
    [
      'below a folder',
      fc.constantFrom('src/', 'docs/', 'a/', 'a/b/', 'src/a/'),
      below,
      (path: string, folder: string) => path.startsWith(folder),
    ],
    [
      'with an ending',
      fc.constantFrom('.py', '.md', 'a', 'o.md'),
      (end: string, all: readonly Sequence[]) => endingIn(all, [end]),
      (path: string, end: string) => path.endsWith(end),
    ],
  ] as const)('are exactly those %s', (_, words, join, isOne) => {
    const check = fc.property(EXPRESSIONS, words, LISTS, (expression, word, paths) => {
      const joined = join(word, readPythonRegex(expression) ?? []);
      const matches = joined === undefined ? undefined : matcher(joined);
      fc.pre(readPythonRegex(expression) !== undefined && matches !== undefined);
      const found = (path: string) => new RegExp(expression).test(path) && isOne(path, word);
      expect(wrong(paths, found, matches)).toEqual([]);
    });
    fc.assert(check, { numRuns: 300 });
  });
});
