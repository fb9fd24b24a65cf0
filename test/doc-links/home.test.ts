import { describe, expect, it } from 'vitest';
import { homeOf, parseHome } from '../../src/doc-links/home.ts';

const home = (address: string, branches = ['main']) => homeOf({}, { addresses: [address], branches });

/** Where an address leads, as `ref:path#fragment`; `here` for what is checked. */
function parse(url: string, address = 'https://github.com/acme/app.git', branches?: string[]): string | undefined {
  const parsed = parseHome(url, home(address, branches));
  if (parsed === undefined) return undefined;
  const { ref = 'here', target } = parsed;
  return `${ref}:${target.segments.join('/')}${target.fragment === undefined ? '' : `#${target.fragment}`}`;
}

describe('an address of the repository', () => {
  it.each([
    ['https://github.com/acme/app/blob/main/docs/a.md#b', 'here:docs/a.md#b'],
    ['http://GitHub.com/Acme/App/tree/main/docs', 'here:docs'],
    ['https://github.com/acme/app/raw/main/a%20b.png?raw=true', 'here:a b.png'],
    ['https://github.com/acme/app/edit/HEAD/a.md', 'here:a.md'],
    ['https://github.com/acme/app/tree/main', 'here:'],
    ['//github.com/acme/app/blob/main/a.md', 'here:a.md'],
    ['https://raw.githubusercontent.com/acme/app/main/a.md', 'here:a.md'],
    ['https://raw.githubusercontent.com/acme/app/refs/heads/main/a.md', 'here:a.md'],
    ['https://github.com/acme/app#usage', 'here:#usage'],
    ['https://github.com/acme/app/blob/v1.0/a.md#L3', 'v1.0:a.md#L3'],
    ['https://github.com/acme/app/blob/mainly/a.md', 'mainly:a.md'],
    ['https://github.com/acme/app', undefined],
    ['https://github.com/acme/app/issues/3#x', undefined],
    ['https://github.com/acme/app2/blob/main/a.md', undefined],
    ['https://github.com/other/app/blob/main/a.md', undefined],
    ['https://a.example/github.com/acme/app/blob/main/a.md', undefined],
    ['docs/blob/main/a.md', undefined],
  ])('%s', (url, where) => {
    expect(parse(url)).toBe(where);
  });

  it.each([
    ['git@gitlab.example:group/sub/app.git', 'https://gitlab.example/group/sub/app/-/blob/main/a.md', 'here:a.md'],
    ['https://bitbucket.org/acme/app', 'https://bitbucket.org/acme/app/src/main/a.md', 'here:a.md'],
    ['https://codeberg.org/acme/app', 'https://codeberg.org/acme/app/src/branch/main/a.md', 'here:a.md'],
    ['https://codeberg.org/acme/app', 'https://codeberg.org/acme/app/src/tag/v1/a.md', 'v1:a.md'],
    ['ssh://git@git.acme.example:2222/acme/app.git', 'https://git.acme.example/acme/app/raw/main/a.md', 'here:a.md'],
    ['https://me:secret@github.com/acme/app/', 'https://github.com/acme/app/blob/main/a.md', 'here:a.md'],
    ['/srv/git/app.git', 'https://github.com/acme/app/blob/main/a.md', undefined],
    ['file:///srv/acme/app.git', 'https://srv/acme/app/blob/main/a.md', undefined],
  ])('of the remote %s: %s', (address, url, where) => {
    expect(parse(url, address)).toBe(where);
  });

  it('may have a branch with slashes', () => {
    expect(parse('https://github.com/acme/app/blob/release/2/a.md', undefined, ['release/2'])).toBe('here:a.md');
  });

  it('is that of the config, where it has one', () => {
    const { places, branches } = homeOf({ repository: 'https://a.example/b/c', branch: 'trunk' }, undefined);
    expect([places, branches]).toEqual([['a.example/b/c'], ['HEAD', 'trunk']]);
    expect(homeOf({}, { addresses: [], branches: [] }).branches).toEqual(['HEAD', 'main', 'master']);
  });
});
