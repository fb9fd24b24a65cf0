import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { checkRecord } from '../../src/engine/check-record.ts';
import { runCheck } from '../../src/engine/run-check.ts';
import { runChecks } from '../../src/engine/run-plan.ts';
import { ENVIRONMENT, ending, FakeRun, failedFor, fileTask, projectTask } from '../support/fake-run.ts';

const FILES = { 'a.ts': 'a', 'b.ts': 'b' };
const FIXING = { fixing: true } as const;
const fixer = (name: string, more: Partial<Task> = {}): Partial<Task> =>
  fileTask(name, { fix: [[name, '--fix', '{files}']], ...more });

/** A tool that makes every file end so; where it may not write it fails for those that do not. */
function wantsEnd(run: FakeRun, name: string, end: string): void {
  run.behaviors.set(name, ({ files, fixing }) => {
    const wrong = files.filter((path) => !run.read(path).endsWith(end));
    if (wrong.length === 0) return undefined;
    if (!fixing) return failedFor(...wrong);
    for (const path of wrong) run.write(path, `${run.read(path)}${end}`);
    return undefined;
  });
}

/** The disk as it was before any fix. */
function unfix(run: FakeRun, files: Readonly<Record<string, string>> = FILES): void {
  for (const [path, text] of Object.entries(files)) run.write(path, text);
  run.settleDown();
  run.started.length = 0;
}

/** A run in which `format` has fixed all files, and the disk as before. */
async function fixedOnce(...tasks: readonly Partial<Task>[]): Promise<FakeRun> {
  const run = new FakeRun(FILES);
  wantsEnd(run, 'format', '!');
  await run.run(tasks.length === 0 ? [fixer('format')] : tasks, FIXING);
  unfix(run);
  return run;
}

describe('a content that was fixed before', () => {
  it('is fixed again without starting anything', async () => {
    const run = await fixedOnce();
    const [result] = await run.run([fixer('format')], FIXING);

    expect(run.started).toEqual([]);
    expect([run.read('a.ts'), run.read('b.ts')]).toEqual(['a!', 'b!']);
    expect(result && checkRecord(result)).toMatchObject({
      status: 'passed',
      cached: true,
      files: 2,
      filesRun: 0,
      rewrote: ['a.ts', 'b.ts'],
    });
    const held = await run.ports.hashFiles(['a.ts']);
    expect(result?.judged.get('a.ts')).toEqual(held.get('a.ts'));
    expect(result?.disturbed).toEqual([]);
  });

  it('is fixed again beside one that is new, for which alone the program starts', async () => {
    const run = await fixedOnce();
    unfix(run, { 'b.ts': 'new' });
    const [result] = await run.run([fixer('format')], FIXING);

    expect(run.started).toEqual(['format b.ts']);
    expect([run.read('a.ts'), run.read('b.ts')]).toEqual(['a!', 'new!']);
    expect(result).toMatchObject({ cached: false, filesRun: 1, rewrote: ['a.ts', 'b.ts'], disturbed: [] });
  });

  it('says again what was said of what the fix left', async () => {
    const run = new FakeRun(FILES);
    const warning = { severity: 'warning' as const, message: 'long', file: 'a.ts' };
    run.behaviors.set('format', () => {
      run.write('a.ts', 'a!');
      return { outcome: { status: 'passed', findings: [warning], measurements: {} } };
    });
    await run.run([fixer('format')], FIXING);
    unfix(run);
    const [result] = await run.run([fixer('format')], FIXING);

    expect(result).toMatchObject({ cached: true, outcome: { findings: [warning] } });
  });

  it('goes through several fixers, each from what the one before it has made', async () => {
    const tasks = [fixer('format'), fixer('header')];
    const run = new FakeRun(FILES);
    wantsEnd(run, 'format', '!');
    run.behaviors.set('header', () => {
      for (const path of ['a.ts', 'b.ts']) if (!run.read(path).startsWith('#')) run.write(path, `#${run.read(path)}`);
      return undefined;
    });
    await run.run(tasks, FIXING);
    unfix(run);
    const results = await run.run(tasks, FIXING);

    expect(run.started).toEqual([]);
    expect(run.read('a.ts')).toBe('#a!');
    expect(results.map(({ cached, rewrote }) => [cached, rewrote])).toEqual([
      [true, ['a.ts', 'b.ts']],
      [true, ['a.ts', 'b.ts']],
    ]);
  });

  it('is judged again as it was where two fixers fight', async () => {
    const tasks = [fixer('spaces'), fixer('tabs')];
    const run = new FakeRun({ 'a.ts': 'a' });
    wantsEnd(run, 'spaces', ' ');
    wantsEnd(run, 'tabs', '\t');
    const first = (await run.run(tasks, FIXING)).map(({ outcome }) => outcome.status);
    unfix(run, { 'a.ts': 'a' });

    expect((await run.run(tasks, FIXING)).map(({ outcome }) => outcome.status)).toEqual(first);
    expect(first).toContain('failed');
  });
});

