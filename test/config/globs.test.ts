import { describe, expect, it } from 'vitest';
import { compileGlobs, globProblem, globTest, placesOfGlobs } from '../../src/config/globs.ts';
import { pathTest } from '../../src/core/globs.ts';

/** Which of the paths the glob matches, through the compiled form. */
function matching(glob: string, ...paths: readonly string[]): string[] {
  return paths.filter(pathTest(compileGlobs([glob], [])));
}

describe('the places of globs', () => {
  it.each<[string, readonly string[]]>([
    ['rules/**', ['rules']],
    ['./rules/deep/*.json', ['rules/deep']],
    ['config/a.json', ['config/a.json']],
    ['{a,b}/c', []],
    ['**/*.json', []],
    ['app/[id]/x', ['app']],
  ])('of %s are %j', (glob, places) => {
    expect(placesOfGlobs([glob, glob])).toEqual(places);
  });
});

describe('globs', () => {
  it.each<[string, string[], string[]]>([
    ['*.ts', ['a.ts', '.a.ts'], ['a/b.ts', 'a.tsx']],
    ['**/*.ts', ['a.ts', 'a/b.ts', '.a/.b.ts', 'a/b/c/.d.ts'], ['a.js']],
    ['**', ['a', 'a/b', '.a/.b', 'a b', 'a\nb'], []],
    ['src/**', ['src/a', 'src/.a/b', 'src'], ['srcs/a', 'a/src/b']],
    ['./src/*.ts', ['src/a.ts'], ['./src/a.ts', 'src/a/b.ts']],
    ['././a', ['a'], []],
    ['{a,b}/**/*.{ts,tsx}', ['a/x.ts', 'b/c/x.tsx'], ['c/x.ts', 'a/x.js']],
    ['a.{1..3}', ['a.1', 'a.3'], ['a.4']],
    ['a?c', ['abc'], ['ac', 'a/c']],
    ['[ab].ts', ['a.ts', 'b.ts', '[ab].ts'], ['c.ts']],
    ['[!a].ts', ['b.ts'], ['a.ts']],
    ['@(a|b).ts', ['a.ts', 'b.ts'], ['c.ts', '@(a|b).ts']],
    ['!(a|b).ts', ['c.ts'], ['a.ts', 'b.ts']],
    ['!src/**', ['!src/a'], ['src/a', 'other']],
    ['!a', ['!a'], ['a', 'b']],
    ['a b', ['a b'], ['a']],
    ['ü/*.ts', ['ü/ä.ts'], []],
    ['a+b', ['a+b'], ['aab', 'ab']],
    ['c++/*.ts', ['c++/a.ts'], []],
    ['$a^b', ['$a^b'], []],
    ['\\*.ts', ['*.ts'], ['a.ts']],
  ])('%s', (glob, matched, others) => {
    expect(matching(glob, ...matched, ...others)).toEqual(matched);
    expect([...matched, ...others].filter(globTest(glob))).toEqual(matched);
  });

  it.each<[string, string[], string[]]>([
    ['app/(shop)/*.ts', ['app/(shop)/a.ts'], ['app/shop/a.ts']],
    ['app/\\(shop\\)/*.ts', ['app/(shop)/a.ts'], ['app/shop/a.ts']],
    ['app/[id]/*.ts', ['app/[id]/a.ts', 'app/i/a.ts'], ['app/x/a.ts']],
    ['app/\\[id\\]/*.ts', ['app/[id]/a.ts'], ['app/i/a.ts']],
    ['app/[...slug]/a.ts', ['app/[...slug]/a.ts'], ['app/s/a.ts']],
    ['app/[[...slug]]/a.ts', ['app/[[...slug]]/a.ts'], ['app/s/a.ts']],
    ['app/**', ['app/[id]/(shop)/{a}/a.ts', 'app/a*b?.ts', 'app/\\a'], []],
    ['(a|b)', ['(a|b)'], ['a', 'b']],
    ['(a+)+', ['(a+)+'], ['aaa']],
    ['@(a|(b))c', ['ac', '(b)c'], ['bc']],
    ['a)', ['a)'], ['a']],
  ])('take brackets in file names as people mean them: %s', (glob, matched, others) => {
    expect(matching(glob, ...matched, ...others)).toEqual(matched);
  });

  it('exclude after they include', () => {
    const isMatch = pathTest(compileGlobs(['src/**', '*.md'], ['**/generated/**', 'README.md']));
    expect(['src/a', 'a.md', 'src/generated/a', 'README.md', 'b'].map(isMatch)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(pathTest(compileGlobs([], []))('a')).toBe(false);
  });

  it('never throw: what matches nothing matches nothing', () => {
    for (const glob of ['', './', '{a,b', 'a\\', '[', '(', ')', '+(', '{', '}', '!', '!(', '[]', '\\', '**{', '{,}']) {
      expect(() => globTest(glob)('some/file')).not.toThrow();
      expect(globTest(glob)('some/file')).toBe(false);
    }
  });
});

describe('globProblem', () => {
  it.each([
    ['{a,b', 'has a bracket or brace that is not closed, or ends in a backslash'],
    ['a\\', 'has a bracket or brace that is not closed, or ends in a backslash'],
    ['/src/**', "leads out of the config's folder"],
    ['../src/**', "leads out of the config's folder"],
    ['src/../../a', "leads out of the config's folder"],
    ['src/', 'names a folder, and no file: `src/**` are the files in it'],
    ['./', 'names a folder, and no file: `./**` are the files in it'],
    [`${'a'.repeat(5000)}`, 'is longer than 4096 characters'],
    ['+(*a)b', 'repeats a group that holds another wildcard: write it out'],
    ['*(a|*)b', 'repeats a group that holds another wildcard: write it out'],
    ['+(+(a))', 'repeats a group that holds another wildcard: write it out'],
    ['@(a|+(b?))', 'repeats a group that holds another wildcard: write it out'],
    ['*a*a*a*a*b', 'holds more than 4 wildcards between two slashes'],
    ['x/{a,*b*c*d}*e*f/y', 'holds more than 4 wildcards between two slashes'],
    ['**/a/**/b/**/c/**/d', 'holds more than 3 times `**`'],
  ])('%j', (glob, problem) => {
    expect(globProblem(glob)).toBe(problem);
  });

  it.each([
    '**',
    '**/*.{ts,tsx}',
    '{a/**,b/**,c/**,d/**,e/**}',
    '*.{*a,*b,*c,*d,*e}',
    '**/fixtures/**/*.ts',
    '*.test.*',
    '[*][*][*]',
    '\\*\\*\\*\\*\\*',
    '+(a|b)',
    '@(*a|*b|*c|*d|*e)',
    'a..b',
    'app/(shop)/[id]/page.tsx',
    '!a',
    '.',
  ])('%s can be used', (glob) => {
    expect(globProblem(glob)).toBeUndefined();
  });

  it('lets nothing through that a hostile name could keep busy for ever', () => {
    const globs = ['**/a/**/a/**/b', '*a*a*a*b', '+(a|aa)+(a|aa)b', '**/**/**/**/b', '{*a*a,*a*a*a}*b'];
    for (const glob of globs) {
      expect(globProblem(glob)).toBeUndefined();
      for (const name of ['a'.repeat(120), 'a/'.repeat(200)]) expect(globTest(glob)(name)).toBe(false);
    }
  });
});
