import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// What a push was accepted without is looked at by the next one that builds on it, whatever that brings.

let project: Project;
let notes: Notebook;
const SKIP = { LATTICE_HOOKS_SKIP: 'unit-tests,lint', LATTICE_HOOKS_REASON: 'no time' };

beforeAll(() => {
  project = makeProject({ 'src/a.txt': 'good\n', 'docs/a.txt': '\n' });
  notes = openNotebook(project);
  const isGood = ['sh', '-c', 'grep -q good src/a.txt'];
  const tiers = {
    fast: { on: 'pre-commit', tasks: { lint: { run: notes.command('lint'), files: 'src/**', scope: 'file' } } },
    thorough: {
      on: 'pre-push',
      tasks: {
        'unit-tests': { run: isGood, files: 'src/**' },
        docs: { run: notes.command('docs'), files: 'docs/**' },
      },
    },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  project.addOrigin();
});
afterAll(() => project.remove());
beforeEach(() => void notes.take());

function commit(file: string, content: string): void {
  project.write(file, content);
  project.git('add', '--all');
  project.git('commit', '-q', '--no-verify', '-m', `change ${file}`);
}

it('makes up for it at the next push, says why, and goes on until it is made up for', () => {
  commit('src/a.txt', 'bad\n');
  expect(project.tryPush([], { env: SKIP })).toMatchObject({ code: 0, output: expect.stringContaining('no time') });
  commit('docs/a.txt', 'another\n');
  const refused = project.tryPush([]);
  expect(refused.code).not.toBe(0);
  expect(refused.output.replace(/\s+/g, ' ')).toContain('accepted without');
  expect(refused.output).toContain('`unit-tests` (no time)');
  expect(notes.take()).toContain('lint src/a.txt');
  // The tree of the push before is no way around it.
  expect(project.tryPush(['origin', 'HEAD~1:refs/heads/other']).code).not.toBe(0);
  commit('docs/a.txt', 'skipped again\n');
  expect(project.tryPush([], { env: SKIP })).toMatchObject({ code: 0 });
  commit('docs/a.txt', 'a third\n');
  expect(project.tryPush([]).code).not.toBe(0);
  commit('src/a.txt', 'good again\n');
  expect(project.tryPush([])).toMatchObject({ code: 0, output: expect.stringContaining('accepted without') });
  commit('docs/a.txt', 'a fourth\n');
  notes.take();
  const quiet = project.tryPush([]);
  expect(quiet.code).toBe(0);
  expect(quiet.output).not.toContain('accepted without');
  expect(notes.take().join()).toContain('docs');
});

it('judges what a push brought without a gate, although the branch that it is compared with has it', () => {
  const judged = makeProject({ 'src/a.txt': 'one\n' });
  try {
    const run = [
      'sh',
      '-c',
      'printf "SF:src/a.txt\\nDA:1,1\\nDA:2,0\\nend_of_record\\n" > "$0"',
      '{scratch}/lcov.info',
    ];
    const tasks = { 'unit-tests': { run, coverage: '{scratch}/lcov.info' } };
    const tiers = { thorough: { on: 'pre-push', tasks, gates: { coverage: { changed: 90 } } } };
    judged.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }) });
    expect(judged.lattice(['install'])).toMatchObject({ code: 0 });
    judged.addOrigin();
    judged.commit({ 'src/a.txt': 'one\ntwo\n' });
    expect(judged.tryPush([], { env: { LATTICE_HOOKS_SKIP: 'coverage' } })).toMatchObject({ code: 0 });
    judged.commit({ 'docs.txt': 'of something else\n' });
    const refused = judged.tryPush([]);
    expect(refused.code).not.toBe(0);
    expect(refused.output.replace(/\s+/g, ' ')).toContain(
      'changed 0.00% (0/1) < 90%, 1 line short (since before the push',
    );
    judged.commit({ 'src/a.txt': 'one\n' });
    expect(judged.tryPush([])).toMatchObject({ code: 0 });
  } finally {
    judged.remove();
  }
});
