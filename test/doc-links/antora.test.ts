import { describe, expect, it } from 'vitest';
import { isDocument } from '../../src/doc-links/documents.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

const SITE = {
  'docs/antora.yml': 'name: guide\n',
  'docs/modules/ROOT/pages/index.adoc': '= Start\n',
  'docs/modules/ROOT/pages/sub/deep.adoc': ':page-aliases: older.adoc, api:oldest\n\n== Down here\n',
  'docs/modules/ROOT/images/a b.png': '',
  'docs/modules/ROOT/assets/images/old.png': '',
  'docs/modules/ROOT/partials/part.adoc': '[#of-part]\n== Part\n',
  'docs/modules/ROOT/pages/_partials/old.adoc': '',
  'docs/modules/ROOT/examples/x.rb': '',
  'docs/modules/ROOT/attachments/x.zip': '',
  'docs/modules/api/pages/call.adoc': '= Call\n',
  'docs/modules/api/images/c.png': '',
};
const PAGE = 'docs/modules/ROOT/pages/sub/page.adoc';

/** What is told of a document, as `severity link`. */
async function told(text: string, path = PAGE, before?: FakeFiles, now: FakeFiles = SITE): Promise<readonly string[]> {
  const files = { ...now, [path]: text };
  const tools = makeTools(files, before && { ...before, [path]: text });
  const judgment = await docLinks.inspect(Object.keys(files).filter(isDocument), {}, tools);
  const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return findings.map(({ severity, message }) => `${severity} ${/`([^`]*)`/.exec(message)?.[1]}`);
}

describe('a page of a component', () => {
  it.each([
    ...[
      'xref:index.adoc[]',
      'xref:sub/deep.adoc#_down_here[]',
      'xref:sub/deep.adoc#down-here[]',
      '<<index.adoc#start>>',
    ],
    ...['xref:./deep.adoc[]', 'xref:../../index.adoc[]', 'xref:api:call.adoc[]', 'xref:api:page$call.adoc[]'],
    ...['xref:ROOT:index.adoc[]', 'xref::index.adoc[]', 'xref:attachment$x.zip[]', 'xref:index.adoc#of-part[]'],
    ...[
      'image::a b.png[]',
      ':imagesdir: ../../assets/images\n\nimage::old.png[]',
      'image:old.png[]',
      'image::api:c.png[]',
      'image::a b.png[link=https://a.example]',
    ],
    ...['include::partial$part.adoc[]', 'include::partial$old.adoc[]', 'include::ROOT:example$x.rb[]'],
    ...['include::../../partials/part.adoc[]', 'include::deep.adoc[]', '----\ninclude::example$x.rb[]\n----'],
    ...[
      'xref:older.adoc[]',
      'xref:api:oldest.adoc[]',
      'link:{attachmentsdir}/x.zip[]',
      'image::https://a.example/x.png[]',
    ],
  ])('leads by the ids of resources: %s', async (text) => {
    expect(await told(text)).toEqual([]);
  });

  it.each([
    ...['xref:other::index.adoc[]', 'xref:other:ROOT:index.adoc[]', 'xref:2.0@index.adoc[]', 'xref:_@other::x.adoc[]'],
    ...['image::other:ROOT:x.png[]', 'include::other::partial$x.adoc[]', 'xref:unknown$x.adoc[]'],
  ])('may lead to other components and versions, of which nothing is known: %s', async (text) => {
    expect(await told(text)).toEqual([]);
  });

  it.each([
    ['xref:deep.adoc[]', 'warning deep.adoc'],
    ['xref:api:index.adoc[]', 'warning api:index.adoc'],
    ['xref:index.adoc#nothing[]', 'error index.adoc#nothing'],
    ['xref:example$y.rb[]', 'warning example$y.rb'],
    ['image::x.rb[]', 'warning x.rb'],
    ['include::partial$index.adoc[]', 'warning partial$index.adoc'],
    ['include::part.adoc[]', 'error part.adoc'],
    ['xref:elsewhere:index.adoc[]', 'warning elsewhere:index.adoc'],
  ])('leads nowhere: %s', async (text, finding) => {
    expect(await told(text)).toEqual([finding]);
  });

  it('may have anchors that are made of what is not there', async () => {
    const part = { ...SITE, 'docs/modules/api/pages/made.adoc': 'include::partial$made.adoc[]\n' };
    expect(await told('xref:api:made.adoc#x[]', PAGE, undefined, part)).toEqual([
      ...['warning partial$made.adoc', 'warning api:made.adoc#x'],
    ]);
  });

  it('is a page in the folder of a component alone', async () => {
    expect(await told('xref:index.adoc[]', 'docs/modules/ROOT/nav.adoc')).toEqual([]);
    expect(await told('xref:index.adoc[]', 'docs/README.adoc')).toEqual(['error index.adoc']);
    expect(await told('xref:call.adoc[]', 'modules/api/pages/a.adoc')).toEqual(['error call.adoc']);
    expect(await told('xref:call.adoc[]', 'docs/modules/api/pages/modules/x/a.adoc')).toEqual([]);
  });

  it('is told of a rename, unless the page keeps its old name', async () => {
    const { 'docs/modules/ROOT/pages/index.adoc': _, ...rest } = SITE;
    const moved = { ...rest, 'docs/modules/ROOT/pages/start.adoc': '= Start\n' };
    const kept = { ...rest, 'docs/modules/ROOT/pages/start.adoc': '= Start\n:page-aliases: index.adoc\n' };
    expect(await told('xref:index.adoc[]', PAGE, SITE, moved)).toEqual(['error index.adoc']);
    expect(await told('xref:index.adoc[]', PAGE, SITE, kept)).toEqual([]);
  });
});
