import { describe, expect, it } from 'vitest';
import { isCheckable } from '../../src/external-links/fragments.ts';
import { scanAnchors } from '../../src/external-links/page-anchors.ts';

/** What is missing of some names on a page that comes in pieces. */
function missing(html: string, fragments: readonly string[], host = 'a.org', size = 7): readonly string[] {
  const scan = scanAnchors(fragments, host);
  for (let at = 0; at < html.length; at += size) {
    if (!scan.take(html.slice(at, at + size))) return [];
  }
  return scan.missing();
}

const names = (html: string, host?: string) => missing(`<h1>A</h1>${html}`, ['x'], host);

describe('a name on a page', () => {
  it.each([
    '<p id="x">',
    "<P ID='x'>",
    '<p id=x>',
    '<a name="x">',
    '<p class="y"id="x">',
    '<p id="&#120;">',
    '<p id="user-content-x">',
  ])('is an element of it: %s', (html) => {
    expect(names(html)).toEqual([]);
  });

  it.each([
    '<a href="#x">',
    '<!-- <p id="x"> -->',
    '<p data-id="x1">',
    '<div name="xx">',
    'x',
    '<textarea><p id=x></textarea>',
  ])('is nothing else: %s', (html) => {
    expect(names(html)).toEqual(['x']);
  });

  it('may stand anywhere, and then no more of the page is wanted', () => {
    const scan = scanAnchors(['x'], 'a.org');
    expect(scan.take('<p id="x">')).toBe(true);
    expect(scan.take('y'.repeat(40_000))).toBe(false);
  });

  it('takes time that is linear in the page', () => {
    expect(missing('<h1>'.repeat(500_000), ['x'], 'a.org', 1000)).toEqual(['x']);
  });

  it('is found in any letter case where the site does so', () => {
    const html = '<h1>A</h1><p id="user-content-x">';
    expect(missing(html, ['X', 'user-content-x', 'user-content-y'], 'github.com')).toEqual(['user-content-y']);
    expect(missing(html, ['X'], 'a.org')).toEqual(['X']);
  });

  it('cannot be known where scripts make the page, or may make the name', () => {
    expect(missing('<div id="app"></div><script src="a.js"></script>', ['x'])).toEqual([]);
    expect(names('<script>{"anchor":"x"}</script>')).toEqual([]);
    expect(names('<script>{"html":"<p id=\\"x\\">"}</script>')).toEqual([]);
    expect(names('<script>y</script>')).toEqual(['x']);
  });

  it('cannot be known where GitHub sends its documents later', () => {
    expect(names('<script>y</script>', 'github.com')).toEqual([]);
    expect(names('<p id="user-content-other">', 'github.com')).toEqual(['x']);
  });
});

describe('what stands behind the #', () => {
  it.each([
    ['https://a.org/', '/route'],
    ['https://a.org/', '!route'],
    ['https://a.org/b.pdf', 'page=2'],
    ['https://github.com/a/b/blob/main/c.ts', 'L10-L20'],
    ['https://github.com/a/b/issues/1', 'issuecomment-123'],
    ['https://github.com/a/b/pull/1', 'discussion_r123'],
    ['https://github.com/a/b', 'readme'],
    ['https://gitlab.com/a/b/-/issues/1', 'note_123'],
  ])('is a matter of scripts: %s#%s', (url, fragment) => {
    expect(isCheckable(new URL(url), fragment)).toBe(false);
  });

  it.each([
    ['https://a.org/', 'L10'],
    ['https://a.org/', 'a/b'],
    ['https://github.com/a/b/blob/main/README.md', 'install'],
  ])('is a name: %s#%s', (url, fragment) => {
    expect(isCheckable(new URL(url), fragment)).toBe(true);
  });
});
