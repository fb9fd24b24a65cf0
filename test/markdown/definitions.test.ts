import { describe, expect, it } from 'vitest';
import { normalizeLabel, readDefinition, readLabel } from '../../src/markdown/definitions.ts';

function definitionIn(text: string) {
  const found = readDefinition(text, 0);
  return found === undefined ? undefined : [found.label, found.destination.value, text.slice(found.end)];
}

describe('a link reference definition (CommonMark 4.7)', () => {
  it.each([
    ['[foo]: /url "title"', ['FOO', '/url', '']],
    ["[foo]: \n   /url  \n           'the title'  \nrest", ['FOO', '/url', 'rest']],
    ["[Foo*bar\\]]:my_(url) 'title (with parens)'", ['FOO*BAR\\]', 'my_(url)', '']],
    ["[Foo bar]:\n<my url>\n'title'", ['FOO BAR', 'my url', '']],
    ["[foo]: /url '\ntitle\nline1\n'", ['FOO', '/url', '']],
    ['[foo]:\n/url', ['FOO', '/url', '']],
    ['[foo]: <>', ['FOO', '', '']],
    ['[foo]: /url\\bar\\*baz "foo\\"bar\\baz"', ['FOO', '/url\\bar*baz', '']],
    ['[foo]: /url\n"title" ok', ['FOO', '/url', '"title" ok']],
    ['[foo]: /url\n[bar]: /u2', ['FOO', '/url', '[bar]: /u2']],
    ['[Tim]: [https://x](https://x)', ['TIM', '[https://x](https://x)', '']],
    ['[^]: x', ['^', 'x', '']],
  ])('%j', (text, definition) => {
    expect(definitionIn(text)).toEqual(definition);
  });

  it.each([
    '[foo]:',
    '[foo]: <bar>(baz)',
    '[foo]: /url "title" ok',
    '[foo]: /url "title',
    '[foo] : /url',
    '[\n]: /url',
    '[foo: /url',
    '[a[b]: /url',
    'foo',
    '',
    '[foo]: a b',
  ])('is not %j', (text) => {
    expect(definitionIn(text)).toBeUndefined();
  });

  it('says where its destination stands', () => {
    expect(readDefinition('x\n[a]: <b>', 2)?.destination).toEqual({ value: 'b', offset: 8, end: 10 });
  });
});

describe('a label', () => {
  it.each([
    ['[a b]', 'a b'],
    ['[a\\]b]', 'a\\]b'],
    [`[${'a'.repeat(999)}]`, 'a'.repeat(999)],
    [`[${'a'.repeat(1000)}]`, undefined],
    ['[]', undefined],
    ['[ \n]', undefined],
    ['[a', undefined],
    ['[a[b]', undefined],
  ])('in %j', (text, label) => {
    expect(readLabel(text, 0)).toBe(label);
  });

  it.each([
    ['ẞ', 'SS'],
    ['ß', 'SS'],
    [' Foo \n\t bar ', 'foo BAR'],
    ['ΑΓΩ', 'αγω'],
  ])('%j matches %j', (one, other) => {
    expect(normalizeLabel(one)).toBe(normalizeLabel(other));
  });
});
