import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { hookRequest } from '../../../src/run/hook-request.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import type { World } from '../../../src/run/world.ts';
import { KnownTrees } from '../../../src/system/kept/known-trees.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

// What a run leaves for the stub. Which of it the stub believes is tried with the stub itself.

/** Files of a test are as young as the test: this witness takes all of them for old. */
const LATE = 4_000_000_000_000;
const STAGED = { type: 'staged' } as const;

let lab: RunLab;
afterEach(() => lab.repository.remove());

function openLab(more: Partial<World> = {}, env: World['env'] = {}): void {
  lab = makeRunLab();
  const found = path.dirname(process.execPath);
  const world = { ...lab.world.env, PATH: `${found}:${lab.world.env['PATH'] ?? ''}`, ...env };
  Object.assign(lab.world, { look: new Witness(LATE), env: world, ...more });
}

async function runHook(task: object = {}, more: Partial<RunRequest> = {}) {
  const tasks = { check: { run: ['true'], files: '*.txt', ...task } };
  lab.configure({ fast: { on: ['pre-commit'], tasks } });
  stage('a\n');
  return commit(more);
}

function stage(text: string): void {
  lab.repository.write('a.txt', text);
  lab.repository.git('add', 'a.txt');
}

/** As workspaces do it. */
function linkPackage(folder: string): void {
  const link = path.join(lab.repository.root, 'node_modules/package');
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(path.join('../packages', folder), link);
}

function commit(more: Partial<RunRequest> = {}) {
  return lab.run({ ...hookRequest('pre-commit', []), ...more, selection: STAGED });
}

/** The guard that is in force, and the marks under it. */
function left() {
  const folder = path.join(lab.repository.root, '.git/lattice-hooks/known/pre-commit');
  const inForce = new KnownTrees(folder).inForce();
  const names = inForce === undefined ? [] : readdirSync(path.join(folder, inForce.id));
  return { guard: inForce?.guard, marks: names.filter((name) => /^[tw]_/.test(name)) };
}

