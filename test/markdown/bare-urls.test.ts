import { describe, expect, it } from 'vitest';
import { bareUrlEnd } from '../../src/markdown/bare-urls.ts';

/** The bare URL that begins where the text says `|`. */
function urlIn(marked: string): string | undefined {
  const start = marked.indexOf('|');
  const text = marked.replace('|', '');
  const end = bareUrlEnd(text, start);
  return end === undefined ? undefined : text.slice(start, end);
}

describe('a bare URL (GFM 6.9)', () => {
  it.each([
    ['|www.commonmark.org', 'www.commonmark.org'],
    ['Visit |www.commonmark.org/help for more', 'www.commonmark.org/help'],
    ['Visit |www.commonmark.org.', 'www.commonmark.org'],
    ['Visit |www.commonmark.org/a.b.', 'www.commonmark.org/a.b'],
    ['|www.google.com/search?q=Markup+(business)', 'www.google.com/search?q=Markup+(business)'],
    ['(|www.google.com/search?q=Markup+(business))', 'www.google.com/search?q=Markup+(business)'],
    ['|www.google.com/search?q=(business))+ok', 'www.google.com/search?q=(business))+ok'],
    ['|www.commonmark.org/he<lp', 'www.commonmark.org/he'],
    ['|http://commonmark.org', 'http://commonmark.org'],
    ['|HTTPS://encrypted.google.com/', 'HTTPS://encrypted.google.com/'],
    ['|ftp://foo.bar.baz', 'ftp://foo.bar.baz'],
    ['*|https://a.example*', 'https://a.example'],
    ['|https://a.example/[x](y)_z_', 'https://a.example/[x](y)_z'],
    ['|https://a_b.c.example', 'https://a_b.c.example'],
    ['|https://a.example/b; c', 'https://a.example/b'],
    ['|https://a.example/b&copy;', 'https://a.example/b'],
    ['|https://a.example/b\u2029 c', 'https://a.example/b\u2029'],
    ['|http://🍄.example/', 'http://🍄.example/'],
  ])('%s', (marked, url) => {
    expect(urlIn(marked)).toBe(url);
  });

  it.each([
    ['a domain with an underscore in its last two parts', '|www.a_b.example'],
    ['an underscore in the last part', '|https://a.ex_ample'],
    ['a letter before it', 'x|www.a.example'],
    ['a bracket before www', '[|www.a.example'],
    ['a digit before the scheme', '1|https://a.example'],
    ['another scheme', '|mailto:a@b'],
    ['nothing behind the scheme', '|https:// x'],
    ['no name behind the scheme', '|http://.a.example'],
    ['brackets behind the scheme', '|http://[::1]/'],
  ])('is none with %s', (_, marked) => {
    expect(urlIn(marked)).toBeUndefined();
  });

  it('has its underscores overlooked behind ten dots, so that looking for them stays cheap', () => {
    expect(urlIn('|www.a.b.c.d.e.f.g.h.i.j.k_l')).toBe('www.a.b.c.d.e.f.g.h.i.j.k_l');
  });
});
