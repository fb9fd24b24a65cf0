import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkPackages, makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// Nothing is checked twice: tasks note each time that they are started.

const FILES = {
  'src/a.txt': 'a\n',
  'src/b.txt': 'b\n',
  'src/c.txt': 'c\n',
  'tool.cfg': 'strict\n',
  'other.md': '# x\n',
};

let project: Project;
let notes: Notebook;
let start: string;

beforeAll(() => {
  project = makeProject(FILES);
  notes = openNotebook(project);
  const each = { run: notes.command('each'), files: 'src/**', scope: 'file', inputs: 'tool.cfg' };
  const whole = { run: notes.command('whole').slice(0, -1), files: 'src/**' };
  const tests = { run: notes.command('tests').slice(0, -1), files: 'src/**' };
  const config = {
    tiers: {
      fast: { on: 'pre-commit', tasks: { each, whole } },
      thorough: { on: 'pre-push', tasks: { tests } },
    },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
  project.addOrigin();
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '-B', 'main', start);
  project.git('push', '--quiet', '--no-verify', '--force', 'origin', 'main');
  project.lattice(['run', 'fast', '--all', '--no-cache']);
  notes.take();
});

function change(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) project.write(file, text);
}

describe('a commit', () => {
  it('of the same content again runs nothing: after an amend, after a reset, on another branch', () => {
    change({ 'src/a.txt': 'one\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take().sort()).toEqual(['each src/a.txt', 'whole']);
    expect(project.start(['git', 'commit', '-q', '--amend', '-m', 'another'])).toMatchObject({ code: 0 });
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    project.git('checkout', '--quiet', '-b', 'other');
    const { code, output } = project.tryCommitStaged();
    expect(code).toBe(0);
    // In silence, where the stub knew the tree; else in one line.
    expect(output).toMatch(/^(?:[^\n]*2 checks remembered[^\n]*\n)?$/);
    expect(notes.take()).toEqual([]);
    project.git('checkout', '--quiet', 'main');
    project.git('branch', '--quiet', '-D', 'other');
  });

  it('looks at one of three files when one was edited', () => {
    change({ 'src/a.txt': '1\n', 'src/b.txt': '2\n', 'src/c.txt': '3\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    notes.take();
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    change({ 'src/b.txt': 'edited\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take().sort()).toEqual(['each src/b.txt', 'whole']);
  });

  it('looks again at everything when what a task depends on has changed', () => {
    change({ 'src/a.txt': '4\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    notes.take();
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    change({ 'tool.cfg': 'lax\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['each src/a.txt']);
  });

  it('of files that no task is about runs and prints nothing', () => {
    change({ 'other.md': '# y\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0, output: '' });
    expect(notes.take()).toEqual([]);
  });

  it('in another worktree recalls what the first one found', () => {
    change({ 'src/a.txt': 'shared\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    notes.take();
    const other = `${project.folder}/linked`;
    project.git('worktree', 'add', '--quiet', '-b', 'linked', other, 'HEAD~');
    linkPackages(`${project.root}/node_modules`, `${other}/node_modules`);
    project.gitIn(other, ['checkout', '--quiet', 'main', '--', 'src/a.txt']);
    expect(project.start(['git', 'commit', '-q', '-m', 'again'], { cwd: other })).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
    project.git('worktree', 'remove', '--force', other);
    project.git('branch', '--quiet', '-D', 'linked');
  });
});

describe('a share of what is remembered', () => {
  it('is looked at again where the config says so, and the output tells', () => {
    change({ 'src/a.txt': 'audited\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    notes.take();
    project.write('.git/info/exclude', '.lattice-hooksrc.local.json\n');
    project.write('.lattice-hooksrc.local.json', '{ "audit": 1 }');
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    const { code, output } = project.tryCommitStaged();
    project.git('clean', '--quiet', '--force', '-x', '.lattice-hooksrc.local.json');

    expect(code).toBe(0);
    expect(output).toMatch(/each {2}1 file, audited.*\n(?:.*\n)*.*2 checks passed/);
    expect(notes.take().sort()).toEqual(['each src/a.txt', 'whole']);
  });
});

describe('a push', () => {
  it('of the same content again runs nothing', () => {
    change({ 'src/a.txt': 'pushed\n' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    notes.take();
    expect(project.tryPush()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['tests']);
    project.git('push', '--quiet', '--no-verify', '--force', 'origin', `${start}:main`);
    project.git('commit', '--quiet', '--no-verify', '--amend', '-m', 'the same files');
    expect(project.tryPush()).toMatchObject({ code: 0 });
    expect(project.tryPush(['origin', 'HEAD:refs/heads/copy'])).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
  });

  it('recalls in the private checkout what passed in the worktree', () => {
    change({ 'src/a.txt': 'both\n' });
    project.commit();
    expect(project.tryPush()).toMatchObject({ code: 0 });
    notes.take();
    project.git('push', '--quiet', '--no-verify', '--force', 'origin', `${start}:main`);
    project.write('untracked.txt', 'x\n');
    expect(project.tryPush()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
  });
});
