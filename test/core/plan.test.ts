import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import type { Circumstances } from '../../src/core/conditions.ts';
import type { ChangeKind, FileEntry, FileMode, RepoPath, Snapshot } from '../../src/core/files.ts';
import { commandLinesOf, type PlanRequest, planRun, rewrites } from '../../src/core/plan.ts';
import type { Task, Tier } from '../../src/core/task.ts';
import { makeTask } from '../support/work-lab.ts';

const TREE = ['README.md', 'app/a.ts', 'app/b.ts', 'app/tsconfig.json', 'docs/guide.md', 'link.ts', 'module'];
const MODES: Readonly<Record<string, FileMode>> = { 'link.ts': '120000', module: '160000' };
const files = (...globs: readonly string[]): Partial<Task> => ({ files: compileGlobs(globs, []) });
const lint: Partial<Task> = { ...files('**/*.ts'), scope: 'file', check: [['lint', '{files}']] };
const types: Partial<Task> = { ...files('**/*.ts'), inputs: compileGlobs(['**/tsconfig.json'], []), check: [['tsc']] };

function snapshot(changed: Readonly<Record<RepoPath, ChangeKind>>, paths: readonly string[] = TREE): Snapshot {
  const entries = paths.map((path): [string, FileEntry] => [path, { mode: MODES[path] ?? '100644', id: 'a' }]);
  return { source: 'index', tree: new Map(entries), changed: new Map(Object.entries(changed)) };
}

function plan(task: Partial<Task>, changed: Readonly<Record<RepoPath, ChangeKind>>, more: Partial<PlanRequest> = {}) {
  const tier: Tier = { name: 'fast', root: '', nested: [], on: [], tasks: [makeTask(task)], gates: {} };
  const request = {
    tiers: [tier],
    snapshot: snapshot(changed),
    circumstances: CALM,
    fixing: false,
    skip: new Set<string>(),
    ...more,
  };
  const { checks, leftOut } = planRun(request);
  return checks[0] ?? leftOut[0]?.reason;
}

const CALM: Circumstances = { branches: ['main'], merging: false, rebasing: false };

describe('a task of file scope', () => {
  it('is about the changed files that match', () => {
    expect(plan(lint, { 'app/a.ts': 'modified', 'README.md': 'added' })).toMatchObject({
      files: ['app/a.ts'],
      dependsOn: ['app/a.ts'],
      writes: false,
    });
  });

  it.each<[string, Readonly<Record<RepoPath, ChangeKind>>]>([
    ['nothing that matches changed', { 'README.md': 'modified' }],
    ['what matches was deleted', { 'app/gone.ts': 'deleted' }],
    ['only its inputs changed', { 'app/tsconfig.json': 'modified' }],
    ['only links and submodules changed', { 'link.ts': 'added', module: 'modified' }],
  ])('is left out when %s', (_, changed) => {
    expect(plan({ ...lint, inputs: types.inputs ?? { include: [], exclude: [] } }, changed)).toBe('no-files');
  });
});

describe('a task whose kind mends', () => {
  const links: Partial<Task> = {
    ...files('**/*.md'),
    inputs: compileGlobs(['**'], []),
    readsSnapshot: true,
    mends: true,
  };

  it('writes to what changed, where a run may write', () => {
    const changed = { 'README.md': 'modified' } as const;
    expect(plan(links, changed, { fixing: true })).toMatchObject({ writes: true, files: ['README.md'] });
    expect(plan(links, changed)).toMatchObject({ writes: false });
    const { mends: _, ...checking } = links;
    expect(plan(checking, changed, { fixing: true })).toMatchObject({ writes: false });
  });

  it('writes nothing where none of its files changed', () => {
    const check = plan(links, { 'docs/gone.png': 'deleted' }, { fixing: true });
    expect(check).toMatchObject({ writes: false, files: ['README.md', 'docs/guide.md'] });
    expect(typeof check === 'object' && 'writes' in check && rewrites(check)).toBe(false);
  });
});

