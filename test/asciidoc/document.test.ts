import { describe, expect, it } from 'vitest';
import { readAsciidoc } from '../../src/asciidoc/document.ts';

const links = (...lines: readonly string[]) =>
  readAsciidoc(lines.join('\n')).links.map(({ line, column, destination }) => `${line}:${column} ${destination}`);

describe('an AsciiDoc text', () => {
  it('has links by macros, cross references, and addresses', () => {
    expect(
      links(
        ...['see link:a.adoc[A] and xref:b.adoc#c[B], <<d>>, <<e.adoc#f,F>> and <<The end>>.', ''],
        ...['image::g.png[]', 'include::h.adoc[tag=x]', 'https://a.example/i[I] xref:j[J] (https://a.example/k).'],
      ),
    ).toEqual([
      '1:10 a.adoc',
      '1:29 b.adoc#c',
      '1:44 #d',
      '1:51 e.adoc#f',
      '1:70 #The end',
      '3:8 g.png',
      '4:10 h.adoc',
      '5:1 https://a.example/i',
      '5:29 #j',
      '5:35 https://a.example/k',
    ]);
  });

  it('has none in code and comments, but what code includes', () => {
    expect(
      links(
        ...['----', 'link:1[]', 'include::a.rb[]', '----', '////', 'include::2[]', '////', '// link:3[]'],
        ...['```js', 'link:4[]', '```', '\\link:5[] \\<<six>>', '....', '<<7>>', '....', 'link:b[]'],
      ),
    ).toEqual(['3:10 a.rb', '16:6 b']);
  });

  it('has none in what is passed through, and in text that its form makes literal', () => {
    expect(
      links(
        ...['`link:1[]` +link:no[]+ ++link:no[]++ +++link:no[]+++ pass:q[link:no[]] a+link:2[]', ''],
        ...['  link:no[]', 'link:no[]', '', ' * link:3[]', '  link:4[]', '', ' a:: link:5[]', ''],
        ...[
          '[source,sh]',
          'link:no[]',
          'include::6[]',
          '',
          'link:7[]',
          '',
          '[,js]',
          '--',
          'link:no[]',
          '',
          'link:no[]',
        ],
        ...['--', 'link:8[]', '+', ' link:no[]', '', '.Title', ' link:no[]', '', '[quote]', '--', 'link:9[]', '--'],
      ).map((link) => link.split(' ')[1]),
    ).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('has the values of its attributes in targets, and leaves those of others alone', () => {
    expect(
      links(':imagesdir: img', ':dir: docs', 'image:a.png[] link:{dir}/b[] link:{other}/c[] image:/d.png[]'),
    ).toEqual(['3:7 img/a.png', '3:20 docs/b', '3:53 /d.png']);
  });

  it('has the ids of sections, given or made, and their titles', () => {
    const { headings, names } = readAsciidoc(
      '= Top\n\n[[own]]\n== The End!\n\n[#short]\n== The End!\n\nanchor:x[] [[y,Y]]\n',
    );
    expect(headings).toEqual(['Top', 'The End!', 'The End!']);
    expect([...names]).toEqual(['own', 'short', 'x', 'y', '_top', 'Top', '_the_end', 'The End!', '_the_end_2']);
    expect([...readAsciidoc(':idprefix:\n:idseparator: -\n\n== A b').names]).toEqual(['a-b', 'A b']);
  });

  it('has comments that say what not to judge', () => {
    const { suppressions } = readAsciidoc('// lattice-ignore-next-line doc-links: x\nlink:a[]\n');
    expect(suppressions).toEqual([{ check: 'doc-links', reason: 'x', about: 2, line: 1, column: 1 }]);
  });

  it.each(['link:', '<<a', '[[a', 'https://', 'image::{a', '+a ', '++ ', 'pass:[', ' a::'])(
    'full of %s is read in time',
    (part) => {
      expect(links(part.repeat(50_000)).length).toBeLessThan(1000);
    },
  );
});
