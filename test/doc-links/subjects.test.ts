import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/core/contracts/schema.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

describe('comments of sources', () => {
  const source = '// [a](../docs/a.md#use), [b](b.md)\nconst text = "// [c](c.md)";\n';
  const files = { 'docs/a.md': '# Use\n', 'src/x.ts': source, 'lib/x.ts': source, 'src/x.png': '[x](y.md)' };

  /** What is found in all files, as lines for a person. */
  async function said(options: Options, now: FakeFiles = files, before?: FakeFiles): Promise<readonly string[]> {
    const tools = makeTools(now, before);
    const judgment = await docLinks.inspect([...tools.snapshot.tree.keys()], options, tools);
    const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
    return findings.map(
      ({ file, line, column, severity, message }) => `${file}:${line}:${column} ${severity}: ${message}`,
    );
  }

  it('are looked through where the config names them, and lead on from their own folder', async () => {
    expect(await said({})).toEqual([]);
    expect(await said({ comments: ['src/**'] })).toEqual([
      'src/x.ts:1:31 error: `b.md` leads nowhere: there is no `src/b.md`',
    ]);
    expect(await said({ comments: '**/*.ts' })).toHaveLength(2);
    expect(docLinks.alsoAbout({ comments: ['src/**'] })).toEqual(['src/**']);
  });

  it('are told of what the change did to what they lead to', async () => {
    const now = { 'docs/a.md': '# Usage\n', 'src/x.ts': source, 'src/c.md': '' };
    expect(await said({ comments: 'src/*' }, now, { ...files, 'src/b.md': '' })).toEqual([
      'src/x.ts:1:8 error: `../docs/a.md#use` leads nowhere: this change renames heading or anchor `#use` in `docs/a.md` to `#usage`; `npx lattice-hooks links --fix` rewrites such links',
      'src/x.ts:1:31 error: `b.md` leads nowhere: this change renames `src/b.md` to `src/c.md`',
    ]);
  });

  it('lead by addresses of the repository too, and a comment with a reason leaves links alone', async () => {
    const lines = ['# https://github.com/me/site/blob/main/gone.md', '# lattice-ignore-next-line doc-links: later'];
    const now = { 'a.py': [...lines, '# [x](y.md)', 'pass', '"""', '[x](z.md)', '"""'].join('\n') };
    expect(await said({ comments: '*.py', repository: 'https://github.com/me/site', branch: 'main' }, now)).toEqual([
      'a.py:1:3 error: `https://github.com/me/site/blob/main/gone.md` leads nowhere: there is no `gone.md`',
      'a.py:6:5 error: `z.md` leads nowhere: there is no `z.md`',
    ]);
  });

  it('are rewritten like documents', async () => {
    const { 'docs/a.md': _, ...rest } = files;
    const tools = makeTools({ ...rest, 'docs/*/b.md': '# Use\n', 'src/b.md': '' }, { ...files, 'src/b.md': '' });
    const fixed = await docLinks.fix([...tools.snapshot.tree.keys()], { comments: 'src/*' }, tools);
    expect([...fixed].map(([path, content]) => [path, `${Buffer.from(content)}`])).toEqual([
      ['src/x.ts', source.replace('docs/a.md', 'docs/%2A/b.md')],
    ]);
  });

  it('make the check broken where nobody knows how they are written', async () => {
    const options = { comments: ['src/**/*.ts', '**/*.png'] };
    expect(await docLinks.inspect(['src/x.ts'], options, makeTools(files))).toEqual({
      status: 'broken',
      message: '`comments` names `**/*.png`, whose comments cannot be read',
    });
  });
});
