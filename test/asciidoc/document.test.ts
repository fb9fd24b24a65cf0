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
    expect([...names]).toEqual([
      ...['own', 'short', 'x', 'y', '_top', '_the_end', '_the_end_2'],
      ...['top', 'the-end', 'the-end-2', 'Top', 'The End!'],
    ]);
    expect([...readAsciidoc(':idprefix:\n:idseparator: -\n\n== A b').names]).toEqual(['a-b', 'A b']);
  });

  it.each<[what: string, text: string, destinations: readonly string[]]>([
    [
      'an address behind punctuation, and in brackets',
      '(https://a.example/b_(c)[d]), "https://a.example/e".',
      ['https://a.example/b_(c)', 'https://a.example/e'],
    ],
    ['an address as the text of a link', 'https://a.example[https://a.example^]', ['https://a.example']],
    ['an address that is passed through', 'link:++https://a.example/x_y_++[x]', ['https://a.example/x_y_']],
    [
      'an image that leads elsewhere',
      'image::a b.png[A,link=c.adoc] image:d.png[link="self"]',
      ['a b.png', 'c.adoc', 'd.png'],
    ],
    ['a video of another site', 'video::x1[youtube]\nvideo::a.mp4[]', ['a.mp4']],
    ['an include within a line', 'see include::a[]', []],
    ['a reference whose text goes on', 'see <<a,b\nc>> and <<d.e>> and <<f#g>>', ['#a', '#d.e', 'f.adoc#g']],
    [
      'a reference to a document by a macro',
      'xref:a.adoc[] xref:b#c[] xref:d.html#e[] xref:f[]',
      ['a.adoc', 'b.adoc#c', 'd.html#e', '#f'],
    ],
    [
      'an attribute that begins a link',
      ':a: https://a.example\n:b: link:c/\n\n{a}/d[e] {b}f[g]',
      ['https://a.example/d', 'c/f'],
    ],
    ['a value that would be a link', ':a: image:b.png[]\n\nlink:c[]', ['c']],
    ['names below the title', '= T\nA <https://a.example[B]>\n:x: y\n\nlink:{x}[]', ['y']],
    ['an attribute where a condition sets another', ':a: b\nifdef::c[]\n:a: d\nendif::[]\nlink:{a}[]', []],
    ['an attribute of another site', ':a: b\nifdef::env-site[]\n:a: d\nendif::[]\nlink:{a}[]', ['b']],
    [
      'an attribute that is set unless it is',
      'ifndef::a[:a: b]\nifndef::a[:a: c]\nifdef::a[link:d[\\]]\n\nlink:{a}[]',
      ['d', 'b'],
    ],
    ['an item of a list behind blanks', 'a\n\n  - link:b[]\n  **** link:c[]', ['b', 'c']],
    ['code in a cell', '|===\na|[source]\nx: image:a.png[]\n\n|link:b[]\n|===', ['b']],
  ])('has %s', (_, text, destinations) => {
    expect(readAsciidoc(text).links.map(({ destination }) => destination)).toEqual(destinations);
  });

  it('tells resources, images and includes from links', () => {
    const { links: found } = readAsciidoc(
      'xref:a.adoc[] <<b.adoc#c>> <<d>> image:e.png[] link:f[] video:g[]\ninclude::h[]',
    );
    expect(found.map(({ destination, names }) => `${destination} ${names}`)).toEqual([
      ...['a.adoc resource', 'b.adoc#c resource', '#d undefined', 'e.png image', 'f undefined', 'h include'],
    ]);
  });

  it.each<[text: string, id: string]>([
    ['[quote#a,B]\nc', 'a'],
    ['[source,sh]\n[#b]\n----\n----', 'b'],
    ['[id="c",cols=2]\n|===\n|===', 'c'],
    ['a [#d]*e*', 'd'],
    ['[#dd]^1^ e', 'dd'],
    ['[[[f,1]]] g', 'f'],
    ['== A -- B & C', '_ab_c'],
    ['== See link:x.adoc[the Y] and icon:z[]', '_see_the_y_and'],
    ['== a_b &amp; c', '_a_b_c'],
    [':page-aliases: old.adoc, \\\n  m:older', 'page-alias:m:older'],
  ])('has an id by `%s`', (text, id) => {
    expect([...readAsciidoc(text).names]).toContain(id);
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
