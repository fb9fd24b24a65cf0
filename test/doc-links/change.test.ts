import { describe, expect, it } from 'vitest';
import { anchorsOf } from '../../src/doc-links/anchors.ts';
import { anchorFates, readChange, successorOf } from '../../src/doc-links/change.ts';
import { readDocument } from '../../src/doc-links/documents.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import { readMarkdown } from '../../src/markdown/document.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

function change(before: FakeFiles, files: FakeFiles) {
  const tools = makeTools(files, before);
  return readChange(tools.snapshot, tools.before);
}

const deleted = { type: 'deleted' };
const renamed = (to: string) => ({ type: 'renamed', to });

describe('what became of a path', () => {
  it('is nothing when the change left it alone, edited it, or never knew it', () => {
    const { fateOf } = change({ 'a.md': '', 'b.md': '' }, { 'a.md': '', 'b.md': 'x' });
    expect(['a.md', 'b.md', 'c.md', ''].map(fateOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is a rename where a file of the same content was added', () => {
    const { fateOf } = change({ 'a.md': 'x', 'b.md': 'y' }, { 'c.md': 'x', 'd.md': 'z' });
    expect([fateOf('a.md'), fateOf('b.md')]).toEqual([renamed('c.md'), deleted]);
  });

  it('is no rename where the same content was there before', () => {
    expect(change({ 'a.md': 'x', 'b.md': 'x' }, { 'b.md': 'x' }).fateOf('a.md')).toEqual(deleted);
    expect(change({ 'a.md': 'x', 'b.md': 'y' }, { 'b.md': 'x' }).fateOf('a.md')).toEqual(deleted);
  });

  it('is the likest name where several files have the content', () => {
    const { fateOf } = change({ 'lib/a/index.ts': '' }, { 'x.ts': '', 'lib/b/index.ts': '', 'y.ts': '' });
    expect(fateOf('lib/a/index.ts')).toEqual(renamed('lib/b/index.ts'));
  });

  it('is seen for folders, by what was in them', () => {
    const { fateOf } = change(
      { 'old/deep/a.md': 'a', 'gone/b.md': 'b', 'half/c.md': 'c' },
      { 'new/deep/a.md': 'a', 'other.md': 'c' },
    );
    expect(['old', 'old/deep', 'gone', 'half', 'ol'].map(fateOf)).toEqual([
      renamed('new'),
      renamed('new/deep'),
      deleted,
      deleted,
      undefined,
    ]);
  });
});

describe('the successor of a document', () => {
  const document = (text: string) => readDocument(Buffer.from(text));
  const old = document('# A\n# B\n# C\n# D\n');

  it('has at least half of its headings, and the most of all', () => {
    const added = { 'x.md': '# A\n# B\n', 'y.md': '# B\n# C\n# D\n# E\n', 'z.md': '# D\n' };
    const documents = new Map(Object.entries(added).map(([path, text]) => [path, document(text)]));
    expect(successorOf(old, documents)).toBe('y.md');
    documents.delete('y.md');
    expect(successorOf(old, documents)).toBe('x.md');
    documents.delete('x.md');
    expect(successorOf(old, documents)).toBeUndefined();
  });

  it('is the first of equal ones', () => {
    const documents = new Map(['x.md', 'y.md'].map((path) => [path, document('# A\n# B\n')]));
    expect(successorOf(old, documents)).toBe('x.md');
  });

  it('is not guessed where there are no headings', () => {
    expect(successorOf(document('text'), new Map([['x.md', document('text')]]))).toBeUndefined();
  });
});

describe('what became of an anchor', () => {
  function fates(before: string, after: string) {
    return anchorFates(anchorsOf(readMarkdown(before), github), anchorsOf(readMarkdown(after), github));
  }

  it('is nothing when it was not there, or still is', () => {
    const fate = fates('# A\n# B', '# B\n# C');
    expect([fate('b'), fate('c'), fate('d')]).toEqual([undefined, undefined, undefined]);
  });

  it('is a rename where a new heading stands in its place', () => {
    const fate = fates('# Top\n## One\n## Two\n## End', '# Top\n## Eins\n## Zwei\n## End');
    expect([fate('one'), fate('two')]).toEqual([renamed('eins'), renamed('zwei')]);
  });

  it('is a deletion where the next heading follows', () => {
    const fate = fates('# Top\n## One\n## Two\n## End', '# Top\n## Two\n## End\n## More');
    expect(fate('one')).toEqual(deleted);
  });

  it('is a rename at the very beginning, and a deletion at the end', () => {
    const fate = fates('# Setup\n## End\n## Last', '# Install\n## End');
    expect([fate('setup'), fate('last')]).toEqual([renamed('install'), deleted]);
  });

  it('is not guessed behind a heading that has no counterpart', () => {
    const fate = fates('# One\n# Two\n# Three', '# Eins');
    expect([fate('one'), fate('two'), fate('three')]).toEqual([renamed('eins'), deleted, deleted]);
    expect(fates('# One\n# Two\n# End', '# End\n# New')('two')).toEqual(deleted);
  });

  it('is a deletion for a name that is no heading', () => {
    expect(fates('<a name="x"></a>\n\n# A', '# A\n# B')('x')).toEqual(deleted);
  });
});