describe('a task of project scope', () => {
  const all = ['app/a.ts', 'app/b.ts', 'link.ts'];

  it.each<[string, Readonly<Record<RepoPath, ChangeKind>>, readonly string[]]>([
    ['a file of it changed', { 'app/a.ts': 'modified' }, ['app/a.ts']],
    ['a file of it was deleted', { 'app/gone.ts': 'deleted' }, ['app/a.ts', 'app/b.ts']],
    ['a file of it was renamed', { 'app/gone.ts': 'deleted', 'app/a.ts': 'added' }, ['app/a.ts']],
    ['an input changed alone', { 'app/tsconfig.json': 'modified' }, ['app/a.ts', 'app/b.ts']],
    ['an input was deleted', { 'tsconfig.json': 'deleted' }, ['app/a.ts', 'app/b.ts']],
    ['a link of it changed', { 'link.ts': 'modified' }, ['app/a.ts', 'app/b.ts']],
  ])('runs when %s', (_, changed, handed) => {
    expect(plan(types, changed)).toMatchObject({ files: handed, dependsOn: all });
  });

  it('is left out when nothing of it changed', () => {
    expect(plan(types, { 'README.md': 'modified' })).toBe('no-files');
    expect(plan(types, {})).toBe('no-files');
  });

  it('runs after the last of its files was deleted, unless its command wants files', () => {
    const gone = { snapshot: snapshot({ 'old.py': 'deleted' }) };
    const task = files('**/*.py');
    expect(plan({ ...task, check: [['test']] }, {}, gone)).toMatchObject({ files: [], dependsOn: [] });
    expect(plan({ ...task, check: [['test', '{files}']] }, {}, gone)).toBe('no-files');
  });
});

describe('a merge', () => {
  const sides = (...some: readonly (readonly RepoPath[])[]) => ({
    snapshot: { ...snapshot({}), sides: some.map((paths) => new Set(paths)) },
  });

  it('is news for a task of which each side brought something along', () => {
    expect(plan(types, {}, sides(['app/a.ts', 'README.md'], ['app/b.ts']))).toMatchObject({
      files: ['app/a.ts', 'app/b.ts'],
    });
    expect(plan(types, {}, sides(['app/tsconfig.json'], ['app/b.ts']))).toHaveProperty('files');
  });

  it('is none for a task that one side had all of', () => {
    expect(plan(types, {}, sides(['app/a.ts'], ['README.md']))).toBe('no-files');
    expect(plan(types, {}, sides([], []))).toBe('no-files');
  });

  it('hands no file over that a side brought along', () => {
    const both = sides(['app/a.ts'], ['app/b.ts']);
    expect(plan(lint, {}, both)).toBe('no-files');
    expect(plan({ ...lint, scope: 'project' }, {}, both)).toBe('no-files');
  });
});

describe('a task that is compared with something of its own', () => {
  const compared = { changed: new Map([['app/b.ts', 'modified'] as const]), before: new Map() };
  const own = { comparedFor: ({ name }: Task) => (name === 'lint' ? compared : undefined) };

  it('is about what differs from that', () => {
    expect(plan(lint, { 'app/a.ts': 'modified' }, own)).toMatchObject({ files: ['app/b.ts'], compared });
    expect(plan(lint, {}, own)).toMatchObject({ files: ['app/b.ts'] });
  });

  it('leaves others with what the snapshot is about', () => {
    const check = plan({ ...types, name: 'types' }, { 'app/a.ts': 'modified' }, own);
    expect(check).toMatchObject({ files: ['app/a.ts'] });
    expect(check).not.toHaveProperty('compared');
    expect(plan({ ...types, name: 'types' }, {}, own)).toBe('no-files');
  });
});

describe('a task that is about the hook’s arguments', () => {
  it.each(['file', 'project'] as const)('runs though nothing changed, in %s scope', (scope) => {
    expect(plan({ usesArguments: true, scope, check: [['words', '{message}']] }, {})).toMatchObject({ writes: false });
  });
});

