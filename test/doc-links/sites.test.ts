import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../src/core/files.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import { hugo } from '../../src/doc-links/profiles/hugo.ts';
import { readSites, type SitesOptions } from '../../src/doc-links/sites.ts';
import { indexTree } from '../../src/doc-links/tree.ts';

const entry: FileEntry = { mode: '100644', id: '0'.repeat(40) };
const tree = indexTree(
  new Map(['README.md', 'web/content/a.md', 'web/static/b.png', 'docs/c.md'].map((path) => [path, entry])),
  new Map(),
);

function siteOf(options: SitesOptions, document = 'README.md') {
  const sites = readSites(options, tree);
  return typeof sites === 'string' ? sites : sites(document);
}

describe('the site of a document', () => {
  it('is GitHub, whose root is that of the repository', () => {
    expect(siteOf({})).toMatchObject({ profile: github, roots: [''], base: [] });
  });

  it('has the folders of its profile, as far as they are there', () => {
    expect(siteOf({ profile: 'hugo', folder: 'web', basePath: '/blog/en/' })).toMatchObject({
      profile: hugo,
      roots: ['web/content', 'web/static'],
      base: ['blog', 'en'],
    });
    expect(siteOf({ profile: 'hugo', folder: 'docs' })).toMatchObject({ roots: ['docs'] });
  });

  it('has the roots of the config, in their order', () => {
    expect(siteOf({ profile: 'hugo', root: ['docs', 'web/'] })).toMatchObject({ roots: ['docs', 'web'] });
  });

  it('is the first that shows it: by its folder, or by the files that it names', () => {
    const options: SitesOptions = {
      sites: [
        { files: '*.md', profile: 'wiki' },
        { folder: 'web', profile: 'hugo' },
      ],
    };
    expect(siteOf(options, 'web/content/a.md')).not.toMatchObject({ profile: hugo });
    const turned = { sites: [...(options.sites ?? [])].reverse() };
    expect(siteOf(turned, 'web/content/a.md')).toMatchObject({ profile: hugo });
    expect(siteOf({ sites: [{ folder: 'web', profile: 'hugo' }] }, 'webs/a.md')).toMatchObject({ profile: github });
  });

  it.each<[SitesOptions, string]>([
    [{ root: ['docs', 'gone'] }, '`root` is `gone`, which is no folder of the repository'],
    [{ root: '../up' }, '`root` is `../up`, which is no folder of the repository'],
    [{ sites: [{ folder: 'README.md' }] }, '`folder` is `README.md`, which is no folder of the repository'],
  ])('cannot be told from %j', (options, message) => {
    expect(siteOf(options)).toBe(message);
  });
});
