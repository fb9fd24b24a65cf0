import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// A skip that is used once, and what is remembered of every skip.

let project: Project;
let notes: Notebook;
let count = 0;

beforeAll(() => {
  project = makeProject({ 'src/a.txt': 'a\n' });
  notes = openNotebook(project);
  const tasks = {
    lint: { run: notes.command('lint', 1), files: 'src/**' },
    format: { run: notes.command('format'), files: 'src/**' },
  };
  const message = { subject: { run: notes.command('subject', 1) } };
  const slow = {
    'unit-tests': { run: notes.command('unit-tests', 1), files: 'src/**' },
    secrets: { run: notes.command('secrets'), files: 'src/**', required: true },
  };
  const tiers = {
    fast: { on: 'pre-commit', tasks },
    words: { on: 'commit-msg', tasks: message },
    thorough: { on: 'pre-push', tasks: slow },
    nightly: { tasks: { e2e: { run: 'true' } } },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
});
afterAll(() => project.remove());
beforeEach(() => {
  count += 1;
  project.write('src/a.txt', `change ${count}\n`);
  project.git('add', '--all');
  expect(project.lattice(['skip', '--clear'])).toMatchObject({ code: 0 });
  notes.take();
});

function ran(): readonly string[] {
  return notes
    .take()
    .map((line) => line.split(' ')[0] ?? '')
    .sort();
}

function skip(...args: readonly string[]): ReturnType<Project['lattice']> {
  return project.lattice(['skip', ...args]);
}

describe('skip', () => {
  it('lets the next commit go without a task, once', () => {
    const { code, output } = skip('lint', 'subject', '--reason', 'the linter is down');
    expect(code).toBe(0);
    expect(output.replace(/\s+/g, ' ')).toContain('goes without `lint`, `subject`, once: the linter is down;');
    const commit = project.tryCommitStaged();
    expect(commit.code).toBe(0);
    expect(commit.output).toContain('the linter is down');
    expect(ran()).toEqual(['format']);
    project.write('src/a.txt', `another ${count}\n`);
    expect(project.tryCommit()).toMatchObject({ code: 1 });
    expect(ran()).toEqual(['format', 'lint']);
  });

  it('without names is about everything, and used up by one commit with all of its hooks', () => {
    expect(skip('--reason', 'on fire')).toMatchObject({ code: 0 });
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    expect(ran()).toEqual([]);
    project.write('src/a.txt', `another ${count}\n`);
    expect(project.tryCommit()).toMatchObject({ code: 1 });
  });

  it('stands for another try when the commit is not made', () => {
    skip('lint', '--reason', 'on fire');
    expect(project.tryCommitStaged()).toMatchObject({ code: 1, output: expect.stringContaining('subject') });
    skip('subject', '--reason', 'on fire');
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
  });

  it('ends by its time', () => {
    skip('lint', 'subject', '--reason', 'on fire', '--for', '1ms');
    expect(project.tryCommitStaged()).toMatchObject({ code: 1 });
  });

  it('of a push task waits for a push', () => {
    skip('unit-tests', '--reason', 'no network');
    project.git('commit', '-q', '--no-verify', '-m', 'x');
    expect(ran()).toEqual([]);
    project.addOrigin();
    skip('lint', 'format', '--reason', 'also');
    project.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'x');
    project.write('src/a.txt', `pushed ${count}\n`);
    project.git('commit', '-q', '--no-verify', '--all', '-m', 'x');
    const push = project.tryPush();
    expect(push.output).toContain('no network');
    expect(push.code).toBe(0);
    expect(ran()).toEqual(['secrets']);
  });

  it('that is wrong is an error of usage, and skips nothing', () => {
    const wrong: readonly (readonly [args: readonly string[], message: string])[] = [
      [['lnit', '--reason', 'x'], 'did you mean `lint`?'],
      [['secrets', '--reason', 'x'], '`secrets` is required'],
      [['e2e', '--reason', 'x'], 'runs at no commit and at no push'],
      [['lint'], 'nothing says why'],
      [['lint', '--reason', ' '], 'nothing says why'],
      [['lint', '--reason', 'x', '--for', 'ever'], '--for ever is no time'],
      [['lint', '--clear'], 'stands alone'],
    ];
    for (const [args, message] of wrong)
      expect(skip(...args)).toMatchObject({ code: 2, output: expect.stringContaining(message) });
    expect(project.tryCommitStaged()).toMatchObject({ code: 1 });
  });
});

describe('log', () => {
  it('lists runs, skips and what was committed unchecked', () => {
    const why = { LATTICE_HOOKS_SKIP: 'lint,subject', LATTICE_HOOKS_REASON: 'a "good" reason' };
    project.tryCommitStaged('skipped', { env: why });
    project.write('src/a.txt', `sneaked ${count}\n`);
    // Later than any run, however slow the machine is: the reflog goes by this.
    const later = { GIT_COMMITTER_DATE: new Date(Date.now() + 3_600_000).toISOString() };
    project.start(['git', 'commit', '-q', '--no-verify', '--all', '-m', 'sneaked in'], { env: later });
    const { code, stdout } = project.lattice(['log', '--skips', '-n', '3']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/unchecked: [0-9a-f]{7} sneaked in/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('fast: 1 check, without `lint` (env: a "good" reason)');
    const [first, second] = JSON.parse(project.lattice(['log', '--report', 'json']).stdout).entries;
    expect(first).toMatchObject({ type: 'unchecked', what: 'commit', subject: 'sneaked in' });
    expect(second).toMatchObject({ type: 'run', trigger: 'commit-msg' });
  });
});
