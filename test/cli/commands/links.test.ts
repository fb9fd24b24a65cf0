import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LinksOptions, links } from '../../../src/cli/commands/links.ts';
import { readReportWishes } from '../../../src/cli/reports/wish.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

describe('links', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
  });
  afterEach(() => lab.repository.remove());

  /** What the command says, and its exit code. `cwd`: relative to the top. */
  async function run(
    more: Partial<LinksOptions> = {},
    cwd = '',
  ): Promise<readonly [code: number, findings: readonly string[]]> {
    const terminal = makeTerminal();
    const options = { paths: [], external: false, fix: false, reports: readReportWishes(['json']), ...more };
    const world = { ...lab.world, cwd: path.join(lab.repository.root, cwd) };
    const code = await links(options, world, terminal);
    const [record] = [JSON.parse(terminal.written('out'))].flat();
    const findings = record.checks.flatMap((check: { findings: { file: string; line: number; message: string }[] }) =>
      check.findings.map(({ file, line, message }) => `${file}:${line} ${message}`),
    );
    return [code, findings];
  }

  it('needs no config, and takes the files on disk', async () => {
    lab.repository.commit({ 'a.md': '[b](b.md)\n', 'b.md': '' });
    expect(await run()).toEqual([0, []]);
    lab.repository.write('docs/c.md', '[d](d.md)\n');
    expect(await run()).toEqual([1, ['docs/c.md:1 `d.md` leads nowhere: there is no `docs/d.md`']]);
  });

  it('is about the named documents and folders, seen from where it is called', async () => {
    const broken = '[x](gone.md)\n';
    lab.repository.commit({ 'a.md': broken, 'docs/b.md': broken, 'docs/c.md': '[a](../a.md)' });
    const filesOf = async (paths: readonly string[], cwd?: string) =>
      (await run({ paths }, cwd))[1].map((finding) => finding.split(':')[0]);
    expect(await filesOf([])).toEqual(['a.md', 'docs/b.md']);
    expect(await filesOf(['docs'])).toEqual(['docs/b.md']);
    expect(await filesOf(['.', '../a.md'], 'docs')).toEqual(['a.md', 'docs/b.md']);
    expect(await run({ paths: ['docs/c.md'] })).toEqual([0, []]);
    await expect(run({ paths: ['gone.md'] })).rejects.toThrow('there is no file gone.md');
  });

  it('reads links as the config has it, and proves nothing', async () => {
    lab.repository.commit({ 'docs/a.md': '[x](/b.md) [y](odd.md)\n', 'docs/b.md': '' });
    lab.configure({
      fast: {
        on: ['pre-commit'],
        tasks: { links: { uses: 'doc-links', options: { root: 'docs', ignore: 'odd.md' } } },
      },
      slow: { on: ['pre-push'], tasks: { again: { uses: 'doc-links', options: { root: 'docs', ignore: 'odd.md' } } } },
    });
    const terminal = makeTerminal();
    const code = await links({ paths: [], external: false, fix: false, reports: [] }, lab.world, terminal);
    expect([code, terminal.text()]).toEqual([0, expect.stringContaining('1 check passed')]);
    expect(() => readFileSync(path.join(lab.repository.root, '.git/lattice-hooks/proofs'))).toThrow('ENOENT');
  });

  it('finds a config that is wrong', async () => {
    lab.repository.commit({ 'a.md': '', '.lattice-hooksrc.json': '{' });
    await expect(run()).rejects.toMatchObject({ code: 'config' });
  });

  it('rewrites links to what was renamed since the last commit, and leaves the index alone', async () => {
    const { repository } = lab;
    repository.commit({
      'a.md': '[b](docs/b.md#use) [c](c.md#one) [d](gone.md)\n',
      'docs/b.md': '# Use',
      'c.md': '# One',
    });
    mkdirSync(path.join(repository.root, 'guide'));
    repository.git('mv', 'docs/b.md', 'guide/b.md');
    repository.write('c.md', '# Two');
    expect((await run())[1]).toEqual([
      'a.md:1 `docs/b.md#use` leads nowhere: this change renames `docs/b.md` to `guide/b.md`; `npx lattice-hooks links --fix` rewrites such links',
      'a.md:1 `c.md#one` leads nowhere: this change renames heading or anchor `#one` in `c.md` to `#two`',
      'a.md:1 `gone.md` leads nowhere: there is no `gone.md`',
    ]);
    expect(await run({ fix: true })).toEqual([1, ['a.md:1 `gone.md` leads nowhere: there is no `gone.md`']]);
    expect(readFileSync(path.join(repository.root, 'a.md'), 'utf8')).toBe(
      '[b](guide/b.md#use) [c](c.md#two) [d](gone.md)\n',
    );
    expect(repository.git('diff', '--cached', '--name-only', '--no-renames').split('\n').filter(Boolean)).toEqual([
      'docs/b.md',
      'guide/b.md',
    ]);
  });
});
