import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../src/core/files.ts';
import { anchorsOf } from '../../src/doc-links/anchors.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import { suggestFrom } from '../../src/doc-links/suggestions.ts';
import { indexTree } from '../../src/doc-links/tree.ts';
import { readMarkdown } from '../../src/markdown/document.ts';

const entry: FileEntry = { mode: '100644', id: '0'.repeat(40) };

function suggest(...paths: readonly string[]) {
  return suggestFrom(indexTree(new Map(paths.map((path) => [path, entry])), new Map()));
}

describe('suggesting a path', () => {
  it.each([
    ['another letter case', 'Docs/A.md', ['docs/a.md'], 'docs/a.md'],
    ['a folder in another letter case', 'Docs', ['docs/a.md'], 'docs'],
    ['an ending that was left out', 'docs/a', ['docs/a.md', 'docs/b.md'], 'docs/a.md'],
    ['the ending of a generated page', 'docs/a.html', ['docs/a.md'], 'docs/a.md'],
    ['separators of Windows', 'docs\\a.md', ['docs/a.md'], 'docs/a.md'],
    ['the only file of the name', 'x/setup.md', ['docs/guide/setup.md', 'setup.ts'], 'docs/guide/setup.md'],
    ['the nearest file of the name', 'doc/guide/a.md', ['docs/guide/a.md', 'x/a.md'], 'docs/guide/a.md'],
    ['none of many files of the name', 'x/README.md', ['docs/guide/README.md', 'src/README.md'], undefined],
    ['a slip in the name', 'docs/istall.md', ['docs/install.md', 'docs/use.md'], 'docs/install.md'],
    ['a slip in the name of a folder', 'docs/guied', ['docs/guide/a.md'], 'docs/guide'],
    ['nothing in another folder', 'docs/istall.md', ['other/install.md'], undefined],
    ['nothing for an ending alone', 'a.md', ['b.md'], undefined],
    ['nothing for itself', 'a.md', ['a.md'], undefined],
    ['nothing in an empty repository', 'a.md', [], undefined],
  ])('%s: %s', (_, missing, paths, expected) => {
    expect(suggest(...paths).path(missing)).toBe(expected);
  });
});

describe('suggesting an anchor', () => {
  const text = '# Discuss.kubernetes.io\n# Get started\n# Removal of parts\n<a name="odd"></a>\n';
  const anchors = anchorsOf(readMarkdown(text), github);

  it.each([
    ['the slug of what was written', 'discuss.kubernetes.io', 'discusskubernetesio'],
    ['the slug of a title', 'Get started', 'get-started'],
    ['a name that is no heading', 'odd!', 'odd'],
    ['a slip', 'get-stated', 'get-started'],
    ['nothing', 'elsewhere', undefined],
    ['nothing for signs alone', '!!', undefined],
  ])('%s: %j', (_, missing, expected) => {
    expect(suggest().anchor(missing, anchors, github)).toBe(expected);
  });
});

it('stops comparing after a million names, so that a repository of broken links is judged in time', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `docs/page-${index}-end.md`);
  const suggestions = suggest(...names);
  const given = names.map((_, index) => suggestions.path(`docs/pge-${index}-end.md`) !== undefined);
  expect([given.indexOf(false), given.lastIndexOf(true)]).toEqual([500, 499]);
});
