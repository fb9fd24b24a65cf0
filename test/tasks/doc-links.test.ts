import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { compileGlobs } from '../../src/config/globs.ts';
import type { Judgment } from '../../src/core/contracts/judgment.ts';
import type { Tools } from '../../src/core/contracts/tools.ts';
import { pathTest } from '../../src/core/globs.ts';
import type { Finding } from '../../src/core/outcome.ts';
import { planRun } from '../../src/core/plan.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { factsOf } from '../support/repository-facts.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';
import { makeTask } from '../support/work-lab.ts';

const FIX = '`npx lattice-hooks links --fix` rewrites such links';

const isDocument = pathTest(compileGlobs(docLinks.files, []));

/** Looks at all documents, as the engine hands them over. */
function check(tools: Tools, options = {}): Promise<Judgment> {
  return docLinks.inspect([...tools.snapshot.tree.keys()].filter(isDocument), options, tools);
}

/** What is found, as lines for a person. */
async function complaints(files: FakeFiles, before?: FakeFiles, options = {}): Promise<readonly string[]> {
  return linesOf(await check(makeTools(files, before), options));
}

function linesOf(judgment: Judgment): readonly string[] {
  const findings: readonly Finding[] = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return findings.map(
    ({ severity, file, line, column, message }) => `${file}:${line}:${column} ${severity}: ${message}`,
  );
}

describe('links in documents', () => {
  it('pass when they lead to files, folders and headings that are there', async () => {
    const judgment = await check(
      makeTools({
        'README.md': '# Top\n[a](docs/a.md) [b](docs/a.md#the-heading) [c](docs) [d](docs/) [e](#top) ![f](/f.png)\n',
        'docs/a.md': '## The heading\n[up](../README.md#top) [source](../src/a.ts#L2) [site](https://a.example/x.md)\n',
        'src/a.ts': 'one\ntwo\n',
        'f.png': new Uint8Array([1]),
      }),
    );
    expect(judgment).toEqual({ status: 'passed', findings: [] });
  });

  it('refuse with place and suggestion when the file is not there', async () => {
    const judgment = await check(makeTools({ 'docs/a.md': 'x\n\nSee [b](setpu.md).\n', 'docs/setup.md': '' }));
    expect(judgment).toEqual({
      status: 'failed',
      findings: [
        {
          severity: 'error',
          message: '`setpu.md` leads nowhere: there is no `docs/setpu.md`; did you mean `setup.md`?',
          file: 'docs/a.md',
          line: 3,
          column: 9,
          rule: 'missing-file',
        },
      ],
    });
  });

  it('refuse with place and suggestion when the heading is not there', async () => {
    const found = await complaints({ 'a.md': '[b](b.md#instalation) [c](#here)\n', 'b.md': '# Installation\n' });
    expect(found).toEqual([
      'a.md:1:5 error: `b.md#instalation` leads nowhere: there is no heading or anchor `#instalation` in `b.md`; did you mean `#installation`?',
      'a.md:1:27 error: `#here` leads nowhere: there is no heading or anchor `#here`',
    ]);
  });

  it('refuse when only a file on the disk is there, as only the snapshot counts', async () => {
    expect(await complaints({ 'a.md': '[x](package.json)' })).toHaveLength(1);
  });

  it('pass with a warning where they lead out of the repository', async () => {
    expect(await complaints({ 'docs/a.md': '[x](../../issues)' })).toEqual([
      'docs/a.md:1:5 warning: `../../issues` leads out of the repository; a page of the site that hosts it needs its whole address',
    ]);
  });

  it('refuse when they name a file as if it were a folder', async () => {
    expect(await complaints({ 'a.md': '[x](a.md/)' })).toEqual([
      'a.md:1:5 error: `a.md/` names a folder, and `a.md` is a file',
    ]);
  });

  it('are judged by letter case, and the right one is told', async () => {
    expect(await complaints({ 'a.md': '[x](Docs/B.md)', 'docs/b.md': '' })).toEqual([
      'a.md:1:5 error: `Docs/B.md` leads nowhere: there is no `Docs/B.md`; did you mean `docs/b.md`?',
    ]);
  });

  it('pass with a warning where only the letter case of an anchor differs', async () => {
    const judgment = await check(makeTools({ 'a.md': '# Api\n[x](#API)' }));
    expect(judgment.status).toBe('passed');
    expect(linesOf(judgment)).toEqual([
      'a.md:2:5 warning: `#API` works only where letter case does not count: the anchor is `#api`',
    ]);
  });

  it('pass with a warning where a file has fewer lines than they name', async () => {
    const judgment = await check(makeTools({ 'a.md': '[x](a.ts#L2) [y](a.ts#L1-L7)', 'a.ts': 'one\ntwo' }));
    expect(judgment.status).toBe('passed');
    expect(linesOf(judgment)).toEqual(['a.md:1:18 warning: `a.ts#L1-L7` names line 7, and `a.ts` has 2']);
  });

  it('pass with a warning where they name a path of one machine', async () => {
    const found = await complaints({ 'a.md': '[x](file:///home/me/a.md) [y](<C:\\a.md>)' });
    expect(found.map((line) => line.replace(/`.*`/, '…'))).toEqual([
      'a.md:1:5 warning: … is a path that only one machine has',
      'a.md:1:32 warning: … is a path that only one machine has',
    ]);
  });

  it('are found in reference definitions, images and HTML', async () => {
    const found = await complaints({
      'a.md': '[x][r] ![i](i.png)\n\n[r]: r.md\n[unused]: u.md\n\n<img src="h.png"><a href="#n">y</a>\n',
    });
    expect(found.map((line) => line.split(' leads')[0])).toEqual([
      'a.md:1:13 error: `i.png`',
      'a.md:3:6 error: `r.md`',
      'a.md:6:11 error: `h.png`',
      'a.md:6:27 error: `#n`',
    ]);
  });

  it('count once at the definition, however often it is used', async () => {
    expect(await complaints({ 'a.md': '[x] [x] [y][x]\n\n[x]: gone.md\n' })).toHaveLength(1);
  });

  it('hint at a forgotten scheme and at brackets in a definition', async () => {
    const found = await complaints({
      'a.md': '[m](me@a.example) [w](www.a.example) [d]\n\n[d]: (https://a.example)\n',
    });
    expect(found.map((line) => line.split('; ')[1])).toEqual([
      'a mail address needs `mailto:me@a.example`',
      'the address of a site needs `https://www.a.example`',
      'behind `[label]:` the destination stands alone, without brackets',
    ]);
  });
});

