import { describe, expect, it } from 'vitest';
import { readMdx } from '../../src/mdx/document.ts';

const links = (...lines: readonly string[]) =>
  readMdx(lines.join('\n')).links.map(({ line, column, destination }) => `${line}:${column} ${destination}`);

describe('an MDX text', () => {
  it('has links of Markdown, and none in imports, exports, expressions and code', () => {
    const text = [
      ...["import A from './a.md'", "export const b = '[x](1)'", '', '[c](c.md) {`[x](2)`} [d](d.md)', ''],
      ...['```', '{ [x](3)', '```', '', '`{[x](4)` and \\{ [e](e.md)', '', 'text', 'import [f](f.md)', ''],
      ...['{/* [x](5) */}', '{list.map((one) => {', '  return `}`;', '})}', '[g](g.md)'],
    ];
    expect(links(...text)).toEqual(['4:5 c.md', '4:26 d.md', '10:22 e.md', '13:12 f.md', '19:5 g.md']);
  });

  it('has links in attributes of JSX whose value is a text', () => {
    const text = [
      ...[
        '<Card',
        "  href='a.md'",
        '  to={"b.md"}',
        "  src={require('./c.png').default}",
        '  poster={d}',
        '  {...rest}',
        '>',
        '',
      ],
      ...['[e](e.md) <Tabs.Item to="/f" x={<b href="no">{1}</b>}>g</Tabs.Item>', '', '</Card>', '<img src="h.png" />'],
    ];
    expect(links(...text)).toEqual(['2:9 a.md', '3:8 b.md', '4:17 ./c.png', '9:5 e.md', '9:26 /f', '12:11 h.png']);
  });

  it('has Markdown between tags on lines of their own', () => {
    expect(links('<div>', '[a](a.md)', '<details><summary>x</summary>', '[b](b.md)', '</details>', '</div>')).toEqual([
      '2:5 a.md',
      '4:5 b.md',
    ]);
  });

  it('has headings, and the ids of elements', () => {
    const { headings, names } = readMdx('# One {#own}\n\n<a id="x" />\n\n## Two <Badge text="b" />\n');
    expect([headings.map((one) => one.trim()), [...names]]).toEqual([['One', 'Two'], ['x']]);
  });

  it('has comments that say what not to judge', () => {
    const { suppressions } = readMdx('{/* lattice-ignore-next-line doc-links: x */}\n[a](b.md)\n');
    expect(suppressions).toEqual([{ check: 'doc-links', reason: 'x', about: 2, line: 1, column: 1 }]);
  });

  it.each([
    ['open braces', '{'],
    ['open tags', '<a b="'],
    ['open comments', '{/*'],
    ['quotes in braces', "{'"],
    ['templates', '{`'],
    ['attributes', '<a b={'],
  ])('full of %s is read in time', (_, part) => {
    expect(links(part.repeat(100_000))).toEqual([]);
  });
});
