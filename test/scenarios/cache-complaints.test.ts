import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkPackages, makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// What people complain of in caches of Turborepo, Nx, moon, ESLint, Prettier and Gradle, each with its test. Elsewhere stand:
// growth without bounds (`stores/local`), damage and many processes at once (`stores/damage`, `scenarios/odd-stores`),
// another platform (`core/fingerprint`), outputs that are wrong after a hit (`scenarios/outputs`), rules that look at more
// than one file (`scenarios/reach`), another Node (`engine/memory`), bytes on disk that no checkout has
// (`run/unlike-checkout`), a linked worktree that finds the passes of the first (`scenarios/remembered`), and a miss
// that nobody can explain (`scenarios/explain`).

/** Notes that it was started, then does what the rest of the words say in `sh`. */
const NOTED = 'echo "$1" >> "$0"; shift;';

let project: Project;
let notes: Notebook;
let start: string;

beforeAll(() => {
  project = makeProject({
    'src/a.txt': 'a\n',
    'src/b.txt': 'b\n',
    'doc/a.txt': 'tidy\n',
    '.gitignore': 'node_modules\n*.ignored\n',
  });
  notes = openNotebook(project);
  const noted = (name: string, script: string, ...more: readonly string[]) =>
    ['sh', '-c', `${NOTED} ${script}`, path.join(project.folder, 'notes.log'), name, ...more] as const;
  const tasks = {
    variables: {
      run: noted('variables', '[ "$DECLARED" != bad ] && [ -z "$SECRET" ]'),
      files: 'src/**',
      env: ['DECLARED'],
    },
    rules: {
      run: noted('rules', '! cat own.ignored rules/deep/own.ignored 2>/dev/null | grep -q strict'),
      files: 'src/**',
      inputs: ['own.ignored', 'rules/**'],
    },
    tool: { run: ['lint', '{files}'], files: 'src/**', scope: 'file' },
    tidy: {
      run: noted('tidy', '! grep -l untidy "$@"', '{files}'),
      fix: noted('tidied', 'sed -i s/untidy/tidy/ "$@"', '{files}'),
      files: 'doc/**',
      scope: 'file',
    },
    // Another program writes to a file that it reads, when it is told to.
    reading: {
      run: noted('reading', `if [ -e "${project.folder}/meddle" ]; then echo x >> src/b.txt; fi`),
      files: 'src/**',
    },
    test: { run: noted('test', `[ ! -e "${project.folder}/broken" ]`), files: 'src/**' },
    ends: { run: noted('ends', '! grep -l "$(printf "\\r")" "$@"', '{files}'), files: 'src/**', scope: 'file' },
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks } } }) });
  installTool('1.0.0', 'plugin 1');
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  for (const name of ['meddle', 'broken']) rmSync(path.join(project.folder, name), { force: true });
  for (const name of ['own.ignored', 'rules']) rmSync(path.join(project.root, name), { recursive: true, force: true });
  project.start(['git', 'config', '--unset', 'core.autocrlf']);
  project.git('reset', '--quiet', '--hard', start);
  installTool('1.0.0', 'plugin 1');
  notes.take();
});

/** A linter with the version in its package alone, and npm's own list of what is installed beside it. */
function installTool(version: string, plugin: string): void {
  const folder = 'node_modules/linter';
  project.write(`${folder}/lint.sh`, `#!/bin/sh\necho tool >> '${project.folder}/notes.log'\n`, 0o755);
  project.write(`${folder}/package.json`, JSON.stringify({ name: 'linter', version }));
  project.write('node_modules/.package-lock.json', plugin);
  rmSync(path.join(project.root, 'node_modules/.bin/lint'), { force: true });
  project.write('node_modules/.bin/lint', `#!/bin/sh\n# ${version}\nexec "${project.root}/${folder}/lint.sh"\n`, 0o755);
}

let number = 0;
/** Commits a text that nobody has seen before, hooks and all, and forgets who was started for it. */
function commitNew(): void {
  number += 1;
  project.write('src/a.txt', `text ${number}\n`);
  expect(project.tryCommit()).toMatchObject({ code: 0 });
  notes.take();
}

/** Commits what was committed last once more, and returns how that ended and who was started. */
function commitAgain(env: Readonly<Record<string, string>> = {}) {
  project.git('reset', '--quiet', '--soft', 'HEAD~');
  const { code } = project.tryCommitStaged('again', { env });
  return { code, ran: notes.take() };
}

const remembered = { code: 0, ran: [] };