describe('what links lead to', () => {
  it('is found through symbolic links, and a dangling one leads nowhere', async () => {
    const found = await complaints({
      'a.md': '[1](now.md#b) [2](latest/b.md) [3](gone.md) [4](out) [5](circle)',
      'v2/b.md': '# B',
      'now.md': { link: 'v2/b.md' },
      latest: { link: 'v2' },
      'gone.md': { link: 'v1/b.md' },
      out: { link: '../../etc' },
      circle: { link: 'circle' },
    });
    expect(found).toEqual([
      'a.md:1:36 error: `gone.md` leads nowhere: there is no `v1/b.md`; did you mean `v2/b.md`?',
      'a.md:1:49 error: `out` leads out of the repository: `out` is a symbolic link to a path outside',
      'a.md:1:58 error: `circle` leads nowhere: there is no `circle`',
    ]);
  });

  it('is not judged inside submodules', async () => {
    expect(await complaints({ 'a.md': '[x](lib) [y](lib/a.md#z) [z](lib/)', lib: 'submodule-commit' })).toEqual([]);
  });

  it('is the README where a folder has an anchor', async () => {
    const found = await complaints({
      'a.md': '[x](docs#use) [y](docs/#gone) [z](empty#use) [r](docs#readme) [t](text#use)',
      'docs/README.md': '# Use',
      'empty/a.txt': '',
      'text/README.txt': '',
    });
    expect(found).toEqual([
      'a.md:1:19 error: `docs/#gone` leads nowhere: there is no heading or anchor `#gone` in `docs`',
      'a.md:1:35 error: `empty#use` leads nowhere: `empty` has no README',
    ]);
  });

  it('is not judged further where a fragment stands behind a file that is no page', async () => {
    expect(await complaints({ 'a.md': '[x](a.pdf#page=2) [y](a.png#z)', 'a.pdf': '', 'a.png': '' })).toEqual([]);
  });

  it('is read from Markdown files that the task is not about', async () => {
    const tools = makeTools({ 'a.md': '[x](b.mkd#b) [y](c.md#c)', 'b.mkd': '# B', 'c.md': '# C' });
    expect(await docLinks.inspect(['a.md'], {}, tools)).toEqual({ status: 'passed', findings: [] });
    expect(tools.calls).toEqual([['a.md'], ['b.mkd', 'c.md']]);
  });
});

