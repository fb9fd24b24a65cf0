import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// `run` and `list` by hand.

let project: Project;
let notes: Notebook;

beforeAll(() => {
  project = makeProject({ 'src/a.txt': 'a\n', 'src/b.txt': 'b\n', 'docs/c.txt': 'c\n' });
  notes = openNotebook(project);
  const look = { run: notes.command('look'), files: '**/*.txt', scope: 'file' };
  const refuse = { run: ['sh', '-c', 'echo "src/a.txt:1:2: not good"; exit 1'], files: 'src/**' };
  const config = {
    tiers: {
      fast: { on: 'pre-commit', tasks: { look } },
      strict: { on: ['pre-push', 'pull_request'], tasks: { refuse, look } },
    },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('reset', '--quiet', '--hard');
  project.git('clean', '--quiet', '--force', '-d');
  notes.take();
});

function looked(...args: readonly string[]): readonly string[] {
  const { code, output } = project.lattice(['run', 'fast', '--no-cache', ...args]);
  expect(output).not.toMatch(/bug/);
  expect(code).toBe(0);
  return notes.take();
}

describe('run', () => {
  it('is about what differs from HEAD, untracked files included', () => {
    expect(looked()).toEqual([]);
    project.write('src/a.txt', 'changed\n');
    project.write('src/new.txt', 'new\n');
    expect(looked()).toEqual(['look src/a.txt src/new.txt']);
  });

  it('is about all files with --all', () => {
    expect(looked('--all')).toEqual(['look docs/c.txt src/a.txt src/b.txt']);
  });

  it('is about these files with --files, which are relative to the current folder', () => {
    expect(looked('--files', 'src/b.txt')).toEqual(['look src/b.txt']);
    expect(looked('--files', 'src', 'docs/c.txt')).toEqual(['look docs/c.txt src/a.txt src/b.txt']);
    const { code } = project.lattice(['run', 'fast', '--no-cache', '--files', 'a.txt'], { cwd: `${project.root}/src` });
    expect([code, ...notes.take()]).toEqual([0, 'look src/a.txt']);
  });

  it('is about what is staged with --staged', () => {
    project.write('src/a.txt', 'staged\n');
    project.git('add', '--all');
    project.write('src/b.txt', 'not staged\n');
    expect(looked('--staged')).toEqual(['look src/a.txt']);
    expect(project.git('status', '--porcelain')).toBe('M  src/a.txt\n M src/b.txt');
  });

  it('is about what a branch changed with --from and --to', () => {
    const base = project.git('rev-parse', 'HEAD');
    const tip = project.commit({ 'src/b.txt': 'on the branch\n' });
    project.git('checkout', '--quiet', '--detach', base);
    expect(looked('--from', base, '--to', tip)).toEqual(['look src/b.txt']);
    project.git('checkout', '--quiet', 'main');
    project.git('reset', '--quiet', '--hard', base);
  });

  it('runs the tiers of a hook and of a CI event by their name', () => {
    expect(project.lattice(['run', 'pre-commit', '--all', '--no-cache']).code).toBe(0);
    expect(project.lattice(['run', 'pull_request', '--all', '--only', 'look', '--no-cache']).code).toBe(0);
    expect(notes.take()).toHaveLength(2);
    expect(project.lattice(['run', 'pull_request', '--all']).code).toBe(1);
  });

  it('leaves out what --skip names and what --only does not', () => {
    expect(project.lattice(['run', 'strict', '--all', '--skip', 'refuse', '--reason', 'known']).code).toBe(0);
    expect(project.lattice(['run', 'strict', '--all', '--only', 'refuse']).code).toBe(1);
  });

  it('says with --dry-run what would run, and runs nothing', () => {
    const { code, stdout } = project.lattice(['run', 'strict', '--all', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/would run\s+strict\/refuse/);
    expect(notes.take()).toEqual([]);
  });

  it('prints the record and nothing else on standard output with --report json', () => {
    const { code, stdout } = project.lattice([
      'run',
      'strict',
      '--all',
      '--skip',
      'look',
      '--reason',
      'why',
      '--report',
      'json',
    ]);
    const record = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(record).toMatchObject({
      version: 1,
      trigger: 'manual',
      tier: ['strict'],
      accepted: false,
      tree: project.git('rev-parse', 'HEAD^{tree}'),
      skips: [{ task: 'look', by: 'cli', reason: 'why' }],
      checks: [
        {
          task: 'refuse',
          status: 'failed',
          findings: [{ severity: 'error', message: 'not good', file: 'src/a.txt', line: 1, column: 2 }],
        },
        { task: 'look', status: 'skipped', reason: 'by-user' },
      ],
    });
    expect(JSON.parse(project.lattice(['report', '--last', '--report', 'json']).stdout)).toEqual(record);
  });

  it('writes a report into a file and the text to the terminal', () => {
    const { stdout } = project.lattice(['run', 'strict', '--all', '--report', 'json=out.json']);
    expect(stdout).toMatch(/refuse/);
    expect(JSON.parse(project.read('out.json'))).toMatchObject({ accepted: false });
  });
});

describe('list', () => {
  it('shows tiers with their triggers and tasks', () => {
    const { code, stdout } = project.lattice(['list']);
    expect(code).toBe(0);
    for (const word of ['fast', 'pre-commit', 'strict', 'pull_request', 'look', 'refuse'])
      expect(stdout).toContain(word);
  });
});
