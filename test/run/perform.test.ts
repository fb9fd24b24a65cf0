import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { onCommit } from '../../src/run/pushes/commit-scene.ts';
import type { RunRequest } from '../../src/run/request.ts';
import type { Scene } from '../../src/run/scene.ts';
import stores from '../../src/stores/local.ts';
import { makeRequest, makeRunLab, type RunLab } from '../support/run-lab.ts';

const STAGED = { type: 'staged' } as const;
const WORKTREE = { type: 'worktree' } as const;
const node = (...code: readonly string[]) => [process.execPath, '-e', code.join('\n')];
/** Fails unless `a.txt` holds this. */
const wants = (text: string) =>
  node(`process.exit(fs.readFileSync('a.txt', 'utf8') === ${JSON.stringify(text)} ? 0 : 1)`);
/** Makes every file it is given end in `!`. */
const EXCLAIM = [
  ...node("for (const f of process.argv.slice(1)) fs.writeFileSync(f, fs.readFileSync(f, 'utf8').trimEnd() + '!\\n')"),
  '{files}',
];

describe('perform', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'a.txt': 'begin\n' });
  });
  afterEach(() => lab.repository.remove());

  const configure = (tasks: unknown, more: object = {}) =>
    lab.configure({ fast: { on: ['pre-commit', 'pre-push'], tasks, ...more } });
  const stage = (text: string, file = 'a.txt') => {
    lab.repository.write(file, text);
    lab.repository.git('add', file);
  };
  const atCommit = (more: Partial<RunRequest> = {}) =>
    lab.run({ ...hookRequest('pre-commit', []), ...more, selection: STAGED });
  const byHand = (more: Partial<RunRequest> = {}) => lab.run(makeRequest('fast', WORKTREE, more));
  const statuses = ({ checks }: RunRecord) =>
    checks.map(({ task, status, cached }) => `${task} ${status}${cached ? ' (remembered)' : ''}`);
  const onTip = async (commit = lab.repository.git('rev-parse', 'HEAD')) =>
    onCommit(await lab.judge(), { commit, bases: [], branches: [] }, async (scene) => {
      const request = hookRequest('pre-push', ['origin', 'url']);
      return lab.perform(await lab.ready(scene, request), request);
    });

  it('judges what is staged, while an edit of it is hidden', async () => {
    configure({ check: { run: wants('staged\n') } });
    stage('staged\n');
    lab.repository.write('a.txt', 'edited\n');
    const record = await atCommit();

    expect(record).toMatchObject({
      accepted: true,
      trigger: 'pre-commit',
      tree: lab.repository.git('write-tree'),
      selection: ['--staged'],
    });
    expect(lab.repository.read('a.txt')).toBe('edited\n');
  });

  it('remembers and proves nothing where what is installed may import the worktree', async () => {
    configure({ check: { run: wants('staged\n') } });
    lab.repository.commit({ 'a.txt': 'staged\n' });
    const request = hookRequest('pre-commit', []);
    const judge = async (more: Partial<Scene>) => {
      const scene = await lab.scene({ type: 'all' });
      return lab.perform(await lab.ready({ ...scene, ...more }, request), request);
    };

    for (const _ of ['once', 'again'])
      expect(statuses(await judge({ importsWorktree: true }))).toEqual(['check passed']);
    expect(existsSync(path.join(lab.repository.root, '.git/lattice-hooks/proofs'))).toBe(false);
    await judge({});
    expect(statuses(await judge({}))).toEqual(['check passed (remembered)']);
    expect(existsSync(path.join(lab.repository.root, '.git/lattice-hooks/proofs'))).toBe(true);
  });

  it('judges what is on disk when it is run by hand', async () => {
    configure({ check: { run: wants('edited\n') } });
    stage('staged\n');
    lab.repository.write('a.txt', 'edited\n');

    expect(await byHand()).toMatchObject({ accepted: true, trigger: 'manual', selection: [] });
  });

  it.each([
    ['at a commit', atCommit],
    ['by hand', byHand],
  ])('remembers nothing %s that read a private edit which git was told not to see', async (_, make) => {
    configure({ check: { run: wants('private\n') }, other: { run: node(''), files: '*.json' } });
    lab.repository.git('update-index', '--skip-worktree', 'a.txt');
    lab.repository.write('a.txt', 'private\n');
    stage('b\n', 'b.txt');
    stage('{}', 'b.json');
    const record = await make();

    expect(statuses(record)).toEqual(['check passed', 'other passed']);
    expect(record.notes).toEqual([expect.stringMatching(/^flagged .*`check`.*: a\.txt$/)]);
    expect(statuses(await make())).toEqual(['check passed', 'other passed (remembered)']);
    lab.repository.git('update-index', '--no-skip-worktree', 'a.txt');
    lab.repository.git('checkout', '--', 'a.txt');
    expect(statuses(await make())).toEqual(['check failed', 'other passed (remembered)']);
  });

  it('stages what a fixer made of a commit, and brings the edit beside it back', async () => {
    configure({ format: { fix: EXCLAIM, files: '*.txt', scope: 'file' } });
    stage('staged\n');
    stage('other\n', 'b.txt');
    lab.repository.write('b.txt', 'other\nedited\n');
    const record = await atCommit();

    expect(record.accepted).toBe(false);
    expect(record.refusals).toEqual([expect.stringMatching(/^b\.txt: the fix and your unstaged edit/)]);
    lab.repository.write('b.txt', 'other\n');
    expect((await atCommit()).accepted).toBe(true);
    expect(lab.repository.git('show', ':a.txt')).toBe('staged!');
    expect(lab.repository.git('status', '--porcelain').split('\n')).toEqual(['M  a.txt', 'A  b.txt']);
  });

  it('remembers what passed, and runs it no second time', async () => {
    configure({ check: { run: wants('one\n') } });
    stage('one\n');

    expect(statuses(await atCommit())).toEqual(['check passed']);
    expect(statuses(await atCommit())).toEqual(['check passed (remembered)']);
    expect(statuses(await atCommit({ useCache: false }))).toEqual(['check passed']);
  });

  describe('a content that was fixed before', () => {
    /** Makes every file it is given end in `!`, and notes that it was started. */
    const NOTING = [...EXCLAIM.slice(0, 2), `fs.appendFileSync('../starts', 'x'); ${EXCLAIM[2]}`, '{files}'];
    const starts = () => {
      const file = path.join(lab.repository.folder, 'starts');
      return existsSync(file) ? readFileSync(file, 'utf8').length : 0;
    };
    beforeEach(async () => {
      configure({ format: { fix: NOTING, files: '*.txt', scope: 'file' } });
      stage('one\n');
      expect((await atCommit()).accepted).toBe(true);
      expect(starts()).toBe(1);
      stage('one\n');
    });

    it('is fixed again at a commit without the fixer, and staged', async () => {
      const record = await atCommit();

      expect(record.checks[0]).toMatchObject({ status: 'passed', cached: true, filesRun: 0, rewrote: ['a.txt'] });
      expect(record.tree).toBe(lab.repository.git('write-tree'));
      expect(lab.repository.git('show', ':a.txt')).toBe('one!');
      expect(lab.repository.git('status', '--porcelain')).toBe('M  a.txt');
      expect(starts()).toBe(1);
    });

    it('is fixed again by hand, where that is wished', async () => {
      expect((await byHand({ fixing: true })).checks[0]).toMatchObject({ cached: true, rewrote: ['a.txt'] });
      expect(lab.repository.read('a.txt')).toBe('one!\n');
      expect(lab.repository.git('show', ':a.txt')).toBe('one');
      expect(starts()).toBe(1);
    });

    it('keeps its fix out of an unstaged edit beside it, which comes back', async () => {
      stage('one\ntwo\n\n\n\nsix\n');
      await atCommit();
      stage('one\ntwo\n\n\n\nsix\n');
      lab.repository.write('a.txt', 'edited\none\ntwo\n\n\n\nsix\n');
      expect((await atCommit()).checks[0]).toMatchObject({ cached: true, rewrote: ['a.txt'] });

      expect(lab.repository.git('show', ':a.txt')).toBe('one\ntwo\n\n\n\nsix!');
      expect(lab.repository.read('a.txt')).toBe('edited\none\ntwo\n\n\n\nsix!\n');
      expect(starts()).toBe(2);
    });

    it('is as it was before where something else refuses', async () => {
      configure({
        format: { fix: NOTING, files: '*.txt', scope: 'file' },
        bad: { run: node('process.exit(1)') },
      });
      lab.repository.commit({ 'a.txt': 'begin\n' });
      stage('one\n');
      const record = await atCommit();

      expect(record.accepted).toBe(false);
      expect(record.checks[0]).toMatchObject({ cached: true, rewrote: ['a.txt'] });
      expect(lab.repository.read('a.txt')).toBe('one\n');
      expect(lab.repository.git('show', ':a.txt')).toBe('one');
      expect(starts()).toBe(1);
    });

    it('goes to the fixer again when git has thrown its fix away', async () => {
      lab.repository.git('prune', '--expire=now');
      expect((await atCommit()).checks[0]).toMatchObject({ cached: false, filesRun: 1, rewrote: ['a.txt'] });
      expect(starts()).toBe(2);
    });

    it('goes to the fixer again where nothing is to be remembered', async () => {
      expect((await atCommit({ useCache: false })).checks[0]).toMatchObject({ cached: false, rewrote: ['a.txt'] });
      expect(starts()).toBe(2);
    });
  });

  it('remembers nothing that failed', async () => {
    configure({ check: { run: wants('two\n') } });
    stage('one\n');

    expect(statuses(await atCommit())).toEqual(['check failed']);
    expect(statuses(await atCommit())).toEqual(['check failed']);
  });

  it('puts back what only a fixing command could look at, and refuses it', async () => {
    configure({ format: { fix: EXCLAIM, files: '*.txt' } });
    lab.repository.write('a.txt', 'edited\n');
    const record = await byHand();

    expect(statuses(record)).toEqual(['format failed']);
    expect(lab.repository.read('a.txt')).toBe('edited\n');
    expect(readdirSync(lab.world.temporary)).toEqual([]);
  });

  it('keeps what a fixer made by hand', async () => {
    configure({ format: { fix: EXCLAIM, files: '*.txt' } });
    lab.repository.write('a.txt', 'edited\n');

    expect((await byHand({ fixing: true })).checks[0]).toMatchObject({ status: 'passed', rewrote: ['a.txt'] });
    expect(lab.repository.read('a.txt')).toBe('edited!\n');
    expect(lab.repository.git('diff', '--cached', '--name-only')).toBe('');
  });

  it('stops at the first failure where that is asked for', async () => {
    configure({ bad: { run: node('process.exit(1)') }, slow: { run: node('setTimeout(() => {}, 60_000)') } });
    stage('one\n');

    expect(statuses(await atCommit({ failFast: true }))).toEqual(['bad failed', 'slow cancelled']);
  });

  it('puts everything back when it is interrupted, and is not accepted', async () => {
    configure({ slow: { run: node("fs.writeFileSync('started', '')", 'setTimeout(() => {}, 60_000)') } });
    stage('one\n');
    lab.repository.write('a.txt', 'edited\n');
    const watch = setInterval(() => {
      if (existsSync(path.join(lab.repository.root, 'started'))) lab.controller.abort();
    }, 20);
    const record = await atCommit().finally(() => clearInterval(watch));

    expect(record.accepted).toBe(false);
    expect(statuses(record)).toEqual(['slow cancelled']);
    expect(lab.repository.read('a.txt')).toBe('edited\n');
    expect(existsSync(path.join(lab.repository.root, '.git/lattice-hooks/journal'))).toBe(false);
  });

  it('judges gates with what the tasks measured', async () => {
    const report = "fs.writeFileSync('lcov.info', 'SF:a.ts\\nDA:1,1\\nDA:2,0\\nend_of_record\\n')";
    lab.repository.commit({ 'a.ts': 'one();\ntwo();\n', '.gitignore': 'lcov.info\n' });
    const tasks = { 'unit-tests': { run: node(report), coverage: 'lcov.info' } };
    configure(tasks, { gates: { coverage: { lines: 60 } } });
    stage('one\n');
    const record = await byHand();

    expect(statuses(record)).toEqual(['unit-tests passed']);
    expect(record).toMatchObject({ accepted: false, gates: [{ gate: 'coverage', status: 'failed' }] });
    expect(await byHand({ skips: [{ task: 'coverage', by: 'cli', reason: 'x' }] })).toMatchObject({
      accepted: true,
      gates: [{ gate: 'coverage', status: 'skipped' }],
      skips: [{ task: 'coverage', by: 'cli', reason: 'x' }],
    });
    expect((await byHand({ only: ['coverage'] })).checks).toEqual([]);
  });

  it('tells what happens, and the record last', async () => {
    configure({ check: { run: node('') } });
    stage('one\n');
    const record = await atCommit();

    expect(lab.events.map(({ type }) => type)).toEqual(['planned', 'started', 'finished', 'done']);
    expect(lab.events.at(-1)).toEqual({ type: 'done', record });
  });

  describe('of a pushed commit', () => {
    it('tests what is pushed, whatever the worktree holds', async () => {
      configure({ check: { run: wants('begin\n') } });
      const good = lab.repository.git('rev-parse', 'HEAD');
      const bad = lab.repository.commit({ 'a.txt': 'broken\n' });
      lab.repository.write('a.txt', 'begin\n');

      expect(statuses(await onTip(bad))).toEqual(['check failed']);
      lab.repository.write('a.txt', 'broken again\n');
      expect(statuses(await onTip(good))).toEqual(['check passed']);
      expect(lab.repository.read('a.txt')).toBe('broken again\n');
    });

    it('remembers what passed here for there, and the other way round', async () => {
      configure({ check: { run: wants('begin\n') } });
      expect(statuses(await onTip())).toEqual(['check passed']);
      lab.repository.write('dirty', 'x');
      expect(statuses(await onTip())).toEqual(['check passed (remembered)']);

      lab.repository.git('clean', '-q', '-f');
      const again = lab.repository.commit({ 'b.txt': 'x' });
      lab.repository.write('dirty', 'x');
      expect(statuses(await onTip(again))).toEqual(['check passed']);
      lab.repository.git('clean', '-q', '-f');
      expect(statuses(await onTip(again))).toEqual(['check passed (remembered)']);
    });

    it('lets tasks ask git, and tells them nothing of the hook', async () => {
      const ask = [
        "const git = (...a) => require('child_process').execFileSync('git', a, { encoding: 'utf8' }).trim();",
        'const local = Object.keys(process.env).filter((name) => /^GIT_(DIR|INDEX_FILE|WORK_TREE)$/.test(name));',
        "fs.writeFileSync('seen.json', JSON.stringify([git('rev-parse', 'HEAD'), git('rev-parse', '--show-toplevel') === process.cwd(), git('status', '--porcelain', '-uno'), local]));",
        "fs.copyFileSync('seen.json', process.env.HOME + '/seen.json');",
      ];
      configure({ check: { run: node(...ask), cache: false } });
      lab.repository.write('a.txt', 'edited\n');
      const home = lab.repository.folder;
      const env = {
        ...lab.world.env,
        HOME: home,
        GIT_INDEX_FILE: path.join(lab.repository.root, '.git/index'),
        GIT_DIR: path.join(lab.repository.root, '.git'),
      };
      const world = { ...lab.world, env };
      const { perform } = await import('../../src/run/perform.ts');
      const request = hookRequest('pre-push', ['origin', 'url']);
      const commit = lab.repository.git('rev-parse', 'HEAD');
      const record = await onCommit(
        { ...(await lab.judge()), world },
        { commit, bases: [], branches: [] },
        async (scene) =>
          perform(await lab.ready(scene, request), request, world, {
            tell: () => {},
            controller: lab.controller,
            stores,
          }),
      );

      expect(statuses(record)).toEqual(['check passed']);
      expect(JSON.parse(readFileSync(path.join(home, 'seen.json'), 'utf8'))).toEqual([commit, true, '', []]);
    });

    it('keeps the output of what failed in the git directory of the worktree', async () => {
      configure({ check: { run: node("console.error('long story'); process.exit(1)") } });
      lab.repository.write('a.txt', 'edited\n');
      const { checks } = await onTip();

      expect(checks[0]?.log).toMatch(/repository\/\.git\/lattice-hooks\/logs\//);
      expect(readFileSync(checks[0]?.log ?? '', 'utf8')).toContain('long story');
    });

    it('judges a measurement that was made in the worktree by its files, and not by where it was made', async () => {
      const record = (file: string, hits: number) =>
        `'SF:' + process.cwd() + '/${file}\\nDA:1,${hits}\\nend_of_record\\n'`;
      const report = `fs.writeFileSync('lcov.info', ${record('lib/a.ts', 1)} + ${record('a.ts', 0)})`;
      lab.repository.commit({ 'a.ts': 'one();\n', 'lib/a.ts': 'one();\n', '.gitignore': 'lcov.info\n' });
      const tasks = { 'unit-tests': { run: node(report), coverage: 'lcov.info' } };
      configure(tasks, { gates: { coverage: { lines: 50 } } });
      const files = ({ gates }: RunRecord) => gates.map((gate) => [gate.status, Object.keys(Object(gate['files']))]);

      expect(files(await onTip())).toEqual([['passed', ['a.ts', 'lib/a.ts']]]);
      lab.repository.write('dirty', 'x');
      const there = await onTip();
      expect(statuses(there)).toEqual(['unit-tests passed (remembered)']);
      expect(files(there)).toEqual([['passed', ['a.ts', 'lib/a.ts']]]);
    });
  });
});
