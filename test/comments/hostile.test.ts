import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComments } from '../../src/comments/document.ts';
import { SYNTAXES, type SyntaxName } from '../../src/comments/syntaxes.ts';
import { splitLines } from '../../src/documents/lines.ts';

const NAMES = Object.keys(SYNTAXES) as SyntaxName[];

/** What comments, and what may hide them, begin and end with. */
const PARTS = [
  ...[
    '//',
    '/*',
    '*/',
    '/',
    '#',
    '#[',
    '#=',
    '=#',
    '<#',
    '#>',
    '--',
    '--[[',
    ']]',
    '[==[',
    '{-',
    '-}',
    '#|',
    '|#',
    ';',
  ],
  ...['<!--', '-->', '%', '"', "'", '`', '"""', "'''", '\\', '${', '{', '}', '(', ')', '[', ']', '@"', 'R"x(', 'r#"'],
  ...['<<EOT', '\nEOT', '<<~E', '=begin', '\n=end', '$', '?', '\n', '\r\n', ' ', '* ', 'a', '=', '1', '\ud83d'],
  ...['[x](y.md)', '[x]: y.md', '[x]', '](', 'https://a.example', 'lattice-ignore-next-line doc-links: x'],
];

const source = fc.array(fc.constantFrom(...PARTS), { maxLength: 60 }).map((parts) => parts.join(''));

describe('comments of any text', () => {
  it('are read, and their links stand within it', () => {
    fc.assert(
      fc.property(source, fc.constantFrom(...NAMES), (text, name) => {
        const lines = splitLines(text);
        for (const { line, column, destination } of readComments(text, name).links) {
          const offset = (lines[line - 1]?.start ?? Number.NaN) + column - 1;
          expect(text.startsWith(destination, offset)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('are read in linear time', () => {
    const few = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(few, fc.constantFrom(...NAMES), (parts, name) => {
        // In quadratic time a test would not end before it is stopped.
        const text = `[x](y.md)${parts.join('').repeat(20_000)}`;
        expect(readComments(text, name).headings).toEqual([]);
      }),
    );
  });
});