describe('documents', () => {
  it('are told when they are not UTF-8, and read as far as that goes', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(' [x](gone.md)')]);
    expect(await complaints({ 'a.md': bytes })).toEqual([
      'a.md:undefined:undefined warning: is not UTF-8: some of its links may not be seen',
      'a.md:1:8 error: `gone.md` leads nowhere: there is no `gone.md`',
    ]);
  });

  it('may begin with a byte order mark and end lines with CRLF', async () => {
    const found = await complaints({ 'a.md': '\uFEFF# A\r\n\r\n[x](#a)\r\n[y](b.md)\r\n' });
    expect(found).toEqual(['a.md:4:5 error: `b.md` leads nowhere: there is no `b.md`']);
  });

  it('may have names in capital letters', async () => {
    expect(await complaints({ 'README.MD': '[x](a)' })).toHaveLength(1);
  });

  it('that are symbolic links are not read: what they lead to is', async () => {
    const files = {
      'docs/a.md': '[x](b.md)',
      'docs/b.md': '',
      'a.md': { link: 'docs/a.md' },
      'odd.md': { link: '[x](gone.md)' },
    };
    expect(await complaints(files)).toEqual([]);
  });

  it('are read in one call, and links in another', async () => {
    const tools = makeTools({ 'a.md': '[x](b.md#b)', 'b.md': '# B', 'c.txt': '', d: { link: 'a.md' } });
    await check(tools);
    expect(tools.calls).toEqual([['a.md', 'b.md'], ['d']]);
  });

  it('that git has no content for make the check broken, and no pass', async () => {
    const tools = { ...makeTools({ 'a.md': '' }), async *streamBlobs() {} };
    expect(await check(tools)).toEqual({ status: 'broken', message: 'git has no content for `a.md`' });
  });

  it('are all there is to look at: without any there is nothing to do', async () => {
    expect(await check(makeTools({ 'a.ts': '' }))).toEqual({
      status: 'skipped',
      detail: 'there are no documents',
    });
  });

  it('are no longer read when the run is over', async () => {
    const tools = makeTools({ 'a.md': '' }, undefined, AbortSignal.abort(new Error('interrupted')));
    await expect(check(tools)).rejects.toThrow('interrupted');
  });

  it('let others have a turn between them', async () => {
    const controller = new AbortController();
    const names = Array.from({ length: 200 }, (_, index) => `${index}.md`);
    const tools = makeTools(Object.fromEntries(names.map((name) => [name, name])), undefined, controller.signal);
    const judgment = check(tools);
    setImmediate(() => controller.abort(new Error('timeout')));
    await expect(judgment).rejects.toThrow('timeout');
  });
});

describe('a change', () => {
  const linking = { 'docs/a.md': 'x\n[b](b.md#use)\n' };

  it('is refused when it deletes what a document outside of it links to', async () => {
    const found = await complaints(linking, { ...linking, 'docs/b.md': '# Use' });
    expect(found).toEqual(['docs/a.md:2:5 error: `b.md#use` leads nowhere: this change deletes `docs/b.md`']);
  });

  it('is refused when it renames what a document outside of it links to', async () => {
    const found = await complaints({ ...linking, 'docs/c.md': '# Use' }, { ...linking, 'docs/b.md': '# Use' });
    expect(found).toEqual([
      `docs/a.md:2:5 error: \`b.md#use\` leads nowhere: this change renames \`docs/b.md\` to \`docs/c.md\`; ${FIX}`,
    ]);
  });

  it('is seen as renaming a document that it also edits', async () => {
    const old = '# Setup\n## Install\n## Use\n## Remove\n';
    const found = await complaints(
      { ...linking, 'docs/c.md': old.replace('Setup', 'Installing'), 'docs/d.md': '# Other' },
      { ...linking, 'docs/b.md': old },
    );
    expect(found).toEqual([
      `docs/a.md:2:5 error: \`b.md#use\` leads nowhere: this change renames \`docs/b.md\` to \`docs/c.md\`; ${FIX}`,
    ]);
  });

  it('is refused when it renames a folder, or deletes the last file of one', async () => {
    const a = { 'a.md': '[x](old/) [y](gone)' };
    const found = await complaints({ ...a, 'new/x.ts': 'x' }, { ...a, 'old/x.ts': 'x', 'gone/y.ts': 'y' });
    expect(found).toEqual([
      `a.md:1:5 error: \`old/\` leads nowhere: this change renames \`old\` to \`new\`; ${FIX}`,
      'a.md:1:15 error: `gone` leads nowhere: this change deletes `gone`',
    ]);
  });

  it('is refused when it renames a heading that a document outside of it links to', async () => {
    const found = await complaints(
      { ...linking, 'docs/b.md': '# B\n## Usage\n## End\n' },
      { ...linking, 'docs/b.md': '# B\n## Use\n## End\n' },
    );
    expect(found).toEqual([
      `docs/a.md:2:5 error: \`b.md#use\` leads nowhere: this change renames heading or anchor \`#use\` in \`docs/b.md\` to \`#usage\`; ${FIX}`,
    ]);
  });

  it('is refused when it deletes a heading that a document outside of it links to', async () => {
    const found = await complaints(
      { ...linking, 'docs/b.md': '# B\n## End\n' },
      { ...linking, 'docs/b.md': '# B\n## Use\n## End\n' },
    );
    expect(found).toEqual([
      'docs/a.md:2:5 error: `b.md#use` leads nowhere: this change deletes heading or anchor `#use` in `docs/b.md`',
    ]);
  });

  it('asks for what was before only where that explains a broken link', async () => {
    const tools = makeTools({ 'a.md': '# A\n[x](#a)' }, { 'a.md': '# Old' });
    await check(tools);
    expect(tools.calls).toEqual([['a.md']]);
  });
});

