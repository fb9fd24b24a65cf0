import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/documents/lines.ts';
import { readMarkdown } from '../../src/markdown/document.ts';

/** What Markdown is made of: mixed at random, it comes in every order. */
const PARTS = [
  ...[
    'a',
    'b c',
    ' ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\\',
    '"',
    "'",
    ':',
    '|',
    '!',
    '\u00a0',
    '\ud83d',
    '😀',
    '\0',
  ],
  ...['[', ']', '(', ')', '](u)', '![', '[x]', '[x]: d', '[^1]', '[^1]: ', '<', '>', '<w w>', '](<', ' "t")'],
  ...['`', '```', '~~~', '*', '**', '_', '# ', '## ', '- ', '1. ', '> ', '---', '===', '+++', '|---|', '| a | b |'],
  ...[
    '<b>',
    '<a href="h',
    '">',
    '<a name=n>',
    '<h2>',
    '</h2>',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<div>',
    '<script>',
    '&amp;',
    '&#0;',
  ],
  ...['https://e.example', 'www.e_x', '_www.', '@', '.'],
];

const document = fc.oneof(
  fc.array(fc.constantFrom(...PARTS), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('any text', () => {
  it('is read, and its links stand within it', () => {
    fc.assert(
      fc.property(document, (source) => {
        const { links } = readMarkdown(source);
        const lines = splitLines(source);
        let last = -1;
        for (const { line, column, destination } of links) {
          const span = lines[line - 1];
          const offset = (span?.start ?? Number.NaN) + column - 1;
          expect(offset).toBeLessThanOrEqual(source.length);
          expect(offset).toBeGreaterThanOrEqual(last);
          if (/^\w+$/.test(destination)) expect(source.slice(offset)).toMatch(/^[\s\w&#;\\]/);
          last = offset;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('has the same links and anchors a second time', () => {
    fc.assert(
      fc.property(document, (source) => {
        expect(readMarkdown(source)).toEqual(readMarkdown(source));
      }),
    );
  });

  it('means the same in a quote', () => {
    fc.assert(
      fc.property(document, (source) => {
        const lines = source.split(/\r\n|\n|\r/);
        fc.pre(!/^(---|\+\+\+)\s*$/.test(lines[0] ?? '') && !source.includes('\t'));
        const quoted = readMarkdown(lines.map((line) => `> ${line}`).join('\n'));
        const plain = readMarkdown(source);
        expect(quoted.links.map(({ destination }) => destination)).toEqual(plain.links.map((link) => link.destination));
        expect(quoted.headings).toEqual(plain.headings);
      }),
    );
  });

  it('finds a link that is written plainly behind anything that is closed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,20}$/), fc.stringMatching(/^[a-z]{1,8}$/), (before, name) => {
        const source = `${before}[x](${name}.md)`;
        fc.pre(!source.startsWith('    '));
        expect(readMarkdown(source).links).toEqual([{ destination: `${name}.md`, line: 1, column: before.length + 5 }]);
      }),
    );
  });
});

/** Two hundred thousand characters and more: in quadratic time a test would not end before it is stopped. */
const LONG: readonly (readonly [name: string, text: string])[] = [
  ['brackets that open', '['.repeat(200_000)],
  ['brackets that close', ']'.repeat(200_000)],
  ['brackets inside each other', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['links inside each other', `${'['.repeat(40_000)}a${'](b)'.repeat(40_000)}`],
  ['images inside each other', `${'!['.repeat(40_000)}a${'](b)'.repeat(40_000)}`],
  ['destinations that never end', '[a](<b'.repeat(40_000)],
  ['parentheses that never end', '[]('.repeat(80_000)],
  ['titles that never end', '[a](b "'.repeat(40_001)],
  ['titles that end elsewhere', '[a](b (c '.repeat(40_000)],
  ['labels that are no labels', '[a][b'.repeat(40_000)],
  ['backticks in growing runs', Array.from({ length: 1000 }, (_, index) => '`'.repeat(index + 1)).join(' ')],
  ['backticks that never close', '`a``'.repeat(50_000)],
  ['emphasis that opens', '*a _'.repeat(50_000)],
  ['emphasis of all kinds', '# '.concat('*a**a***a_a__'.repeat(20_000))],
  ['emphasis that closes nothing', '# '.concat('a** b_ '.repeat(32_000))],
  ['emphasis of one kind before the ends of another', `# ${'*a '.repeat(100_000)}${'a_ '.repeat(100_000)}`],
  ['emphasis inside each other', `# ${'*a '.repeat(40_000)}${'a* '.repeat(40_000)}`],
  ['tags that never end', '<a '.repeat(80_000)],
  ['attributes that never end', `<a${' b=c'.repeat(50_000)}`],
  ['quotes in tags that never end', '<a b="'.repeat(40_001)],
  ['comments that never end', 'a <!-- '.repeat(40_000)],
  ['comments in an HTML block that never end', `<div>${'<!--a'.repeat(40_000)}`],
  ['instructions that never end', 'a <?<!a<![CDATA['.repeat(16_000)],
  ['tags in an HTML block that never end', `<div>\n${'<a b="c'.repeat(32_001)}`],
  ['headings in HTML that never end', `<div>${'<h1>a'.repeat(40_000)}`],
  ['URLs with underscores', '_www.'.repeat(40_000)],
  ['URLs in parentheses', '(http://a_b'.repeat(20_000)],
  ['URLs with closing parentheses', `https://a.example/${')'.repeat(200_000)}`],
  ['references that are none', '&a'.repeat(100_000)],
  ['escapes', '\\a\\['.repeat(50_000)],
  ['quotes inside each other', `${'>'.repeat(200_000)}a`],
  ['quotes inside each other, on many lines', `${'>'.repeat(150)}a\n`.repeat(3000)],
  ['lists inside each other', `${'- '.repeat(100_000)}a`],
  ['lists that grow deeper', Array.from({ length: 900 }, (_, index) => `${' '.repeat(index)}- a`).join('\n')],
  ['blanks', `a${' '.repeat(200_000)}b`],
  ['blanks in a heading', `# a${' '.repeat(100_000)}#${' '.repeat(100_000)}b`],
  ['blanks in an underline', `a\n=${' '.repeat(200_000)}b`],
  ['blanks in a table', `| a |\n|-${' '.repeat(200_000)}b`],
  ['blanks in a line across the page', `-${' '.repeat(100_000)}-${' '.repeat(100_000)}a`],
  ['blanks in a definition', `[a]:${' '.repeat(200_000)}`],
  ['blank lines', '\n'.repeat(200_000)],
  ['blank lines in a list', `- a\n${'\n'.repeat(100_000)}  b`],
  ['lines of a paragraph', 'a\n'.repeat(100_000)],
  ['lines that might begin a table', '|-\n'.repeat(60_000)],
  ['cells', `${'|a'.repeat(40_000)}\n${'|-'.repeat(40_000)}\n${'|b'.repeat(40_000)}`],
  ['definitions', Array.from({ length: 16_000 }, (_, index) => `[${index}]: a`).join('\n')],
  ['definitions that are none', '[a]: b "c\n'.repeat(20_000)],
  ['references', `${'[a]'.repeat(60_000)}\n\n[a]: b`],
  ['footnotes', Array.from({ length: 16_000 }, (_, index) => `[^${index}]: a[^${index + 1}](b)`).join('\n')],
  ['references to footnotes', `${'[^a]'.repeat(50_000)}\n\n[^a]: b`],
  ['tasks', '- [x] [b]: c\n'.repeat(16_000)],
  ['headings of one name', '# a\n'.repeat(50_000)],
  ['headings of numbered names', Array.from({ length: 16_000 }, (_, index) => `# a-${index}\n# a`).join('\n')],
  ['fences', '```a\n~~~b\n'.repeat(20_000)],
  ['front matter that never ends', `---\n${'a: b\n'.repeat(40_000)}`],
  ['one line', 'x'.repeat(5_000_000)],
];

describe('a text without end', () => {
  it.each(LONG)('%s', (_, text) => {
    expect(() => readMarkdown(text)).not.toThrow();
  });

  it('of any few parts over and over, and then of others', () => {
    const few = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const repeated = few.map((text) => text.repeat(Math.ceil(60_000 / text.length)));
    fc.assert(
      fc.property(repeated, repeated, (first, second) => {
        expect(() => readMarkdown(first + second)).not.toThrow();
      }),
      { numRuns: 25 },
    );
  });
});
