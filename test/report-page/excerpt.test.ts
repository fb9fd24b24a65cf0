import { describe, expect, it } from 'vitest';
import { linesOfText } from '../../src/core/source-text.ts';
import { excerpt, type Mark } from '../../src/report-page/excerpt.ts';

const lines = linesOfText(Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join(''));
const shown = (marks: readonly (readonly [number, Mark])[], around = 1, most = 100) =>
  excerpt('a', lines, new Map(marks), { around, most })
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.trim());

describe('an excerpt', () => {
  it('has the marked lines with some around them, and tells where lines are left out', () => {
    const texts = shown([
      [2, 'covered'],
      [20, 'uncovered'],
    ]);
    expect(texts).toEqual([
      '1  line 1',
      '+  2  line 2',
      '3  line 3',
      '…',
      '19  line 19',
      '− 20  line 20',
      '21  line 21',
    ]);
  });

  it('ends at the ends of the file, and is nothing for lines that it does not have', () => {
    expect(shown([[30, 'found']])).toEqual(['29  line 29', '▶ 30  line 30']);
    expect(excerpt('a', lines, new Map([[31, 'found']]), { around: 1, most: 9 })).toBe('');
    expect(excerpt('a', lines, new Map([[0, 'found']]), { around: 1, most: 9 })).toBe('');
  });

  it('is no longer than is wanted', () => {
    const all = lines.map((_, index) => [index + 1, 'covered'] as const);
    expect(shown(all, 0, 5)).toHaveLength(5);
  });

  it('is text and nothing else, however its lines look', () => {
    const odd = linesOfText('<b onclick="x">&amp;\u202e\u001b[31m\tpassword = "hunter22"\r\n');
    const text = excerpt('"><x', odd, new Map([[1, 'found']]), { around: 0, most: 9 });
    expect(text).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;amp;\\u{202e}\\x1b[31m  password = &quot;•••&quot;');
    expect(text).toContain('aria-label="&quot;&gt;&lt;x"');
  });

  const lineOf = (text: string, column?: number) =>
    />1<\/b> {2}(.*)<\/span>/.exec(
      excerpt('a', linesOfText(text), new Map([[1, 'found']]), { around: 0, most: 1, column }).replace('▶ 1', '1'),
    )?.[1];

  it('hides nothing of a line that its end, or a terminal, would', () => {
    expect(lineOf('good()\rbad()\r\nnext\n')).toBe('good()\\rbad()');
  });

  it('cuts lines that nobody reads, so that a column far behind stays in sight', () => {
    expect(lineOf('x'.repeat(5000))).toBe(`${'x'.repeat(300)}…`);
    expect(lineOf(`${'x '.repeat(500)}wrong ${'y '.repeat(500)}`, 1001)).toMatch(
      /^…[x ]{100}<mark>wrong<\/mark>[y ]{195}…$/,
    );
  });

  it('marks what stands at the column', () => {
    expect(lineOf('\tconst naïve_1 = <a>;', 8)).toBe('  const <mark>naïve_1</mark> = &lt;a&gt;;');
    expect(lineOf('a <b>', 3)).toBe('a <mark>&lt;</mark>b&gt;');
    expect(lineOf('a 😀 b', 3)).toBe('a <mark>😀</mark> b');
    for (const column of [0, 4, undefined]) expect(lineOf('abc', column)).toBe('abc');
  });

  it('shows no part of a secret, wherever a column stands or a line is cut', () => {
    expect(lineOf('password = "hunter22"', 15)).toBe('password = &quot;•••&quot;');
    expect(lineOf(`${'x '.repeat(145)}password = "hunter22 and more"; wrong`, 324)).not.toContain('hunter');
  });
});
