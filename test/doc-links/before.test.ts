import { describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, type FakeTools, makeTools } from '../support/snapshot-tools.ts';

const check = (tools: FakeTools, options = {}) =>
  docLinks.inspect(
    [...tools.snapshot.tree.keys()].filter((path) => path.endsWith('.md')),
    options,
    tools,
  );

/** What is found, as lines for a person. */
async function complaints(files: FakeFiles, before?: FakeFiles, options = {}): Promise<readonly string[]> {
  const judgment = await check(makeTools(files, before), options);
  const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return findings.map(
    ({ severity, file, line, column, message }) => `${file}:${line}:${column} ${severity}: ${message}`,
  );
}

describe('links that led nowhere before the change', () => {
  const old = { 'old.md': '[x](gone.md)\n[y](b.md#gone)\n', 'b.md': '# B' };

  it('do not refuse it in documents that it leaves alone: they are counted', async () => {
    const judgment = await check(makeTools({ ...old, 'new.ts': '' }, old));
    expect(judgment).toEqual({
      status: 'passed',
      lasting: false,
      findings: [
        {
          severity: 'warning',
          message: '2 links lead nowhere in documents that this change leaves alone; a run with `--all` shows each',
          file: 'old.md',
          line: 1,
          column: 5,
          rule: 'broken-before',
        },
      ],
    });
  });

  it('do not refuse it where it changes what they miss something in', async () => {
    expect(await complaints({ ...old, 'b.md': '# C' }, old)).toEqual([
      'old.md:1:5 warning: 2 links lead nowhere in documents that this change leaves alone; a run with `--all` shows each',
    ]);
  });

  it('are told one by one in documents that it changes, and do not refuse it', async () => {
    const found = await complaints({ ...old, 'old.md': `${old['old.md']}[z](new.md)` }, old);
    expect(found).toEqual([
      'old.md:1:5 warning: `gone.md` leads nowhere: there is no `gone.md` (as before this change)',
      'old.md:2:5 warning: `b.md#gone` leads nowhere: there is no heading or anchor `#gone` in `b.md` (as before this change)',
      'old.md:3:5 error: `new.md` leads nowhere: there is no `new.md`',
    ]);
  });

  it('refuse it where the config says so', async () => {
    const severity = { 'broken-before': 'error' };
    const found = await complaints({ ...old, 'new.ts': '' }, old, { severity });
    expect(found.map((line) => line.split(' leads')[0])).toEqual([
      'old.md:1:5 error: `gone.md`',
      'old.md:2:5 error: `b.md#gone`',
    ]);
    expect(await complaints({ ...old, 'new.ts': '' }, old, { severity: { 'broken-before': 'off' } })).toEqual([]);
  });

  it('refuse a run over everything', async () => {
    expect(await complaints(old)).toHaveLength(2);
  });

  it('are told apart from those that it breaks', async () => {
    const found = await complaints(old, { ...old, 'b.md': '# B\n# Gone' });
    expect(found).toEqual([
      'old.md:2:5 error: `b.md#gone` leads nowhere: this change deletes heading or anchor `#gone` in `b.md`',
      'old.md:1:5 warning: 1 link leads nowhere in documents that this change leaves alone; a run with `--all` shows each',
    ]);
  });

  it('are none where links are none, so that the pass lasts', async () => {
    expect(await check(makeTools({ 'a.md': '[a](a.md)' }, { 'a.md': '[a](a.md)' }))).toEqual({
      status: 'passed',
      findings: [],
    });
  });

  it.each<[string, FakeFiles, FakeFiles]>([
    ['a folder became a file', { 'a.md': '[x](b/)', b: '' }, { 'a.md': '[x](b/)', 'b/c.md': '' }],
    ['a README went', { 'a.md': '[x](b#c)', 'b/d.md': '' }, { 'a.md': '[x](b#c)', 'b/d.md': '', 'b/README.md': '# C' }],
    [
      'a symbolic link was turned',
      { 'a.md': '[x](l)', l: { link: 'x.md' } },
      { 'a.md': '[x](l)', l: { link: 'a.md' } },
    ],
    ['a submodule went', { 'a.md': '[x](lib/b.md)' }, { 'a.md': '[x](lib/b.md)', lib: 'submodule-commit' }],
  ])('are not those that broke because %s', async (_, files, before) => {
    expect((await check(makeTools(files, before))).status).toBe('failed');
  });
});