describe('a config below the root', () => {
  const tier = (root: string, nested: readonly string[]): Tier => ({
    name: 'fast',
    root,
    nested,
    on: [],
    tasks: [makeTask({ ...types, root, ...files('*.ts', 'docs/**') })],
    gates: {},
  });
  const planOf = (one: Tier, changed: Readonly<Record<RepoPath, ChangeKind>>) =>
    planRun({ tiers: [one], snapshot: snapshot(changed), circumstances: CALM, fixing: false, skip: new Set() });

  it('governs the files of its folder, with globs that begin there', () => {
    const { checks } = planOf(tier('app', []), { 'app/a.ts': 'modified', 'link.ts': 'modified' });
    expect(checks).toMatchObject([{ files: ['app/a.ts'], dependsOn: ['app/a.ts', 'app/b.ts'] }]);
  });

  it('is not started by what lies elsewhere', () => {
    expect(planOf(tier('app', []), { 'link.ts': 'modified' }).checks).toEqual([]);
    expect(planOf(tier('ap', []), { 'app/a.ts': 'modified' }).checks).toEqual([]);
  });

  it('takes its folder away from the one above', () => {
    expect(planOf(tier('', ['docs']), { 'docs/guide.md': 'modified' }).checks).toEqual([]);
    const { checks } = planOf(tier('', ['docs']), { 'link.ts': 'deleted' });
    expect(checks).toMatchObject([{ dependsOn: ['link.ts'] }]);
  });
});

describe('what is left out', () => {
  const changed = { 'app/a.ts': 'modified' } as const;

  it('is a task that somebody skips, unless it is required', () => {
    const skip = new Set(['lint']);
    expect(plan(lint, changed, { skip })).toBe('by-user');
    expect(plan({ ...lint, required: true }, changed, { skip })).toHaveProperty('files');
  });

  it('is not even named when others were chosen', () => {
    expect(plan(lint, changed, { only: new Set(['types']) })).toBeUndefined();
    expect(plan(lint, changed, { only: new Set(['lint']) })).toHaveProperty('files');
  });

  it.each<[boolean, Task['when'], Partial<Circumstances>]>([
    [true, {}, {}],
    [true, { branches: compileGlobs(['main', 'release/*'], []) }, { branches: ['release/1'] }],
    [false, { branches: compileGlobs(['main', 'release/*'], []) }, { branches: ['feature'] }],
    [false, { not: ['merge'] }, { merging: true }],
    [true, { not: ['merge'] }, { rebasing: true }],
    [false, { not: ['merge', 'rebase'] }, { rebasing: true }],
  ])('depends on what is going on: %s for %j in %j', (runs, when, circumstances) => {
    const task = when === undefined ? lint : { ...lint, when };
    const result = plan(task, changed, { circumstances: { ...CALM, ...circumstances } });
    expect(result === 'when').toBe(!runs);
  });

  it('is a task for branches where there is none', () => {
    const circumstances = { branches: [], merging: false, rebasing: false };
    expect(plan({ ...lint, when: { branches: compileGlobs(['**'], []) } }, changed, { circumstances })).toBe('when');
  });

  it('keeps the order of the config', () => {
    const tasks = ['one', 'two', 'three'].map((name) => makeTask({ ...lint, name }));
    const tier: Tier = { name: 'fast', root: '', nested: [], on: [], tasks, gates: {} };
    const { checks } = planRun({
      tiers: [tier, { ...tier, name: 'slow' }],
      snapshot: snapshot(changed),
      circumstances: CALM,
      fixing: false,
      skip: new Set(['two']),
    });
    expect(checks.map(({ task }) => task.name)).toEqual(['one', 'three', 'one', 'three']);
  });
});