describe('options', () => {
  const files = {
    'docs/a.md': '[x](../../issues) [y](gen/b.md#c) [z](/static/d.png) [w](#draft)',
    'site/static/d.png': '',
  };

  it('name links that are not judged, as written or by where they lead', async () => {
    const ignore = ['../../issues', 'docs/gen/*', './#dr*t', '/static/*'];
    expect(await complaints(files, undefined, { ignore })).toEqual([]);
    expect(await complaints(files, undefined, { ignore: 'docs/*' })).toHaveLength(2);
  });

  it('name the folder that a leading slash stands for', async () => {
    const found = await complaints(files, undefined, { root: './site', ignore: ['../*', '*gen*', '#*'] });
    expect(found).toEqual([]);
  });

  it.each(['nowhere', '../..'])('make the check broken when the root %s is no folder', async (root) => {
    expect(await check(makeTools(files), { root })).toEqual({
      status: 'broken',
      message: `\`root\` is \`${root}\`, which is no folder of the repository`,
    });
  });

  it('have a schema', () => {
    const schema = z.strictObject(docLinks.options(z));
    expect(z.safeParse(schema, { ignore: ['a'], root: 'site' }).success).toBe(true);
    expect(z.safeParse(schema, { ignore: 'a' }).success).toBe(true);
    expect(z.safeParse(schema, { ignore: 1 }).success).toBe(false);
  });
});

describe('the task', () => {
  it('depends on every file, as every file may be linked to', () => {
    const isInput = pathTest(compileGlobs(docLinks.inputs, []));
    expect(
      ['a.md', '.github/x.yml', 'src/deep/er/a.ts', 'with\nline', '.env'].filter((path) => !isInput(path)),
    ).toEqual([]);
    expect(docLinks.scope).toBe('project');
  });

  it('runs over all documents when nothing but a file was deleted that is none', () => {
    const { snapshot } = makeTools(
      { 'a.md': '', 'docs/B.MD': '', 'c.ts': '' },
      { 'a.md': '', 'docs/B.MD': '', 'd.ts': '' },
    );
    const task = makeTask({
      uses: 'doc-links',
      files: compileGlobs(docLinks.files, []),
      inputs: compileGlobs(docLinks.inputs, []),
    });
    const plan = planRun({
      tiers: [{ name: 'fast', root: '', nested: [], on: [], tasks: [task], gates: {} }],
      snapshot,
      circumstances: { branches: [], merging: false, rebasing: false },
      fixing: false,
      skip: new Set(),
    });
    expect(plan.checks.map(({ dependsOn }) => dependsOn)).toEqual([['a.md', 'docs/B.MD']]);
  });

  it('is found where there are Markdown files', () => {
    expect(docLinks.detect(factsOf({ 'a.md': '', 'b/c.markdown': '', 'd.ts': '' }))).toEqual({
      found: true,
      pace: 'fast',
      because: '2 Markdown files',
    });
    expect(docLinks.detect(factsOf({ 'a.md': '' }))).toMatchObject({ because: '1 Markdown file' });
    expect(docLinks.detect(factsOf({ 'a.mdx': '', 'd.ts': '' }))).toBeUndefined();
  });
});