describe('whatever was fixed before', () => {
  const TEXTS = ['x', 'x!', '#x', '#x!', 'y', 'yy!'];
  const step = fc.record({
    a: fc.constantFrom(...TEXTS),
    b: fc.constantFrom(...TEXTS),
    fixing: fc.boolean(),
    hasFirst: fc.boolean(),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const tasks = [fixer('format'), fixer('header'), fileTask('short')];

  /** `format` and `header` fix what they can, and `header` cannot fix what begins with `y`; `short` only looks. */
  function teach(run: FakeRun): void {
    wantsEnd(run, 'format', '!');
    run.behaviors.set('header', ({ files, fixing }) => {
      const wrong = files.filter((path) => !run.read(path).startsWith('#'));
      const fixable = wrong.filter((path) => fixing && !run.read(path).startsWith('y'));
      for (const path of fixable) run.write(path, `#${run.read(path)}`);
      const left = wrong.filter((path) => !fixable.includes(path));
      return left.length === 0
        ? undefined
        : { ...failedFor(...left), alsoPassed: files.filter((one) => !left.includes(one)) };
    });
    run.behaviors.set('short', ({ files }) => {
      const long = files.filter((path) => run.read(path).length > 3);
      return long.length === 0 ? undefined : failedFor(...long);
    });
  }

  async function take(run: FakeRun, { a, b, fixing, hasFirst }: Step) {
    unfix(run, { 'a.ts': a, 'b.ts': b });
    const results = await run.run(hasFirst ? tasks : tasks.slice(1), { fixing });
    return {
      disk: [...run.disk],
      results: results.map(({ outcome, rewrote }) => [outcome.status, [...rewrote].sort()]),
    };
  }

  it('a run comes to the same as one that knows of nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        const remembering = new FakeRun(FILES);
        teach(remembering);
        for (const one of steps) {
          const forgetful = new FakeRun(FILES);
          teach(forgetful);
          expect(await take(remembering, one)).toEqual(await take(forgetful, one));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('nothing is fixed by what is remembered', () => {
  it('where the check may not write', async () => {
    const run = await fixedOnce();
    const [result] = await run.run([fixer('format')]);

    expect(result).toMatchObject({ outcome: { status: 'failed' }, rewrote: [] });
    expect(run.read('a.ts')).toBe('a');
  });

  it('with a fixing command that stands in for a checking one', async () => {
    const onlyFix = { ...fixer('format'), check: [] };
    const run = await fixedOnce(onlyFix);
    const [result] = await run.run([onlyFix]);

    expect(result).toMatchObject({ outcome: { status: 'failed' }, rewrote: [] });
    expect(run.read('a.ts')).toBe('a');
  });

  it.each([
    [
      'another program',
      (run: FakeRun) => Object.assign(run, { environment: { ...ENVIRONMENT, programs: ['format: 2'] } }),
    ],
    ['another input', (run: FakeRun) => unfix(run, { 'tool.json': '{}' })],
    ['a fix that git has thrown away', (run: FakeRun) => run.blobs.clear()],
    ['a pass that is forgotten', (run: FakeRun) => run.passes.clear()],
    ['a store that is off', (run: FakeRun) => Object.assign(run, { store: undefined })],
  ])('with %s', async (_, change) => {
    const task = fixer('format', { files: ending('.ts'), inputs: ending('.json') });
    const run = await fixedOnce(task);
    change(run);
    const [result] = await run.run([task], FIXING);

    expect(run.started).toEqual(['format a.ts b.ts']);
    expect(result).toMatchObject({ cached: false, filesRun: 2, rewrote: ['a.ts', 'b.ts'] });
  });

  it('of a task that is remembered as a whole', async () => {
    const task = projectTask('format', { fix: [['format', '--fix', '{files}']], check: [['format', '{files}']] });
    const run = await fixedOnce(task);

    expect(run.fixes.size).toBe(0);
  });

  it('of a file that holds something else on disk than in the tree', async () => {
    const run = await fixedOnce();
    const context = { ...run.context(), unseen: new Set(['a.ts']) };
    const [check] = run.plan([fixer('format')], FIXING).checks;
    const result = check && (await runCheck(check, context));

    expect(run.started).toEqual(['format a.ts']);
    expect(result?.rewrote).toEqual(['b.ts', 'a.ts']);
  });

  it('of a file that somebody saved since the run began', async () => {
    const run = await fixedOnce();
    run.write('a.ts', 'edited');
    await run.run([fixer('format')], FIXING);

    expect(run.started).toEqual(['format a.ts']);
    expect(run.read('a.ts')).toBe('edited!');
  });

  it('of a run that has been interrupted', async () => {
    const run = await fixedOnce();
    run.stopping.abort();
    const [result] = await run.run([fixer('format')], FIXING);

    expect(result?.outcome.status).toBe('cancelled');
    expect(run.read('a.ts')).toBe('a');
  });
});

describe('what is not remembered as a fix', () => {
  it('is what left errors', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => {
      run.write('a.ts', 'half');
      run.write('b.ts', 'good');
      return { ...failedFor('a.ts'), alsoPassed: ['b.ts'] };
    });
    await run.run([fixer('lint')], FIXING);

    expect([run.fixes.size, run.passes.size]).toEqual([1, 1]);
  });

  it('is what changed the inputs of its own task', async () => {
    const run = new FakeRun({ 'a.ts': 'a', 'tool.json': '{}' });
    wantsEnd(run, 'format', '!');
    await run.run([fixer('format', { inputs: ending('.json') })], FIXING);

    expect([run.fixes.size, run.passes.size]).toEqual([0, 2]);
  });

  it('is a file that was deleted, or written with the same bytes', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => {
      run.delete('a.ts');
      run.write('b.ts', 'b');
      return undefined;
    });
    await run.run([fixer('format')], FIXING);

    expect(run.fixes.size).toBe(0);
  });
});

describe('fixing again that fails', () => {
  it('costs a notice, and the program sees to it', async () => {
    const run = await fixedOnce();
    const { checks } = run.plan([fixer('format')], FIXING);
    const context = run.context();
    const ports = { ...context.ports, applyFixes: () => Promise.reject(new Error('disk full')) };
    const [result] = await runChecks(checks, { ...context, ports }, { seen: new Map() });

    expect(result).toMatchObject({ outcome: { status: 'passed' }, cached: false, filesRun: 2 });
    expect(run.notices).toEqual(['remembered results cannot be used: disk full']);
  });
});
