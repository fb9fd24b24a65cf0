import { describe, expect, it } from 'vitest';
import { readInlines } from '../../src/markdown/inlines.ts';
import { plainText } from '../../src/markdown/pieces.ts';

const none = () => false;

function destinations(text: string, defined: readonly string[] = []): readonly string[] {
  const labels = new Set(defined);
  return readInlines(text, (label) => labels.has(label)).links.map((link) =>
    'destination' in link ? link.destination : `[${link.label}]`,
  );
}

/** Text of what was read; delimiters of emphasis are not settled yet. */
const text = (source: string) => plainText(source, readInlines(source, none).pieces);

describe('links (CommonMark 6.3)', () => {
  it.each([
    ['[link](/uri "title")', ['/uri']],
    ['[](./target.md)', ['./target.md']],
    ['[link] (/uri)', []],
    ['[link [foo [bar]]](/uri)', ['/uri']],
    ['[link] bar](/uri)', []],
    ['[link [bar](/uri)', ['/uri']],
    ['[link \\[bar](/uri)', ['/uri']],
    ['[link *foo **bar** `#`*](/uri)', ['/uri']],
    ['[![moon](moon.jpg)](/uri)', ['moon.jpg', '/uri']],
    ['[foo [bar](/in)](/out)', ['/in']],
    ['[foo *[bar [baz](/in)](/mid)*](/out)', ['/in']],
    ['![[[foo](uri1)](uri2)](uri3)', ['uri3']],
    ['*[foo*](/uri)', ['/uri']],
    ['[foo <bar attr="](baz)">', []],
    ['[foo`](/uri)`', []],
    ['[foo<https://example.com/?search=](uri)>', ['https://example.com/?search=](uri)']],
    ['`[a](b)`', []],
    ['\\[a](b)', []],
    ['[a](b) [c](d)', ['b', 'd']],
    ['![foo](/url "title")', ['/url']],
    ['![foo [bar](/url)](/url2)', ['/url2']],
    ['!\\[foo](a)', []],
    ['\\![foo](a)', ['a']],
    ['![](a)', ['a']],
    ['[a](b', []],
    ['a](b)', []],
    ['www.x.example/[a](b)', ['http://www.x.example/[a](b)']],
    ['see https://x.example/a&amp;b, <ftp://x.example> and a@x.example', ['https://x.example/a&b', 'ftp://x.example']],
    ['[www.x.example/](b)', ['b']],
    ['<a href="[x](y)">', []],
    ['<!-- [x](y) -->', []],
    ['[a](b "\\"")', ['b']],
    ['[🚀](b)', ['b']],
  ])('%s', (source, found) => {
    expect(destinations(source)).toEqual(found);
  });

  it.each([
    ['[foo][bar]', ['[BAR]']],
    ['[link [foo [bar]]][bar]', ['[BAR]', '[BAR]']],
    ['[foo [x](u)][bar]', ['u', '[BAR]']],
    ['[foo][BaR]', ['[BAR]']],
    ['[bar][]', ['[BAR]']],
    ['[bar]', ['[BAR]']],
    ['[bar] []', ['[BAR]']],
    ['[foo] [bar]', ['[BAR]']],
    ['![foo][bar]', ['[BAR]']],
    ['[[*bar*]]', ['*bar*']],
    ['[[bar]]', ['[BAR]']],
    ['[bar](not a link)', ['[BAR]']],
    ['[bar]()', ['']],
    ['[foo][bar][baz]', ['[BAR]', '[BAZ]']],
    ['[bar][baz][x]', ['[BAZ]']],
    ['[foo!]: x', []],
    ['[bar\\]', []],
    [`[${'x'.repeat(1000)}]`, []],
  ])('by reference: %s', (source, found) => {
    expect(destinations(source, ['BAR', 'BAZ', 'X'.repeat(1000)])).toEqual(found);
  });

  it('say where the destination stands', () => {
    const source = 'a [b](<c>) ![d]( e )';
    const at = readInlines(source, none).links.map((link) => (link.type === 'inline' ? source[link.offset] : ''));
    expect(at).toEqual(['c', 'e']);
  });
});

describe('the text of inlines', () => {
  it.each([
    ['a \\* b \\é', 'a * b \\é'],
    ['&lt;b&gt; &nope; & &#65;', '<b> &nope; & A'],
    ['`` a`b `` `c', 'a`b `c'],
    ['<https://a.example/b> <me@a.example> <a b>', 'https://a.example/b me@a.example '],
    ['<b>bold</b> 1 < 2', 'bold 1 < 2'],
    ['[link](a) ![image](b)', 'link '],
    ['[link] ![image]', '[link] ![image]'],
    ['map<string, Any> List<String>', 'map<string, Any> List'],
    ['https://a.example/b_c_d', 'https://a.example/b_c_d'],
    ['!a ! ![', '!a ! !['],
    ['', ''],
  ])('%s is %s', (source, plain) => {
    expect(text(source)).toBe(plain);
  });
});
