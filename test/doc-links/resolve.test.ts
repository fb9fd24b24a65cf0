import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../src/core/files.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import { resolveLink } from '../../src/doc-links/resolve.ts';
import { indexTree } from '../../src/doc-links/tree.ts';

const entry: FileEntry = { mode: '100644', id: '0'.repeat(40) };
const link: FileEntry = { mode: '120000', id: '0'.repeat(40) };

const tree = indexTree(
  new Map([
    ['README.md', link],
    ...['docs/README.md', 'docs/readme.markdown', 'docs/a.md', 'src/README', 'src/a.ts', 'lib/x.ts'].map(
      (path): [string, FileEntry] => [path, entry],
    ),
  ]),
  new Map([['README.md', 'docs/a.md']]),
);

const ask = (destination: string, root = '', ignored = '') =>
  resolveLink(
    {
      tree,
      siteOf: () => ({ profile: github, sphinx: github, roots: [root], base: [], pageNamed: () => undefined }),
      isIgnored: (...both) => both.includes(ignored) && ignored !== '',
    },
    'docs/a.md',
    { destination },
  );

const anchor = (fragment: string, shown: string, files = [shown]) => ({
  type: 'anchor',
  fragment,
  files,
  shown,
  profile: github,
});

describe('a link', () => {
  it.each(['', '#', '#top', '#TOP', 'README.md', '..', '/', '?x', 'https://a.example', 'README.md#L3', '#L1-L4'])(
    'to %j leaves nothing to ask',
    (destination) => {
      expect(ask(destination)).toBeUndefined();
    },
  );

  it('within the page is looked for in the document itself', () => {
    expect(ask('#x')).toEqual(anchor('x', 'docs/a.md'));
    expect(ask('?plain=1#x')).toEqual(anchor('x', 'docs/a.md'));
  });

  it('to a folder is looked for in each of its READMEs, links followed', () => {
    expect(ask('.#x')).toEqual(anchor('x', 'docs', ['docs/README.md', 'docs/readme.markdown']));
    expect(ask('../#x')).toEqual(anchor('x', '', ['docs/a.md']));
    expect(ask('../lib#x')).toEqual(anchor('x', 'lib', []));
    expect(ask('../lib#readme')).toBeUndefined();
    expect(ask('../src#x')).toBeUndefined();
  });

  it.each([
    ['../src/a.ts#L3', 3],
    ['../src/a.ts#L3-L7', 7],
    ['../src/a.ts#L3C1-L7C20', 7],
    ['../src/a.ts#L9-3', 9],
  ])('%s asks for a line', (destination, line) => {
    expect(ask(destination)).toEqual({ type: 'line', file: 'src/a.ts', line });
  });

  it.each(['../src/a.ts#main', '../src/a.ts#L', '../src/a.ts#L3x'])('%s asks for no line', (destination) => {
    expect(ask(destination)).toBeUndefined();
  });

  it('with a leading slash starts at the root, which can be another folder', () => {
    expect(ask('/docs/a.md#x')).toEqual(anchor('x', 'docs/a.md'));
    expect(ask('/a.md#x', 'docs')).toEqual(anchor('x', 'docs/a.md'));
    expect(ask('/docs/a.md', 'docs')).toEqual({
      type: 'missing',
      place: { type: 'missing', path: 'docs/docs/a.md' },
      isCertain: true,
    });
    expect(ask('/#x')).toEqual(anchor('x', '', ['docs/a.md']));
  });

  it('is not judged when it is ignored, by its words or by its goal', () => {
    expect(ask('gone.md', '', 'gone.md')).toBeUndefined();
    expect(ask('./gone.md', '', 'docs/gone.md')).toBeUndefined();
    expect(ask('#x', '', 'docs/a.md')).toBeUndefined();
    expect(ask('file:///x', '', 'file:///x')).toBeUndefined();
    expect(ask('file:///x')).toEqual({ type: 'disk' });
  });
});