describe('What people complain of', () => {
  it('an undeclared environment variable cannot make a pass stale, and a declared one is part of the key', () => {
    number += 1;
    project.write('src/a.txt', `text ${number}\n`);
    expect(project.tryCommit('seen by nobody', { env: { SECRET: 'x' } })).toMatchObject({ code: 0 });
    notes.take();
    expect(commitAgain()).toEqual(remembered);
    expect(commitAgain({ SECRET: 'another' })).toEqual(remembered);
    expect(commitAgain({ DECLARED: 'bad' })).toEqual({ code: 1, ran: ['variables'] });
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
  });

  it.each(['own.ignored', 'rules/deep/own.ignored'])(
    'the ignored input %s is part of the key once it appears',
    (file) => {
      commitNew();
      project.write(file, 'lax\n');
      expect(commitAgain()).toEqual({ code: 0, ran: ['rules'] });
      project.write(file, 'strict\n');
      expect(commitAgain()).toEqual({ code: 1, ran: ['rules'] });
    },
  );

  it('an untracked file that is no input leaves what is remembered alone', () => {
    commitNew();
    project.write('src/later.md', 'a thought\n');
    project.write('lib/own.txt', 'strict\n');
    expect(commitAgain()).toEqual(remembered);
    for (const name of ['src/later.md', 'lib']) rmSync(path.join(project.root, name), { recursive: true });
  });

  it.each([
    ['tool', () => installTool('1.0.1', 'plugin 1'), ['tool']],
    ['plugin', () => installTool('1.0.0', 'plugin 2'), ['ends', 'reading', 'rules', 'test', 'tool', 'variables']],
  ])('an upgraded %s is looked at again, and what it was before is remembered', (_what, upgrade, expected) => {
    commitNew();
    upgrade();
    const { code, ran } = commitAgain();
    expect({ code, ran: ran.sort() }).toEqual({ code: 0, ran: expected });
    installTool('1.0.0', 'plugin 1');
    expect(commitAgain()).toEqual(remembered);
  });

  it("a formatter's hit never leaves a file unformatted", () => {
    for (const ran of [['tidied'], []]) {
      project.git('reset', '--quiet', '--hard', start);
      notes.take();
      project.write('doc/a.txt', 'untidy again\n');
      expect(project.tryCommit()).toMatchObject({ code: 0 });
      expect(notes.take()).toEqual(ran);
      expect(project.git('show', 'HEAD:doc/a.txt')).toBe('tidy again');
      expect(project.read('doc/a.txt')).toBe('tidy again\n');
    }
    project.write('doc/a.txt', 'untidy again\n');
    expect(project.lattice(['run', 'fast', '--only', 'tidy'])).toMatchObject({ code: 1 });
  });

  it('a file edited while the task runs is not remembered under the old key', () => {
    number += 1;
    project.write('src/a.txt', `text ${number}\n`);
    writeFileSync(path.join(project.folder, 'meddle'), '');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.read('src/b.txt')).toBe('b\nx\n');
    rmSync(path.join(project.folder, 'meddle'));
    notes.take();
    expect(commitAgain().ran).toContain('reading');
    expect(commitAgain()).toEqual(remembered);
  });

  it("passes survive a fresh clone's times, and its place", () => {
    commitNew();
    expect(project.lattice(['run', 'fast', '--all'])).toMatchObject({ code: 0 });
    notes.take();
    const clone = path.join(project.folder, 'clone');
    project.gitIn(project.folder, ['clone', '--quiet', project.root, clone]);
    cpSync(path.join(project.root, '.git/lattice-hooks'), path.join(clone, '.git/lattice-hooks'), { recursive: true });
    cpSync(path.join(project.root, 'node_modules'), path.join(clone, 'node_modules'), { recursive: true });
    for (const file of readdirSync(path.join(clone, 'src'))) utimesSync(path.join(clone, 'src', file), 1, 1);
    expect(project.lattice(['run', 'fast', '--all'], { cwd: clone })).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
  });

  it('line endings by a checkout filter are part of the key', () => {
    commitNew();
    project.git('config', 'core.autocrlf', 'true');
    for (const file of ['src/a.txt', 'src/b.txt']) project.write(file, project.read(file).replaceAll('\n', '\r\n'));
    expect(commitAgain()).toMatchObject({ code: 1, ran: expect.arrayContaining(['ends']) });
  });

  it('a failed test is never recalled, neither as failed nor as passed', () => {
    number += 1;
    writeFileSync(path.join(project.folder, 'broken'), '');
    project.write('src/a.txt', `text ${number}\n`);
    for (const _time of [1, 2]) {
      expect(project.tryCommit()).toMatchObject({ code: 1 });
      expect(notes.take()).toContain('test');
    }
    rmSync(path.join(project.folder, 'broken'));
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['test']);
  });

  it('worktrees share passes that are about the same bytes, and no others', () => {
    commitNew();
    const other = path.join(project.folder, 'linked');
    project.git('worktree', 'add', '--quiet', '--detach', other, 'HEAD~');
    linkPackages(path.join(project.root, 'node_modules'), path.join(other, 'node_modules'));
    writeFileSync(path.join(other, 'src/a.txt'), readFileSync(path.join(project.root, 'src/a.txt')));
    const commit = () => project.start(['git', 'commit', '-q', '-a', '-m', 'there'], { cwd: other });
    expect(commit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
    // Another tool of its own, which would be found first.
    project.gitIn(other, ['reset', '--quiet', '--soft', 'HEAD~']);
    const bin = path.join(other, 'node_modules/.bin');
    rmSync(bin, { recursive: true });
    cpSync(path.join(project.root, 'node_modules/.bin'), bin, { recursive: true });
    writeFileSync(path.join(bin, 'lint'), `#!/bin/sh\necho another >> '${project.folder}/notes.log'\n`);
    chmodSync(path.join(bin, 'lint'), 0o755);
    expect(commit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['another']);
    project.git('worktree', 'remove', '--force', other);
  });

  it('what was run by hand is not run again by the hook', () => {
    number += 1;
    project.write('src/a.txt', `text ${number}\n`);
    expect(project.lattice(['run', 'fast'])).toMatchObject({ code: 0 });
    notes.take();
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['git rm', () => project.git('rm', '--quiet', 'src/b.txt')],
    ['git add', () => project.write('src/c.txt', 'new\n')],
    ['a change of permissions', () => chmodSync(path.join(project.root, 'src/b.txt'), 0o755)],
  ])('a tree that was never checked is not signed off: after %s', (_what, change) => {
    commitNew();
    change();
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(expect.arrayContaining(['reading', 'test', 'variables']));
  });
});
