import { expect, it } from 'vitest';
import { globsText, globText } from '../../src/report-text/globs.ts';

it.each([
  ['**/*.[mM][dD]', '**/*.md'],
  ['[aB]/[0-9]/[mM]x.ts', '[aB]/[0-9]/mx.ts'],
  ['a\nb', '"a\\nb"'],
])('A glob is shown as a person would write it: %s', (glob, text) => {
  expect(globText(glob)).toBe(text);
});

it('Of many globs the first are shown', () => {
  expect(globsText(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});