describe('a task that looks at all of its files', () => {
  const fix = [['lint', '--fix', '{files}']];
  const whole: Partial<Task> = { ...lint, scope: 'project', looksAtAll: true, fix };
  const all = ['app/a.ts', 'app/b.ts'];

  it('is handed those too that did not change, and fixes none of them', () => {
    expect(plan(whole, { 'app/a.ts': 'modified', 'docs/guide.md': 'modified' }, { fixing: true })).toMatchObject({
      files: all,
      fixable: ['app/a.ts'],
      dependsOn: [...all, 'link.ts'],
      writes: true,
    });
  });

  it('fixes, then checks', () => {
    const task = makeTask(whole);
    expect(commandLinesOf({ task, writes: true })).toEqual([...fix, ['lint', '{files}']]);
    expect(commandLinesOf({ task, writes: false })).toEqual([['lint', '{files}']]);
    expect(commandLinesOf({ task: makeTask({ ...lint, fix }), writes: true })).toEqual(fix);
  });

  it.each<[string, Readonly<Record<string, ChangeKind>>, boolean]>([
    ['a file was deleted', { 'app/gone.ts': 'deleted' }, true],
    ['only what its config names changed', { 'docs/guide.md': 'modified' }, true],
    ['nothing of it changed', { 'README.md': 'modified' }, false],
  ])('is started where %s: %s', (_, changed, isStarted) => {
    const check = plan({ ...whole, named: ['docs/guide.md'] }, changed);
    expect(typeof check === 'object').toBe(isStarted);
    if (typeof check === 'object') expect(check).toMatchObject({ files: all, fixable: [] });
  });

  it('is started where each side of a merge brought something', () => {
    const sides = ['app/a.ts', 'app/b.ts'].map((path) => new Set([path]));
    const merged = { snapshot: { ...snapshot({}), sides } };
    expect(plan(whole, {}, merged)).toMatchObject({ files: all });
    expect(plan({ ...lint, scope: 'project' }, {}, merged)).toBe('no-files');
  });
});

describe('writing', () => {
  const changed = { 'app/a.ts': 'modified' } as const;
  const fix = [['lint', '--fix', '{files}']];

  it.each<[Partial<Task>, boolean, { readonly writes: boolean; readonly rewrites: boolean }]>([
    [lint, true, { writes: false, rewrites: false }],
    [{ ...lint, fix }, false, { writes: false, rewrites: false }],
    [{ ...lint, fix }, true, { writes: true, rewrites: true }],
    [{ ...lint, check: [], fix }, false, { writes: false, rewrites: true }],
    [{ ...lint, check: [], fix }, true, { writes: true, rewrites: true }],
    [{ ...lint, check: [] }, true, { writes: false, rewrites: false }],
  ])('takes a fixing command, and leave to fix: %#', (task, fixing, expected) => {
    const check = plan(task, changed, { fixing });
    if (check === undefined || typeof check === 'string') throw new Error('no check');
    expect({ writes: check.writes, rewrites: rewrites(check) }).toEqual(expected);
  });

  it('may want files for the one command and not for the other', () => {
    const task = { ...files('**/*.py'), check: [['lint', '.']], fix };
    const gone = { snapshot: snapshot({ 'old.py': 'deleted' }) };
    expect(plan(task, {}, { ...gone, fixing: true })).toBe('no-files');
    expect(plan(task, {}, { ...gone, fixing: false })).toHaveProperty('files');
  });
});

describe('a task that looks at commits', () => {
  const secrets: Partial<Task> = { checkBy: { commit: [['scan', '{range}']] }, check: [['scan']] };
  const started = (more: Partial<Snapshot>, task = secrets) =>
    typeof plan(task, {}, { snapshot: { ...snapshot({}), ...more } }) === 'object';

  it('is started by commits that are new, although they come to the same files', () => {
    expect(started({ commit: 'b', bases: ['a'] })).toBe(true);
    expect(started({ commit: 'a', bases: ['a'], twins: ['b'] })).toBe(true);
    expect(started({ commit: 'a', bases: ['a'] })).toBe(false);
  });

  it('is no other task, and no other state than a commit', () => {
    expect(started({ commit: 'b', bases: ['a'] }, { check: [['scan']] })).toBe(false);
    expect(started({})).toBe(false);
  });
});
