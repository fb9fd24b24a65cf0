import { describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

/** The destinations that are told to lead nowhere, with the severity of a warning. */
async function missed(document: string, options: object, files: FakeFiles): Promise<readonly string[]> {
  const judgment = await docLinks.inspect([document], { ...options }, makeTools(files));
  const findings = 'findings' in judgment ? (judgment.findings ?? []) : [judgment];
  return findings.map((one) => {
    if (!('severity' in one)) return JSON.stringify(one);
    const written = /^`([^`]*)`/.exec(one.message)?.[1] ?? one.message;
    return one.severity === 'warning' ? `${written} (warning)` : written;
  });
}

const PAGES = {
  'docs/guide.md': '# Guide\n\n## The end {#end}\n',
  'docs/api/index.md': '# Api\n',
  'docs/api/list.md': '# List\n',
  'docs/logo.png': new Uint8Array([1]),
};

const links = (...all: readonly string[]) => all.map((one) => `[x](${one})`).join('\n');

describe('links on a site', () => {
  it('of GitHub lead to files and nothing else', async () => {
    const text = links('guide.md', 'guide', 'guide.html', 'api', 'api/#api', '/docs/guide.md', 'guide.md#end');
    expect(await missed('docs/a.md', {}, { ...PAGES, 'docs/a.md': text })).toEqual([
      'guide',
      'guide.html',
      'api/#api',
      'guide.md#end',
    ]);
  });

  it('of GitLab are compared letter by letter', async () => {
    const text = links('#Api', '#api', 'api/README.md');
    expect(await missed('docs/a.md', { profile: 'gitlab' }, { 'docs/a.md': `# Api\n${text}` })).toEqual([
      '#Api',
      'api/README.md',
    ]);
  });

  it('of Docusaurus lead to pages, files and static files, and pages may come from elsewhere', async () => {
    const options = { sites: [{ folder: 'web', profile: 'docusaurus', basePath: '/project' }] };
    const text = links(
      ...['./b', 'b.md#own', 'b#T', '/docs/b', '/project/docs/b#own', '/img/x.png', '/b', '/docs/sub/#sub'],
      ...['/docs/gone', 'gone.md', '/img/gone.png', '/project/blog'],
    );
    const files = {
      'web/docs/a.md': text,
      'web/docs/b.md': '# T {#own}',
      'web/docs/sub/index.md': '# Sub',
      'web/static/img/x.png': '',
    };
    expect(await missed('web/docs/a.md', options, files)).toEqual([
      'b#T',
      '/docs/gone (warning)',
      'gone.md',
      '/img/gone.png',
      '/project/blog (warning)',
    ]);
  });

  it('of VitePress lead to pages with or without their ending', async () => {
    const options = { sites: [{ folder: 'docs', profile: 'vitepress' }] };
    const text = links('guide', 'guide.html#end', '/api/', '/api/#api', './api/list', '/logo.svg', 'guide#the-end');
    const files = { ...PAGES, 'docs/a.md': text, 'docs/public/logo.svg': '' };
    expect(await missed('docs/a.md', options, files)).toEqual(['guide#the-end']);
  });

  it('of MkDocs start at the document, or at its page', async () => {
    const text = links('guide.md#end', '../guide/', '../api/list/#list', '/logo.png', '../gone/');
    expect(await missed('docs/a.md', { profile: 'mkdocs' }, { ...PAGES, 'docs/a.md': text })).toEqual(['../gone/']);
  });

  it('of Hugo start at the page, and in its folders of content and of static files', async () => {
    const text = links('../other/', '/posts/other/#own', '/x.png', '/posts', '/tags/', 'gone.png');
    const files = {
      'content/posts/a.md': text,
      'content/posts/other.md': '# T {#own}',
      'content/posts/_index.md': '',
      'static/x.png': '',
    };
    expect(await missed('content/posts/a.md', { profile: 'hugo' }, files)).toEqual(['/tags/ (warning)', 'gone.png']);
  });

  it('of mdBook lead to documents, or to their pages', async () => {
    const text = links('b.html#t', 'b.md', '/b.md', 'b', 'c.html');
    const files = { 'src/a.md': text, 'src/b.md': '# T' };
    expect(await missed('src/a.md', { profile: 'mdbook' }, files)).toEqual(['c.html']);
  });

  it('of a wiki lead to pages by their names, in double brackets too', async () => {
    const text =
      '[[Get Started]] [[text|get-started#t]] [[_TOC_]] [[Nobody]] [x](Get-Started) [y](sub/logo.png) [z](gone)';
    const files = { 'Home.md': text, 'sub/Get-started.md': '# T', 'sub/logo.png': '' };
    expect(await missed('Home.md', { profile: 'wiki' }, files)).toEqual(['Nobody', 'gone']);
  });

  it('beside the repository’s own pages are judged each by their site', async () => {
    const files = { 'README.md': links('docs/guide.md#the-end-end', 'docs/guide'), ...PAGES };
    const options = { sites: [{ folder: 'docs', profile: 'vitepress' }] };
    expect(await missed('README.md', options, files)).toEqual(['docs/guide']);
  });
});