describe('a run of the hook', () => {
  it('marks what was accepted: the tree on the one that it was compared with', async () => {
    openLab();
    const { tree, base } = await runHook();
    expect(left().marks).toEqual([`t_${tree}_${base}`]);
  });

  it('guards all that any task of the hook would be judged by, also one that nothing was about', async () => {
    openLab();
    for (const one of ['one', 'two']) lab.repository.write(`packages/${one}/index.js`, '');
    linkPackage('one');
    const other = { run: ['another-program', 'package', '{files}'], files: '*.md', env: ['STRICTNESS'] };
    lab.configure({ fast: { on: ['pre-commit'], tasks: { check: { run: ['true'], files: '*.txt' }, other } } });
    stage('a\n');
    await commit();
    const { paths = {}, variables } = left().guard ?? {};
    expect(Object.keys(paths).some((file) => file.endsWith('/another-program'))).toBe(true);
    expect(paths[path.join(lab.repository.root, '.lattice-hooksrc.json')]).toBeTypeOf('string');
    expect(paths[path.join(lab.repository.root, '.lattice-hooksrc.local.json')]).toBeNull();
    expect(variables).toMatchObject({ STRICTNESS: null, PATH: lab.world.env['PATH'] });
    expect(Object.values(left().guard?.places ?? {})).toContain(path.join(lab.repository.root, 'packages/one'));
    linkPackage('two');
    Object.assign(lab.world, { look: new Witness(LATE) });
    await commit();
    expect(Object.values(left().guard?.places ?? {})).toContain(path.join(lab.repository.root, 'packages/two'));
  });

  it.each<readonly [string, object]>([
    ['is never remembered', { cache: false }],
    ['only warns', { warn: true }],
    ['leaves something behind', { outputs: 'dist/**' }],
    ['has conditions', { when: { branches: ['**'] } }],
    ['reads what git tells the hook', { stdin: true }],
  ])('marks nothing beside a task that %s, also where that was about nothing', async (_, more) => {
    openLab();
    const check = { run: ['true'], files: '*.txt' };
    const other = { run: ['true'], files: '*.md', ...more };
    lab.configure({ fast: { on: ['pre-commit'], tasks: { check, other } } });
    stage('a\n');
    expect(await commit()).toMatchObject({ accepted: true });
    expect(left()).toEqual({ guard: undefined, marks: [] });
  });

  it.each([
    ['whose passes count for a time', { uses: 'npm-audit' }],
    ['that looks at commits', { uses: 'gitleaks', files: '*.md' }],
  ])('marks nothing beside a task %s', async (_, other) => {
    openLab();
    const tasks = { check: { run: ['true'], files: '*.txt' }, other };
    lab.configure({ fast: { on: ['pre-commit'], tasks } });
    stage('a\n');
    expect(await commit()).toMatchObject({ accepted: true });
    expect(left()).toEqual({ guard: undefined, marks: [] });
  });

  it('marks nothing that was refused', async () => {
    openLab();
    expect(await runHook({ run: ['false'] })).toMatchObject({ accepted: false });
    expect(left().guard).toBeUndefined();
  });

  it.each<readonly [string, Partial<RunRequest>]>([
    ['by hand', { byHook: false }],
    ['of a part of the tasks', { only: ['check'] }],
    ['without memory', { useCache: false }],
    ['with a skip', { skips: [{ task: 'check', by: 'cli', reason: 'x' }] }],
  ])('marks nothing %s', async (_, request) => {
    openLab();
    expect(await runHook({}, request)).toMatchObject({ accepted: true });
    expect(left().guard).toBeUndefined();
  });

  it('marks nothing where a share of what has passed is looked at again', async () => {
    openLab();
    lab.repository.write('.lattice-hooksrc.local.json', '{ "audit": 0.05 }');
    expect(await runHook()).toMatchObject({ accepted: true });
    expect(left().guard).toBeUndefined();
  });

  it('marks nothing in CI, where that is the rule, and guards elsewhere that it is none', async () => {
    openLab({}, { CI: 'true' });
    await runHook();
    expect(left().guard).toBeUndefined();
    lab.repository.remove();
    openLab();
    await runHook();
    expect(left().guard?.variables).toMatchObject({ CI: null });
  });

  it('marks nothing where a gate has something to be told, such as a finding that is ignored for a time', async () => {
    openLab();
    const report = [{ RuleID: 'key', Secret: 'x', File: 'a.txt', StartLine: 1 }];
    lab.repository.write('report.json', JSON.stringify(report));
    const tasks = { scan: { run: ['sh', '-c', 'cat report.json > "$0"', '{scratch}/a.json'], files: '*.txt' } };
    const ignore = [{ rule: 'gitleaks/key', reason: 'a test', until: '9999-12-31' }];
    lab.configure({ fast: { on: ['pre-commit'], tasks, gates: { findings: { input: '{scratch}/a.json', ignore } } } });
    stage('a\n');
    expect((await commit()).gates).toMatchObject([
      { status: 'passed', findings: [], summary: [{}, { status: 'note' }] },
    ]);
    await commit();
    expect(left().guard).toBeUndefined();
  });

  it('marks nothing where tests are chosen by a base, which no guard holds', async () => {
    const vitest = (options: object) => ({ run: undefined, uses: 'vitest', options: { coverage: false, ...options } });
    for (const affected of [false, true]) {
      openLab();
      lab.repository.commit({ '.gitignore': 'node_modules\n' }, 'ignore');
      lab.repository.write('node_modules/.bin/vitest', '#!/bin/sh\n', 0o755);
      expect(await runHook(vitest({ affected }))).toMatchObject({ checks: [{ status: 'passed' }] });
      expect(left().guard === undefined).toBe(affected);
      if (!affected) lab.repository.remove();
    }
  });

  it('marks nothing where there is something to be told', async () => {
    openLab({}, { LATTICE_HOOKS_SKIP: 'nothing-is-called-so', PATH: process.env['PATH'] });
    expect((await runHook()).notes).toHaveLength(1);
    expect(left().guard).toBeUndefined();
  });

  it.each<readonly [string, Partial<World>, World['env']]>([
    ['another Node runs than PATH leads to', { node: '/bin/sh' }, {}],
    ['PATH depends on where one stands', {}, { PATH: `.:${process.env['PATH'] ?? ''}` }],
    ['files are younger than a tick', { look: new Witness(0) }, {}],
  ])('marks nothing where %s', async (_, more, env) => {
    openLab(more, env);
    expect(await runHook()).toMatchObject({ accepted: true });
    expect(left().guard).toBeUndefined();
  });

  it('keeps the value of no variable that could be a secret', async () => {
    openLab({}, { MODE: 'ghp_1234' });
    expect(await runHook({ env: ['MODE'] })).toMatchObject({ accepted: true });
    expect(left().guard).toBeUndefined();
  });

  it('goes on under the guard that holds, and begins a new one where it does not', async () => {
    openLab();
    await runHook();
    const first = left();
    stage('b\n');
    // As git and editors do it: another file takes the place of the one before.
    rmSync(path.join(lab.repository.root, 'a.txt'));
    lab.repository.write('a.txt', 'b\n');
    Object.assign(lab.world, { look: new Witness(LATE) });
    await commit();
    expect(left().guard).toEqual(first.guard);
    expect(left().marks).toHaveLength(2);
    lab.repository.write('.lattice-hooksrc.local.json', JSON.stringify({ tiers: { fast: { budget: '9s' } } }));
    Object.assign(lab.world, { look: new Witness(LATE) });
    await commit();
    const second = left();
    expect(second.guard).not.toEqual(first.guard);
    expect(second.marks).toHaveLength(1);
    lab.repository.write('eslint.config.js', '');
    Object.assign(lab.world, { look: new Witness(LATE) });
    await commit();
    expect(left().guard?.listings).not.toEqual(second.guard?.listings);
    expect(left().marks).toHaveLength(1);
  });
});
