import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/markdown/document.ts';
import { slugOf } from '../../src/markdown/slugs.ts';

/** Links as `line:column destination`. */
const links = (...lines: readonly string[]) =>
  readMarkdown(lines.join('\n')).links.map(({ line, column, destination }) => `${line}:${column} ${destination}`);

const headings = (...lines: readonly string[]) => readMarkdown(lines.join('\n')).headings.map(slugOf);
const names = (...lines: readonly string[]) => [...readMarkdown(lines.join('\n')).names];

describe('comments of a document', () => {
  const about = (...lines: readonly string[]) =>
    readMarkdown(lines.join('\n')).suppressions.map(({ line, column, about: where }) => [line, column, where]);
  const comment = '<!-- lattice-ignore-next-line doc-links: x -->';

  it('are found in blocks and in text, and not in code', () => {
    expect(about(comment, 'a', '', `- b ${comment}`, '  c', '', '```', comment, '```', `\`${comment}\``)).toEqual([
      [1, 1, 2],
      [4, 5, 5],
    ]);
  });
});

describe('links of a document', () => {
  it('stand where their destination stands, in order', () => {
    expect(
      links('a [b](c)', '', '> - d ![e]( <f g> "h")', '>   [i', '>   j](k)', '', '| [l](m) |', '|---|', '| [n](o) |'),
    ).toEqual(['1:7 c', '3:14 f g', '5:8 k', '7:7 m', '9:7 o']);
  });

  it('stand at their definition, once, and the first definition wins', () => {
    expect(links('[a] [a][] [b][a]', '', '[A]: x', '[a]: y', '', '> [c]', '> [c]: z', '', '[c]: z')).toEqual([
      '3:6 x',
      '9:6 z',
    ]);
  });

  it('may be defined behind their use, in quotes and in lists', () => {
    expect(links('[a][b]', '', '> - [b]: x')).toEqual(['3:10 x']);
  });

  it('are none where a definition is not used', () => {
    expect(links('[a]: b', '', 'c')).toEqual([]);
  });

  it('are attributes of HTML, in blocks and in paragraphs', () => {
    expect(links('<p>', '<img src="a">', '</p>', '', 'b <a href="c">d</a> [e](f)')).toEqual([
      '2:11 a',
      '5:12 c',
      '5:25 f',
    ]);
  });

  it('are none in code, comments, and what only looks like them', () => {
    expect(
      links('`[a](b)`', '', '    [a](b)', '', '```', '[a](b)', '```', '<!-- [a](b) <a href="b"> -->', '[a](b c)'),
    ).toEqual([]);
  });

  it('are in footnotes that something refers to, and only there', () => {
    const notes = ['', '[^b]: [c](d)', '', '    [e](f)', '', '[^g]: [h](i)'];
    expect(links('a[^B]', ...notes)).toEqual(['3:11 d', '5:9 f']);
    expect(links('a[^g](j) ![^x] [^y]', ...notes)).toEqual(['1:7 j']);
    expect(links('a[^b]', ...notes, '', '    [^k]', '', '[^k]: <l>', '', '[m](n)')).toEqual([
      '3:11 d',
      '5:9 f',
      '13:5 n',
    ]);
  });

  it('are none in the box of a task, and may be defined behind it', () => {
    expect(links('- [x] a [b]', '- [ ] [b]: c', '', '[x]: d')).toEqual(['2:12 c']);
  });

  it('are none in the body of a footnote that is a fence', () => {
    expect(links('a[^1]', '', '[^1]:', '    ```csl-json', '    [a](b)', '    ```')).toEqual([]);
  });

  it('are columns in UTF-16 units, with tabs as one', () => {
    expect(links('😀\t[é](c)')).toEqual(['1:8 c']);
  });

  it('are the same with every kind of line end', () => {
    const text = '# a\n\n> [b](c)\n> [d]\n\n[d]: e\n';
    const expected = ['3:7 c', '6:6 e'];
    for (const end of ['\n', '\r\n', '\r']) expect(links(text.replaceAll('\n', end))).toEqual(expected);
  });

  it('count lines of front matter', () => {
    expect(links('---', 'a: "[b](c)"', '---', '[d](e)')).toEqual(['4:5 e']);
  });

  it('are in what GitHub shows in alerts, tasks and details', () => {
    expect(links('> [!NOTE]', '> [a](b)', '', '- [ ] [c](d)', '', '<details>', '', '[e](f)', '</details>')).toEqual([
      '2:7 b',
      '4:11 d',
      '8:5 f',
    ]);
  });
});

describe('headings of a document', () => {
  it.each([
    ['## `fork(path[, args])`', 'forkpath-args'],
    ['## introduce `validation-gen `', 'introduce-validation-gen-'],
    ['## `a.b` _Linux_ **x**', 'ab-linux-x'],
    ['## [text](url) and ![alt](img)', 'text-and-'],
    ['## <https://a.example/b>', 'httpsaexampleb'],
    ['## see https://a.example/b_c', 'see-httpsaexampleb_c'],
    ['## map<string, AnyValue>', 'mapstring-anyvalue'],
    ['## List<String>', 'list'],
    ['## \\<String\\>', 'string'],
    ['## <a name="x"></a> T', '-t'],
    ['## T {#id}', 't-id'],
    ['## A &amp; B', 'a--b'],
    ['## trailing   ', 'trailing'],
    ['## closed ##', 'closed'],
    ['## snake_case', 'snake_case'],
    ['## [x]', 'x'],
  ])('%s is #%s', (line, slug) => {
    expect(headings(line)).toEqual([slug]);
  });

  it('may be underlined, over lines whose ends say nothing', () => {
    expect(headings('A  ', 'B', '---')).toEqual(['ab']);
  });

  it('are found wherever they stand', () => {
    expect(headings('# A', '> # A', '', '- # A', '', '<h2>A</h2>', '', '<details>', '', '# A')).toEqual([
      'a',
      'a',
      'a',
      'a',
      'a',
    ]);
  });

  it('are none in code, comments, and HTML blocks', () => {
    expect(headings('```', '# a', '```', '<!--', '# b', '-->', '<div>', '# c', '</div>', '', '    # d')).toEqual([]);
  });
});

describe('other names of a document', () => {
  it('are of HTML and of footnotes', () => {
    expect(
      names('<a name="a"></a>', '', 'b <span id="c">', '', '| <a id="d"></a> |', '|---|', '', 'x[^1]', '', '[^1]: e'),
    ).toEqual(['a', 'c', 'd', 'fn-1', 'fnref-1']);
  });

  it('are none in code and comments', () => {
    expect(names('`<a id="a">`', '', '```', '<a id="b">', '```', '<!-- <a id="c"> -->')).toEqual([]);
  });

  it('are headings in tags in the middle of text, with what is read between them', () => {
    const { headings, links } = readMarkdown('see <h2>Foo `bar` [baz](a.md)</h2> and [more](b.md)\n');
    expect(headings).toEqual(['Foo bar baz']);
    expect(links.map(({ destination }) => destination)).toEqual(['a.md', 'b.md']);
  });
});
