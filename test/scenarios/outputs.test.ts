import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkPackages, makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// A build leaves files, and a test needs them: both are remembered, and the files are there all the same.

/** Makes `dist/<name>.js` of each `src/<name>.txt`, and a report of coverage beside them. */
const BUILD = `echo build >> "$1"; mkdir -p dist; for file in src/*.txt; do name=\${file##*/}; cp "$file" "dist/\${name%.txt}.js"; done
printf 'SF:src/a.txt\\nDA:1,1\\nend_of_record\\n' > dist/lcov.info`;
const TEST = 'echo "test $(cat dist/*.js | tr -d "\\n")" >> "$1"';

let project: Project;
let notes: Notebook;
let start: string;

const at = (file: string, root = project.root) => path.join(root, file);
const dist = (root = project.root) => readdirSync(at('dist', root)).sort();
const removeDist = () => rmSync(at('dist'), { recursive: true, force: true });
const run = () => project.lattice(['run', 'fast', '--all']);
const sources = (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) project.write(`src/${name}.txt`, `${text}\n`);
};

beforeAll(() => {
  project = makeProject({ '.gitignore': 'node_modules\ndist\n', 'src/a.txt': 'a\n', 'test.txt': '1\n' });
  notes = openNotebook(project);
  const file = path.join(project.folder, 'notes.log');
  const build = {
    run: ['sh', '-c', BUILD, 'sh', file],
    files: 'src/**',
    outputs: 'dist/**',
    coverage: 'dist/lcov.info',
  };
  const test = { run: ['sh', '-c', TEST, 'sh', file], files: ['src/**', 'test.txt'], needs: ['build'] };
  const config = {
    tiers: {
      fast: { on: 'pre-commit', tasks: { build, test }, gates: { coverage: { lines: 50 } } },
      thorough: { on: 'pre-push', tasks: { build, again: { ...test, inputs: 'pushed.txt' } } },
    },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
  project.addOrigin();
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('reset', '--quiet', '--hard', start);
  project.git('push', '--quiet', '--no-verify', '--force', 'origin', 'main');
  rmSync(at('.git/lattice-hooks/store'), { recursive: true, force: true });
  rmSync(at('.git/lattice-hooks/outputs'), { recursive: true, force: true });
  removeDist();
  notes.take();
});

describe('a remembered build', () => {
  it('brings back what it left, at a commit as by hand, and its coverage', () => {
    sources({ a: 'one' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['build', 'test one']);
    removeDist();
    const { code, output } = run();
    expect([code, output]).toEqual([0, expect.stringContaining('2 checks remembered')]);
    expect(dist()).toEqual(['a.js', 'lcov.info']);
    removeDist();
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    expect(dist()).toEqual(['a.js', 'lcov.info']);
    expect(notes.take()).toEqual([]);
  });

  it('has brought it back when a task runs that needs it', () => {
    run();
    notes.take();
    removeDist();
    project.write('test.txt', '2\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['test a']);
  });

  it('takes away what another content left, and nothing of anybody else', () => {
    sources({ b: 'b' });
    expect(run()).toMatchObject({ code: 0 });
    removeDist();
    rmSync(at('src/b.txt'));
    expect(run()).toMatchObject({ code: 0 });
    notes.take();
    project.write('dist/mine.txt', 'mine\n');
    sources({ b: 'b' });
    run();
    expect(dist()).toEqual(['a.js', 'b.js', 'lcov.info', 'mine.txt']);
    rmSync(at('src/b.txt'));
    run();
    expect(dist()).toEqual(['a.js', 'lcov.info', 'mine.txt']);
    expect(project.read('dist/mine.txt')).toBe('mine\n');
    expect(notes.take()).toEqual([]);
  });

  it('runs again where what it left cannot come back', () => {
    run();
    notes.take();
    removeDist();
    project.write('../outside/a.js', 'outside\n');
    symlinkSync(path.join(project.folder, 'outside'), at('dist'));
    expect(project.lattice(['run', 'thorough', '--all', '--only', 'build'])).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['build']);
  });

  it('does nothing of it without a cache, in a dry run, and in a list', () => {
    run();
    notes.take();
    removeDist();
    expect(project.lattice(['run', 'fast', '--all', '--dry-run']).output).toMatch(/would recall +fast\/build/);
    project.lattice(['list']);
    expect(existsSync(at('dist'))).toBe(false);
    project.lattice(['run', 'fast', '--all', '--no-cache', '--only', 'test']);
    expect(notes.take()).toEqual([expect.stringMatching(/^test/)]);
    expect(existsSync(at('dist'))).toBe(false);
  });

  it('serves a linked worktree', () => {
    run();
    notes.take();
    const other = path.join(project.folder, 'linked');
    project.git('worktree', 'add', '--quiet', '--detach', other);
    linkPackages(at('node_modules'), at('node_modules', other));
    expect(project.lattice(['run', 'fast', '--all'], { cwd: other })).toMatchObject({ code: 0 });
    expect(dist(other)).toEqual(['a.js', 'lcov.info']);
    expect(notes.take()).toEqual([]);
    project.git('worktree', 'remove', '--force', other);
  });
});

describe('at a push', () => {
  it('they are there for what runs in the private checkout, and the worktree keeps its own', () => {
    sources({ a: 'pushed' });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    project.commit({ 'pushed.txt': 'x' });
    sources({ a: 'edited' });
    run();
    notes.take();
    expect(project.tryPush()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['test pushed']);
    expect(project.read('dist/a.js')).toBe('edited\n');
  });

  it('they come back in place, and never over those of another commit', () => {
    sources({ a: 'first' });
    project.commit({ 'pushed.txt': '1' });
    expect(project.tryPush()).toMatchObject({ code: 0 });
    project.git('push', '--quiet', '--no-verify', '--force', 'origin', `${start}:main`);
    notes.take();
    removeDist();
    expect(project.tryPush()).toMatchObject({ code: 0 });
    expect(dist()).toEqual(['a.js', 'lcov.info']);
    project.git('push', '--quiet', '--no-verify', '--force', 'origin', `${start}:main`);
    removeDist();
    sources({ a: 'second' });
    expect(project.tryPush()).toMatchObject({ code: 0 });
    expect(existsSync(at('dist'))).toBe(false);
    expect(notes.take()).toEqual([]);
  });
});
