import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { showRecords } from '../../../src/cli/reports/show.ts';
import { readReportWishes } from '../../../src/cli/reports/wish.ts';
import type { Terminal } from '../../../src/cli/terminal/terminal.ts';
import { writeFolder } from '../../config/project.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { aRefusal } from '../../support/records.ts';

/** Shows a refusal in a folder of these files. */
async function show(
  reports: readonly string[],
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const cwd = writeFolder(files);
  const terminal = makeTerminal();
  const shown = showRecords([aRefusal()], readReportWishes(reports), {
    world: { cwd, env, packageFolder: cwd },
    terminal,
    asked: true,
  });
  const problem = await shown.then(
    () => undefined,
    (error: Error) => error.message,
  );
  const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');
  return { cwd, terminal, problem, read };
}

const SUMMARY = { GITHUB_STEP_SUMMARY: 'summary.md' };

describe('reports', () => {
  it('go into their files, and the text to the terminal', async () => {
    const { terminal, read } = await show(['junit=a.xml', 'sarif=b.sarif', 'markdown=c=d.md']);
    expect(terminal.written('out')).toMatch(/✗ lint/);
    expect([read('a.xml'), read('b.sarif'), read('c=d.md')]).toEqual([
      expect.stringMatching(/^<\?xml/),
      expect.stringMatching(/^\{/),
      expect.stringMatching(/^\*\*changes requested\*\*/),
    ]);
  });

  it('go to the terminal in place of the text', async () => {
    const { terminal } = await show(['markdown']);
    expect(terminal.written('out')).toMatch(/^\*\*changes requested\*\*/);
  });

  it('are written where others cannot be, which is said afterwards', async () => {
    const { problem, read } = await show(['junit=file/folder.xml', 'json=new/a.json'], { file: '' });
    expect(problem).toMatch(
      /^the report `file\/folder.xml` cannot be written: something on the way there is no folder$/,
    );
    expect(read('new/a.json')).toMatch(/^\{/);
  });

  it('say where they are in place of the text, where that is wanted', async () => {
    const told = async (reports: readonly string[], different: Partial<Terminal> = {}, env = {}) => {
      const cwd = writeFolder({});
      const terminal = makeTerminal(different);
      const world = { cwd, env, packageFolder: cwd };
      await showRecords([aRefusal()], readReportWishes(reports), { world, terminal, asked: true, tellsFiles: true });
      return { cwd, out: terminal.written('out'), err: terminal.written('err') };
    };
    const one = await told(['html=out/a\x1b.html']);
    expect([one.out, one.err]).toEqual([expect.stringMatching(/^wrote "out\/a\\x1b\.html" \([\d.]+ kB\)\n$/), '']);
    const beside = await told(['html=a.html', 'json']);
    expect([JSON.parse(beside.out).accepted, beside.err]).toEqual([false, expect.stringMatching(/^wrote a\.html /)]);
    const linked = await told(['html=a b.html'], { isWindow: true, color: true }, { FORCE_HYPERLINK: '1' });
    expect(linked.out).toContain(
      `\x1b]8;;${pathToFileURL(path.join(linked.cwd, 'a b.html')).href}\x1b\\a b.html\x1b]8;;`,
    );
    expect((await told(['html=/dev/null'])).out).toBe('');
    expect((await told([])).out).toMatch(/✗ lint/);
  });

  it('are not told twice', async () => {
    const terminal = makeTerminal();
    const wishes = [{ format: 'jsonl', isTold: true }];
    await showRecords([aRefusal()], wishes, {
      world: { cwd: '.', env: {}, packageFolder: '.' },
      terminal,
      asked: true,
    });
    expect(terminal.text()).toBe('');
  });
});

describe('a page', () => {
  it('is told what is known of the files that it shows', async () => {
    const terminal = makeTerminal();
    const asked: (readonly string[])[] = [];
    const lookUp = async (paths: readonly string[]) => {
      asked.push(paths);
      return { sources: new Map([['src/a.ts', { text: '\n\nthe line\n', isJudged: true }]]), runs: [], unchecked: [] };
    };
    const wishes = [{ format: 'html' }, { format: 'markdown' }];
    await showRecords([aRefusal()], wishes, {
      world: { cwd: '.', env: {}, packageFolder: '.' },
      terminal,
      asked: true,
      lookUp,
    });
    expect(asked).toEqual([['src/a.ts']]);
    expect(terminal.written('out')).toContain('the li<mark>ne</mark>');
  });
});

describe('the summary of a step', () => {
  it('has the verdict at its end', async () => {
    const { read } = await show(['github'], { 'summary.md': '# Earlier' }, SUMMARY);
    expect(read('summary.md')).toMatch(/^# Earlier\n\n\*\*changes requested\*\*/);
  });

  it('is made where it is not there, also for a report in a file', async () => {
    const { read } = await show(['github=out.txt'], {}, SUMMARY);
    expect(read('summary.md')).toMatch(/^\*\*changes requested\*\*/);
  });

  it('never becomes longer than GitHub takes', async () => {
    const room = 90;
    const { cwd } = await show(['github'], { 'summary.md': 'x'.repeat(1024 * 1024 - room) }, SUMMARY);
    expect(statSync(path.join(cwd, 'summary.md')).size).toBeLessThanOrEqual(1024 * 1024);
    const full = await show(['github'], { 'summary.md': 'x'.repeat(1024 * 1024) }, SUMMARY);
    expect(statSync(path.join(full.cwd, 'summary.md')).size).toBe(1024 * 1024);
  });

  it('is for GitHub alone', async () => {
    const { cwd } = await show(['markdown', 'json=a.json'], {}, SUMMARY);
    expect(existsSync(path.join(cwd, 'summary.md'))).toBe(false);
  });

  it('costs a line where it cannot be written', async () => {
    const { terminal, problem } = await show(['github'], {}, { GITHUB_STEP_SUMMARY: 'no/such/summary.md' });
    expect(problem).toBeUndefined();
    expect(terminal.written('err')).toMatch(/^lattice-hooks: nothing was added to GITHUB_STEP_SUMMARY: /);
  });
});

describe('the text', () => {
  const shown = async (env: Readonly<Record<string, string>>, different: Partial<Terminal>) => {
    const terminal = makeTerminal({ isWindow: true, color: true, ...different });
    await showRecords([aRefusal()], [], {
      world: { cwd: '/', env, packageFolder: '/' },
      terminal,
      asked: true,
      worktree: path.resolve('/w'),
    });
    return terminal.written('out');
  };

  it('leads to files where the terminal follows links, and nowhere else', async () => {
    expect(await shown({ FORCE_HYPERLINK: '1' }, {})).toMatch(/8;;file:\/\/\/.*w\/src\/a\.ts#3/);
    expect(await shown({}, {})).not.toContain('8;;');
    expect(await shown({ FORCE_HYPERLINK: '1' }, { isWindow: false })).not.toContain('8;;');
  });

  it('is in words where they are wanted', async () => {
    expect(await shown({}, { color: false, words: true })).toMatch(/^failed: lint {2}fast: 1 finding/);
  });

  it('may have its signs replaced at the edge, and no other report', async () => {
    const said: string[] = [];
    const terminal = makeTerminal({
      out: (text) => void said.push(`out ${text}`),
      raw: (text) => void said.push(`raw ${text}`),
    });
    const wishes = readReportWishes(['text', 'json', 'agent']);
    await showRecords([aRefusal()], wishes, {
      world: { cwd: '/', env: {}, packageFolder: '/' },
      terminal,
      asked: true,
    });
    expect(said.map((text) => text.slice(0, 5))).toEqual(['out ✗', 'raw {', 'raw r']);
  });
});
