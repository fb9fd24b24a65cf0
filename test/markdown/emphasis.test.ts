import { describe, expect, it } from 'vitest';
import { resolveEmphasis } from '../../src/markdown/emphasis.ts';
import { readInlines } from '../../src/markdown/inlines.ts';
import { plainText } from '../../src/markdown/pieces.ts';

/** What a reader sees of a text. */
function shown(text: string): string {
  const { pieces } = readInlines(text, () => false);
  resolveEmphasis(text, pieces, 0);
  return plainText(text, pieces);
}

describe('emphasis (CommonMark 6.2)', () => {
  it.each([
    ['*foo bar*', 'foo bar'],
    ['a * foo bar*', 'a * foo bar*'],
    ['a*"foo"*', 'a*"foo"*'],
    ['foo*bar*', 'foobar'],
    ['_foo bar_', 'foo bar'],
    ['foo_bar_', 'foo_bar_'],
    ['5_6_78', '5_6_78'],
    ['aa_"bb"_cc', 'aa_"bb"_cc'],
    ['foo-_(bar)_', 'foo-(bar)'],
    ['_foo*', '_foo*'],
    ['*foo bar *', '*foo bar *'],
    ['*(*foo*)*', '(foo)'],
    ['_foo_bar_baz_', 'foo_bar_baz'],
    ['**foo bar**', 'foo bar'],
    ['__foo, __bar__, baz__', 'foo, bar, baz'],
    ['*foo**bar**baz*', 'foobarbaz'],
    ['*foo**bar*', 'foo**bar'],
    ['***foo** bar*', 'foo bar'],
    ['foo***bar***baz', 'foobarbaz'],
    ['foo******bar*********baz', 'foobar***baz'],
    ['**foo*', '*foo'],
    ['*foo****', 'foo***'],
    ['**foo*bar**', 'foo*bar'],
    ['*foo _bar* baz_', 'foo _bar baz_'],
    ['****', '****'],
    ['snake_case and more_snakes', 'snake_case and more_snakes'],
    ['*😀*', '😀'],
    ['a*😀*', 'a*😀*'],
    ['*a `*`*', 'a *'],
    ['*foo*_', 'foo_'],
  ])('%s shows %s', (text, plain) => {
    expect(shown(text)).toBe(plain);
  });

  it('that is settled within a link pairs with nothing outside', () => {
    expect(shown('*[a*](b)')).toBe('*a*');
    expect(shown('[*a*](b) *c*')).toBe('a c');
  });
});
