import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { NODE_CONFIG, NODE_FILES, type Notebook, openNotebook, UNTESTED } from '../support/samples.ts';

// A push is judged by what is pushed.

describe('the tests of a project with real Vitest', () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject(NODE_FILES, NODE_CONFIG);
    project.addOrigin();
  });
  afterAll(() => project.remove());

  it('run once, with coverage, and a push below the floor is refused with the lines it is short', () => {
    project.commit({ 'src/cart.ts': NODE_FILES['src/cart.ts'] + UNTESTED });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output).toMatch(/coverage\s+lines 33\.33% \(1\/3\) < 90%, 2 lines short/);
    expect(output).toMatch(/coverage\s+changed 0\.00% \(0\/2\) < 90%, 2 lines short/);
    expect(output).toContain('src/cart.ts:6-7');
    expect(output.match(/unit-tests/g)?.length).toBe(1);
  });

  it('pass with the lines covered, in a worktree that has other changes', () => {
    const test = NODE_FILES['test/cart.test.ts'].replace('import { total }', 'import { discounted, total }');
    project.commit({
      'test/cart.test.ts': `${test}\ntest("discounts", () => {\n  expect(discounted(100)).toBe(90);\n});\n`,
    });
    project.write('src/cart.ts', 'this is no TypeScript at all\n');
    const { code, output } = project.tryPush();
    expect(output).toMatch(/coverage\s+lines 100\.00%/);
    expect(code).toBe(0);
    expect(project.read('src/cart.ts')).toBe('this is no TypeScript at all\n');
    expect(project.git('worktree', 'list').split('\n')).toHaveLength(1);
    project.git('checkout', '--quiet', '--', '.');
  });

  it('that fail are refused with file and line', () => {
    project.commit({ 'test/cart.test.ts': NODE_FILES['test/cart.test.ts'].replace('toBe(3)', 'toBe(4)') });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output).toMatch(/test\/cart\.test\.ts:5/);
  });
});

describe('refs', () => {
  let project: Project;
  let notes: Notebook;
  let start: string;
  beforeAll(() => {
    project = makeProject({ 'state.txt': 'good\n' });
    notes = openNotebook(project);
    const [shell = '', flag = '', script = '', ...rest] = notes.command('test').slice(0, -1);
    // Notes what it sees, and refuses what is bad.
    const run = [
      shell,
      flag,
      `${script.replace('exit "$code"', '')} cat state.txt >> "$file"; grep -q good state.txt`,
      ...rest,
    ];
    const tiers = { thorough: { on: 'pre-push', tasks: { test: { run, cache: false } } } };
    project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }) });
    project.addOrigin();
    expect(project.lattice(['install'])).toMatchObject({ code: 0 });
    start = project.git('rev-parse', 'HEAD');
  });
  afterAll(() => project.remove());
  beforeEach(() => {
    project.git('checkout', '--quiet', '-B', 'main', start);
    notes.take();
  });

  function branch(name: string, state: string): void {
    project.git('checkout', '--quiet', '-B', name, start);
    project.commit({ 'state.txt': `${state} ${name}\n` });
    project.git('checkout', '--quiet', 'main');
  }

  it('that are not checked out are tested as they are', () => {
    branch('broken', 'bad');
    const { code, output } = project.tryPush(['origin', 'broken']);
    expect(code).not.toBe(0);
    expect(output).toContain('broken');
    expect(notes.take()).toEqual(['test', 'bad broken']);
  });

  it('are all looked at', () => {
    branch('one', 'good');
    branch('two', 'bad');
    expect(project.tryPush(['origin', 'one', 'two']).code).not.toBe(0);
    expect(notes.take().sort()).toEqual(['bad two', 'good one', 'test', 'test']);
  });

  it('that are deleted cost nothing', () => {
    branch('old', 'good');
    expect(project.tryPush(['origin', 'old'])).toMatchObject({ code: 0 });
    notes.take();
    expect(project.tryPush(['origin', '--delete', 'old'])).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
  });

  it('that are annotated tags are tested at their commit', () => {
    branch('tagged', 'bad');
    project.git('tag', '--annotate', '-m', 'x', 'v1', 'tagged');
    expect(project.tryPush(['origin', 'v1']).code).not.toBe(0);
    expect(notes.take()).toEqual(['test', 'bad tagged']);
  });

  it('are tested as committed when the worktree is dirty, and the worktree stays as it is', () => {
    branch('dirty', 'bad');
    project.git('checkout', '--quiet', 'dirty');
    project.write('state.txt', 'good only here\n');
    expect(project.tryPush(['origin', 'dirty']).code).not.toBe(0);
    expect(notes.take()).toEqual(['test', 'bad dirty']);
    expect(project.read('state.txt')).toBe('good only here\n');
    project.git('checkout', '--quiet', '--force', 'main');
  });

  it('that have no config pass, and that is said', () => {
    project.git('checkout', '--quiet', '--orphan', 'bare');
    project.git('rm', '--quiet', '--force', '.lattice-hooksrc.json');
    project.commit({ 'state.txt': 'bad\n' });
    const { code, output } = project.tryPush(['origin', 'bare']);
    expect(code).toBe(0);
    expect(output).toMatch(/no config/);
    expect(notes.take()).toEqual([]);
  });
});
