import { describe, expect, it } from 'vitest';
import { isDocument } from '../../src/doc-links/documents.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

/** What is told of all documents, as `file:line severity target`. */
async function told(files: FakeFiles): Promise<readonly string[]> {
  const judgment = await docLinks.inspect(Object.keys(files).filter(isDocument), {}, makeTools(files));
  const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return findings.map(
    ({ file, line, severity, message }) => `${file}:${line} ${severity} ${/`[^`]*`/.exec(message)?.[0]}`,
  );
}

describe('reStructuredText', () => {
  it('leads to files, pages without their endings, and labels of any document', async () => {
    const files = {
      'doc/conf.py': '',
      'doc/a.rst': '.. image:: /img/x.png\n\n:doc:`/sub/b` :doc:`sub/b` :ref:`of B` :ref:`else:x` `s <sub/b.html>`_\n',
      'doc/sub/b.rst':
        '.. _of B:\n\nB\n=\n\n:doc:`../a` :doc:`gone` :ref:`nobody` `c <gone.png>`_ `u <../../README.md#t>`_\n',
      'doc/img/x.png': '',
      'README.md': '# T\n[b](doc/sub/b.rst#b) [c](doc/sub/b.rst#c)\n',
    };
    expect(await told(files)).toEqual([
      'doc/sub/b.rst:6 warning `gone`',
      'doc/sub/b.rst:6 warning `nobody`',
      'doc/sub/b.rst:6 error `gone.png`',
      'README.md:2 error `doc/sub/b.rst#c`',
    ]);
  });
});

describe('AsciiDoc', () => {
  it('leads to files, sections by id and by title, and anchors of parts', async () => {
    const files = {
      'a.adoc':
        '= Top\n\ninclude::part.adoc[]\n\n<<_top>> <<Top>> <<deep>> <<no-one>> xref:part.adoc#deep[] link:gone[]\n',
      'part.adoc': '[[deep]]\n== Deep down\n\n<<_top>> xref:a.adoc#_deeper[] image:gone.png[]\n',
    };
    expect(await told(files)).toEqual([
      'a.adoc:5 error `#no-one`',
      'a.adoc:5 error `gone`',
      'part.adoc:4 error `a.adoc#_deeper`',
      'part.adoc:4 error `gone.png`',
    ]);
  });
});

describe('MDX', () => {
  it('leads to files from Markdown and from attributes', async () => {
    const files = { 'a.mdx': '# T\n\n<Card href="b.mdx#x" to="gone" />\n\n[t](#t) [u](#u)\n', 'b.mdx': '## X\n' };
    expect(await told(files)).toEqual(['a.mdx:3 error `gone`', 'a.mdx:5 error `#u`']);
  });
});
