import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// Ways to leave something out, and what they leave behind.

let project: Project;
let notes: Notebook;
let count = 0;

beforeAll(() => {
  project = makeProject({ 'src/a.txt': 'a\n' });
  notes = openNotebook(project);
  const tasks = {
    lint: { run: notes.command('lint', 1), files: 'src/**' },
    format: { run: notes.command('format'), files: 'src/**' },
    secrets: { run: notes.command('secrets'), files: 'src/**', required: true },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks } } }) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
});
afterAll(() => project.remove());
beforeEach(() => {
  count += 1;
  project.write('src/a.txt', `change ${count}\n`);
  project.git('add', '--all');
  notes.take();
});

function ran(): readonly string[] {
  return notes
    .take()
    .map((line) => line.split(' ')[0] ?? '')
    .sort();
}

function lastRecord() {
  return JSON.parse(project.lattice(['report', '--report', 'json']).stdout);
}

describe('skipping', () => {
  it('without a wish runs everything and refuses', () => {
    expect(project.tryCommitStaged()).toMatchObject({ code: 1 });
    expect(ran()).toEqual(['format', 'lint', 'secrets']);
  });

  it('by LATTICE_HOOKS_SKIP leaves tasks out and keeps who and why', () => {
    const env = { LATTICE_HOOKS_SKIP: 'lint, format', LATTICE_HOOKS_REASON: 'the linter is down' };
    const { code, output } = project.tryCommitStaged('x', { env });
    expect(code).toBe(0);
    expect(output).toContain('the linter is down');
    expect(ran()).toEqual(['secrets']);
    expect(lastRecord().skips).toEqual([
      { task: 'lint', by: 'env', reason: 'the linter is down' },
      { task: 'format', by: 'env', reason: 'the linter is down' },
    ]);
  });

  it('by git -c leaves tasks out and keeps who and why', () => {
    const command = ['git', '-c', 'lattice.skip=lint', '-c', "lattice.reason=it's down", 'commit', '-q', '-m', 'x'];
    expect(project.start(command)).toMatchObject({ code: 0 });
    expect(ran()).toEqual(['format', 'secrets']);
    expect(lastRecord().skips).toEqual([{ task: 'lint', by: 'git-config', reason: "it's down" }]);
  });

  it('of a required task is refused aloud, and it runs', () => {
    const { code, output } = project.tryCommitStaged('x', { env: { LATTICE_HOOKS_SKIP: 'lint,secrets' } });
    expect(code).toBe(0);
    expect(output).toMatch(/secrets.*required/);
    expect(ran()).toEqual(['format', 'secrets']);
  });

  it('of an unknown name is told and skips nothing when it comes from the environment', () => {
    const { code, output } = project.tryCommitStaged('x', { env: { LATTICE_HOOKS_SKIP: 'lnit' } });
    expect(code).toBe(1);
    expect(output).toContain('lnit');
    expect(ran()).toEqual(['format', 'lint', 'secrets']);
  });

  it('of an unknown name is an error on the command line, with the nearest name', () => {
    const { code, output } = project.lattice(['run', 'fast', '--staged', '--skip', 'lnit']);
    expect(code).toBe(2);
    expect(output).toContain('did you mean `lint`?');
    expect(ran()).toEqual([]);
  });
});

describe('LATTICE_HOOKS=0', () => {
  it('turns hooks off for one command', () => {
    expect(project.tryCommitStaged('x', { env: { LATTICE_HOOKS: '0' } })).toMatchObject({ code: 0, output: '' });
    expect(ran()).toEqual([]);
  });
});

describe('uninstall', () => {
  it('removes the hooks, and install brings them back', () => {
    expect(project.lattice(['uninstall'])).toMatchObject({ code: 0 });
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    expect(ran()).toEqual([]);
    expect(project.lattice(['install'])).toMatchObject({ code: 0 });
    project.write('src/a.txt', 'and again\n');
    expect(project.tryCommit()).toMatchObject({ code: 1 });
  });
});
