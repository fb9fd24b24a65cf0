import { describe, expect, it } from 'vitest';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import type { Remembered } from '../../src/core/memory/origin.ts';
import type { Task } from '../../src/core/task.ts';
import { Memory } from '../../src/engine/memory.ts';
import { runCheck } from '../../src/engine/run-check.ts';
import { ENVIRONMENT, ending, FakeRun, fileTask, projectTask } from '../support/fake-run.ts';

const FILES = { 'a.ts': 'a', 'b.ts': 'b' };
const REPORT: CoverageReport = { format: 'lcov', roots: [], files: [{ path: 'a.ts', lines: 'BB' }] };
const measured = { outcome: { status: 'passed' as const, findings: [], measurements: { coverage: [REPORT] } } };
const test = projectTask('test', { coverage: ['coverage/lcov.info'] });

describe('a store that fails', () => {
  it('costs one notice and no check', async () => {
    const run = new FakeRun(FILES);
    run.store = {
      name: 'down',
      recall: () => Promise.reject(new Error('permission denied')),
      remember: () => Promise.reject(new Error('permission denied')),
      recallFixes: () => Promise.reject(new Error('permission denied')),
      rememberFixes: () => Promise.reject(new Error('permission denied')),
    };
    const results = await run.run([fileTask('lint'), projectTask('types')]);
    expect(results.map(({ outcome, cached }) => [outcome.status, cached])).toEqual([
      ['passed', false],
      ['passed', false],
    ]);
    expect(run.notices).toEqual(['remembered results cannot be used: permission denied']);
  });

  it('may throw at once, and anything', async () => {
    const run = new FakeRun(FILES);
    run.store = {
      name: 'wild',
      recall: () => {
        throw 'no words';
      },
      remember: async () => {},
      recallFixes: async () => new Map(),
      rememberFixes: async () => {},
    };
    const [result] = await run.run([fileTask('lint')]);
    expect(result?.outcome.status).toBe('passed');
    expect(run.notices).toEqual(['remembered results cannot be used: no words']);
  });

  it('that only cannot write still lets what it knows be used', async () => {
    const run = new FakeRun(FILES);
    await run.run([fileTask('lint')]);
    const store = run.store;
    run.store = store && { ...store, remember: () => Promise.reject(new Error('read-only file system')) };
    await run.run([projectTask('types')]);
    const [result] = await run.run([fileTask('lint')]);
    expect(result?.cached).toBe(true);
    expect(run.notices).toEqual(['remembered results cannot be used: read-only file system']);
  });

  it('is not asked when nothing is to be remembered', async () => {
    const run = new FakeRun(FILES);
    run.store = undefined;
    await run.run([fileTask('lint')]);
    await run.run([fileTask('lint')]);
    expect(run.started).toHaveLength(2);
    expect(run.notices).toEqual([]);
  });
});

describe('memory', () => {
  it('leaves a task with `cache: false` alone', async () => {
    const run = new FakeRun(FILES);
    for (const _ of [1, 2]) await run.run([fileTask('lint', { cache: false }), projectTask('types', { cache: false })]);
    expect(run.started).toHaveLength(4);
    expect(run.passes.size).toBe(0);
  });

  it.each([
    ['failed', { outcome: { status: 'failed', findings: [], measurements: {} } }],
    ['broken', { outcome: { status: 'broken', message: 'crashed', findings: [] } }],
    ['cancelled', { outcome: { status: 'cancelled' } }],
    ['skipped', { outcome: { status: 'skipped', reason: 'no-files' } }],
  ] as const)('never holds a check that %s', async (_, result) => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => result);
    run.behaviors.set('types', () => result);
    await run.run([fileTask('lint'), projectTask('types')]);
    expect(run.passes.size).toBe(0);
  });

  it.each([
    ['program', { programs: ['/bin/lint 2'] }],
    ['package', { installed: ['lock 2'] }],
    ['variable', { variables: { MODE: 'strict' } }],
    ['version of Node', { node: '24' }],
    ['version of ours', { product: '2.0.0' }],
    ['platform', { platform: 'darwin arm64' }],
    ['content filter', { filters: 'autocrlf = true' }],
  ])('knows nothing about another %s', async (_, more) => {
    const run = new FakeRun(FILES);
    await run.run([fileTask('lint'), projectTask('types')]);
    run.environment = { ...ENVIRONMENT, ...more };
    await run.run([fileTask('lint'), projectTask('types')]);
    expect(run.started).toHaveLength(4);
  });

  it('does not take what ran with programs that changed meanwhile', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => {
      run.environment = { ...ENVIRONMENT, installed: ['lock 2'] };
      return undefined;
    });
    await run.run([fileTask('lint')]);
    expect(run.passes.size).toBe(0);
  });

  it('asks for a task with the packages that the tasks before it installed', async () => {
    const run = new FakeRun(FILES);
    const tasks = [projectTask('install', { cache: false }), fileTask('lint', { needs: ['install'] })];
    await run.run(tasks);
    run.behaviors.set('install', () => {
      run.environment = { ...ENVIRONMENT, installed: ['lock 2'] };
      return undefined;
    });
    const [, lint] = await run.run(tasks);
    expect(lint?.cached).toBe(false);
  });

  it('does without what it cannot find out about a task', async () => {
    const run = new FakeRun(FILES);
    const context = run.context();
    const { checks } = run.plan([fileTask('lint')]);
    const notices: string[] = [];
    const memory = new Memory({
      store: run.store,
      environmentOf: () => Promise.reject(new Error('no such folder')),
      notice: (message) => notices.push(message),
    });
    const recalls = await Promise.all(checks.map((check) => memory.recall(check, context.tree)));
    expect(recalls).toEqual([{ missing: ['a.ts', 'b.ts'], complete: false, passes: [] }]);
    expect(notices).toEqual(['remembered results cannot be used: no such folder']);
  });
});

