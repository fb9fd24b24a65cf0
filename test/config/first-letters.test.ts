import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLetters } from '../../src/config/first-letters.ts';
import { compileGlobs, unreadable } from '../../src/config/globs.ts';
import { pathTest } from '../../src/core/globs.ts';

describe('the letters with which names begin', () => {
  it.each([
    [['**/.eslintrc*', 'package.json'], '.p'],
    [['**/{.prettierignore,.gitignore}', 'docs/x-*.md'], '.x'],
    [['**/{.,}knip.{json,jsonc}'], '.k'],
    [['**/{requirements*.txt,pylock*.toml}'], 'pr'],
    [['a[b]'], 'a'],
    [[], ''],
  ])('are plain to see in %j', (globs, letters) => {
    expect(firstLetters(globs)).toBe(letters);
  });

  it.each([
    '**',
    'src/**',
    '*.ts',
    '?x',
    '[ab]c',
    '@(a|b)',
    '!(a)',
    '{a,*}',
    '{a/b,c}d',
    '{a,{b,c}}',
    '\\*a',
    'é',
    'a@(a|b)**',
    'a**',
    'a[.-9]b',
    'a[b--]',
  ])('may be any of %s', (glob) => {
    expect(firstLetters(['x', glob])).toBeUndefined();
  });

  it('leave out no path that a glob matches', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      'c',
      '*',
      '**',
      '?',
      '/',
      '{a,b}',
      '{,a}',
      '{a/b,c}',
      '[ab]',
      '(',
      ')',
    );
    const more = fc.constantFrom('@(a|b)', '!(a)', '+(b)', '|', '-', '\\', ',', '{', '}', '[', ']');
    const glob = fc.array(fc.oneof({ weight: 3, arbitrary: piece }, more), { minLength: 1, maxLength: 6 });
    const name = fc.array(fc.constantFrom('a', 'b', 'c', '.', '-', '('), { minLength: 1, maxLength: 4 });
    const path = fc.array(
      name.map((letters) => letters.join('')),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(glob, fc.array(path, { minLength: 20, maxLength: 20 }), (pieces, paths) => {
        const text = pieces.join('');
        const letters = firstLetters([text]);
        fc.pre(letters !== undefined && unreadable(text) === undefined);
        const isMatch = pathTest(compileGlobs([text], []));
        for (const parts of paths.filter((one) => isMatch(one.join('/'))))
          expect(letters).toContain(parts.at(-1)?.charAt(0));
      }),
      { numRuns: 400 },
    );
  });
});
