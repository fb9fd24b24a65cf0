import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/outcome.ts';
import type { Task } from '../../src/core/task.ts';
import { checkRecord } from '../../src/engine/check-record.ts';
import { runCheck } from '../../src/engine/run-check.ts';
import { ending, FakeRun, failedFor, fileTask, projectTask } from '../support/fake-run.ts';

const FILES = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' };
const lint = fileTask('lint');
const fixing: Partial<Task> = { fix: [['lint', '--fix', '{files}']] };

const warning = (file?: string): Finding => ({
  severity: 'warning',
  message: 'old',
  ...(file === undefined ? {} : { file }),
});
const passedWith = (...findings: readonly Finding[]) => ({
  outcome: { status: 'passed' as const, findings, measurements: {} },
});

describe('a pass of a task of file scope', () => {
  it('is remembered file by file', async () => {
    const run = new FakeRun(FILES);
    await run.run([lint]);
    run.write('b.ts', 'edited');
    run.settleDown();
    const [result] = await run.run([lint]);
    expect(run.started).toEqual(['lint a.ts b.ts c.ts', 'lint b.ts']);
    expect(result).toMatchObject({ cached: false, filesRun: 1 });
  });

  it('is recalled as a whole without starting anything', async () => {
    const run = new FakeRun(FILES);
    await run.run([lint]);
    const [result] = await run.run([lint]);
    expect(run.started).toHaveLength(1);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, cached: true, filesRun: 0 });
  });

  it('is recalled when the files went back to an earlier content', async () => {
    const run = new FakeRun(FILES);
    await run.run([lint]);
    run.write('a.ts', 'edited');
    run.settleDown();
    await run.run([lint]);
    run.write('a.ts', 'a');
    run.settleDown();
    await run.run([lint]);
    expect(run.started).toEqual(['lint a.ts b.ts c.ts', 'lint a.ts']);
  });

  it('is remembered for the files that others failed beside', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => ({ ...failedFor('b.ts'), alsoPassed: ['a.ts', 'c.ts', 'never-given.ts'] }));
    await run.run([lint]);
    await run.run([lint]);
    expect(run.started).toEqual(['lint a.ts b.ts c.ts', 'lint b.ts']);
    expect(run.passes.size).toBe(2);
  });

  it('is remembered for one part of a long list though another failed', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.ts`, 'x']));
    const run = new FakeRun(files);
    run.jobs = 2;
    run.behaviors.set('lint', ({ files: part }) => (part.includes('99.ts') ? failedFor('99.ts') : undefined));
    await run.run([lint]);
    expect(run.started).toHaveLength(2);
    expect(run.passes.size).toBe(50);
  });

  it('says again what it said when it is recalled, for those files that are about it', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', ({ files }) => passedWith(warning(), ...files.map((file) => warning(file))));
    await run.run([lint]);
    const [whole] = await run.run([lint]);
    expect(whole?.outcome).toMatchObject({
      findings: [warning(), warning('a.ts'), warning('b.ts'), warning('c.ts')],
    });
    const [part] = await run.run([lint], { changed: ['b.ts'] });
    expect(part?.outcome).toMatchObject({ findings: [warning('b.ts')] });
  });

  it('adds what is remembered of other files to what a new look says, each finding once', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', ({ files }) => passedWith(warning(), ...files.map((file) => warning(file))));
    await run.run([lint]);
    run.write('c.ts', 'edited');
    run.settleDown();
    const [result] = await run.run([lint]);
    expect(result?.outcome).toMatchObject({
      status: 'passed',
      findings: [warning(), warning('a.ts'), warning('b.ts'), warning('c.ts')],
    });
  });

  it('stands where nothing of the rest was there to look at', async () => {
    const run = new FakeRun(FILES);
    await run.run([lint], { changed: ['a.ts', 'b.ts'] });
    run.behaviors.set('lint', () => ({ outcome: { status: 'skipped', reason: 'no-files' } }));
    const [result] = await run.run([lint]);
    expect(result?.outcome.status).toBe('passed');
  });
});

describe('a pass of a task of project scope', () => {
  it.each([
    ['a file that it depends on', 'c.ts'],
    ['an input', 'tool.json'],
  ])('is forgotten with a change of %s', async (_, path) => {
    const run = new FakeRun({ ...FILES, 'tool.json': '{}' });
    const types = projectTask('types', { files: ending('.ts'), inputs: ending('.json') });
    await run.run([types], { changed: ['a.ts'] });
    await run.run([types], { changed: ['b.ts'] });
    expect(run.started).toHaveLength(1);
    run.write(path, 'edited');
    run.settleDown();
    await run.run([types], { changed: ['a.ts'] });
    expect(run.started).toHaveLength(2);
  });

  it('holds for the files that it was handed and for no others', async () => {
    const run = new FakeRun(FILES);
    const task = projectTask('lint', { check: [['lint', '{files}']] });
    await run.run([task], { changed: ['a.ts'] });
    const [result] = await run.run([task], { changed: ['a.ts', 'b.ts'] });
    expect(run.started).toEqual(['lint a.ts', 'lint a.ts b.ts']);
    expect(result).toMatchObject({ cached: false, filesRun: 2 });
  });

  it('that holds for one change alone is not remembered', async () => {
    const run = new FakeRun(FILES);
    const passed = { outcome: { status: 'passed' as const, findings: [], measurements: {}, lasting: false as const } };
    run.behaviors.set('types', () => passed);
    await run.run([projectTask('types')]);
    const [result] = await run.run([projectTask('types')]);
    expect([run.started.length, run.passes.size]).toEqual([2, 0]);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, cached: false });
  });

  it('is found again whatever order its files are listed in', async () => {
    const run = new FakeRun(FILES);
    await run.run([projectTask('types')]);
    run.tree = new Map([...run.tree].reverse());
    const [result] = await run.run([projectTask('types')]);
    expect(result?.cached).toBe(true);
  });

  it('is remembered under what the fixers before it left', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => run.write('a.ts', 'formatted') as undefined);
    const tasks = [projectTask('types'), fileTask('format', { fix: [['format', '{files}']] })];
    await run.run(tasks, { fixing: true });
    const before = run.passes.size;
    const stale = await run.run([projectTask('types')]);
    expect(stale[0]?.cached).toBe(false);
    run.settleDown();
    const [result] = await run.run([projectTask('types')]);
    expect(result?.cached).toBe(true);
    expect(before).toBe(4);
  });
});

describe('a fix', () => {
  it('is remembered as a pass of what it left, and not of what it found', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => run.write('a.ts', 'fixed') as undefined);
    const [result] = await run.run([{ ...lint, ...fixing }], { fixing: true });
    expect(result).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.ts'] });
    await run.run([{ ...lint, ...fixing }], { changed: ['a.ts'], fixing: true });
    expect(run.started).toEqual(['lint a.ts b.ts c.ts', 'lint a.ts']);
    run.settleDown();
    await run.run([{ ...lint, ...fixing }], { fixing: true });
    expect(run.started).toHaveLength(2);
  });

  it('does not count as one when the same bytes are written again', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => run.write('a.ts', 'a') as undefined);
    const [result] = await run.run([{ ...lint, ...fixing }], { fixing: true });
    expect(result).toMatchObject({ rewrote: [], disturbed: [] });
    expect(run.passes.size).toBe(3);
  });

  it('of a file that it was not given is not taken for its own, and nothing is remembered', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => run.write('c.ts', 'fixed') as undefined);
    const task = projectTask('lint', { check: [['lint', '{files}']], fix: [['lint', '--fix', '{files}']] });
    const [result] = await run.run([task], { changed: ['a.ts'], fixing: true });
    expect(result).toMatchObject({ rewrote: [], disturbed: ['c.ts'] });
    expect(run.passes.size).toBe(0);
  });

  it('that deletes a file leaves it out of the tree', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => run.delete('a.ts') as undefined);
    const context = run.context();
    const [check] = run.plan([{ ...lint, ...fixing }], { fixing: true }).checks;
    const result = check && (await runCheck(check, context));
    expect(result?.rewrote).toEqual(['a.ts']);
    expect([...context.tree.keys()]).toEqual(['b.ts', 'c.ts']);
  });
});

describe('a record of a result', () => {
  it('says which folder, command, files, findings and fixes it is about', async () => {
    const run = new FakeRun({ 'app/a.ts': 'a', 'app/b.ts': 'b' });
    run.behaviors.set('lint', () => {
      run.write('app/a.ts', 'fixed');
      return { ...passedWith(warning('app/a.ts')), command: ['lint', '--fix', 'app/a.ts'] };
    });
    const task = { ...lint, ...fixing, root: 'app', warn: true };
    const [result] = await run.run([task], { changed: ['app/a.ts'], fixing: true });
    expect(result && checkRecord(result)).toEqual({
      tier: 'fast',
      task: 'lint',
      root: 'app',
      status: 'passed',
      cached: false,
      files: 1,
      filesRun: 1,
      startedMs: 3,
      durationMs: 3,
      command: ['lint', '--fix', 'app/a.ts'],
      findings: [warning('app/a.ts')],
      rewrote: ['app/a.ts'],
      warn: true,
    });
  });

  it('counts the files that are handed over, and all where the command finds them itself', async () => {
    const run = new FakeRun(FILES);
    const handed = projectTask('lint', { check: [['lint', '{files}']] });
    const results = await run.run([handed, projectTask('types')], { changed: ['a.ts'] });
    expect(results.map(checkRecord)).toMatchObject([
      { files: 1, filesRun: 1 },
      { files: 3, filesRun: 3 },
    ]);
  });
});

/** Resolves when whatever can go on without waiting has done so. */
const allIsAsked = () => new Promise((resolve) => setImmediate(resolve));

describe('the time of a check', () => {
  it('is not told where all of it was remembered', async () => {
    const run = new FakeRun(FILES);
    await run.run([lint]);
    const [result] = await run.run([lint]);
    expect(result).toMatchObject({ cached: true });
    expect(result).not.toHaveProperty('startedMs');
  });

  it('begins when it gets its turn', async () => {
    const run = new FakeRun(FILES);
    run.jobs = 1;
    const { now } = run.ports;
    run.behaviors.set('slow', async () => {
      await allIsAsked();
      for (let tick = 0; tick < 100; tick += 1) now();
      return undefined;
    });
    const results = await run.run([projectTask('slow'), projectTask('quick')]);
    expect(results.map(({ durationMs }) => durationMs >= 100)).toEqual([true, false]);
    expect(results.map(({ startedMs = 0 }) => startedMs >= 100)).toEqual([false, true]);
  });
});