describe('what was remembered is told, with what its key was made of', () => {
  const toldOf = async (task: Partial<Task>, changed: readonly string[]) => {
    const run = new FakeRun(FILES);
    const told: Remembered[] = [];
    const context = run.context();
    const memory = new Memory({ ...run.ports, notice: () => {}, remembered: (one) => told.push(one) });
    for (const check of run.plan([task], { changed }).checks) await runCheck(check, { ...context, memory });
    return told.map(({ task: { name }, files, details }) => [name, [...files.keys()], Object.keys(details).at(-1)]);
  };

  it('in `file` scope about the files that passed', async () => {
    expect(await toldOf(fileTask('lint'), ['a.ts'])).toEqual([['lint', ['a.ts'], 'inputs']]);
  });

  it('in `project` scope about all files, and those that were handed over', async () => {
    expect(await toldOf(projectTask('types'), ['a.ts'])).toEqual([['types', ['a.ts', 'b.ts'], 'inputs']]);
    const wanting = projectTask('types', { check: [['types', '{files}']] });
    expect(await toldOf(wanting, ['a.ts'])).toEqual([['types', ['a.ts', 'b.ts'], 'handed']]);
  });

  it('and nothing of what is not remembered', async () => {
    expect(await toldOf(fileTask('lint', { cache: false }), ['a.ts'])).toEqual([]);
  });
});

describe('a measurement', () => {
  it('is remembered with the pass and told again', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('test', () => measured);
    await run.run([test]);
    const [result] = await run.run([test]);
    expect(result).toMatchObject({ cached: true, partial: false, outcome: { measurements: { coverage: [REPORT] } } });
  });

  it.each(['file', 'project'] as const)('may be what scanners found, in %s scope', async (scope) => {
    const scan = { input: 'a.sarif', path: 'a.sarif', format: 'sarif', findings: [], notes: [] };
    const scanner = {
      ...test,
      scope,
      coverage: [],
      scans: [{ gate: 'findings', input: 'a.sarif', pattern: 'a.sarif', isSure: true }],
    };
    const run = new FakeRun(FILES);
    run.behaviors.set('test', () => ({
      outcome: { status: 'passed', findings: [], measurements: { scans: [scan] } },
    }));
    await run.run([scanner]);
    const [result] = await run.run([scanner]);
    expect(result).toMatchObject({ cached: true, outcome: { measurements: { scans: [scan] } } });
    run.behaviors.set('test', () => ({ unscanned: [{ input: 'b.sarif', path: 'b.sarif', message: 'it is old' }] }));
    const changed = { ...scanner, check: [['other']] };
    expect((await run.run([changed]))[0]?.unscanned).toEqual([
      { input: 'b.sarif', path: 'b.sarif', message: 'it is old' },
    ]);
    expect((await run.run([changed]))[0]?.cached).toBe(false);
  });

  it('that is missing keeps the pass from being remembered', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('test', () => ({ unmeasured: 'test: it left no coverage report at coverage/lcov.info' }));
    const [result] = await run.run([test]);
    expect(result?.unmeasured).toContain('it left no coverage report');
    expect(run.passes.size).toBe(0);
  });

  it.each(['file', 'project'] as const)('of part of the files says so, in %s scope', async (scope) => {
    const run = new FakeRun(FILES);
    run.behaviors.set('test', () => measured);
    const task = { ...test, scope, check: [['test', 'related', '{files}']] };
    const [first] = await run.run([task], { changed: ['a.ts'] });
    const [again] = await run.run([task], { changed: ['a.ts'] });
    expect([first?.partial, again?.partial, again?.cached]).toEqual([true, true, true]);
  });

  it('of several files is never taken apart', async () => {
    const run = new FakeRun({ ...FILES, 'c.md': 'c' });
    run.behaviors.set('test', () => measured);
    const task = { ...test, scope: 'file' as const, check: [['test', '{files}']], files: ending('.ts') };
    await run.run([task]);
    const [result] = await run.run([task], { changed: ['a.ts'] });
    expect(run.started).toEqual(['test a.ts b.ts', 'test a.ts']);
    expect(result?.outcome).toMatchObject({ measurements: { coverage: [REPORT] } });
  });
});
