import { describe, expect, it } from 'vitest';
import { FakeRun, failedFor, fileTask, gate, PASSED, projectTask } from '../support/fake-run.ts';

/** So many files that no program may be handed all of their names at once. */
const MANY = Object.fromEntries(
  Array.from({ length: 1500 }, (_, index) => [`${'long/'.repeat(40)}${index}.ts`, 'x'] as const),
);

describe('the work of a check', () => {
  it('on a long list is done by several programs side by side in file scope', async () => {
    const run = new FakeRun(MANY);
    const both = gate();
    run.jobs = 2;
    let begun = 0;
    run.behaviors.set('lint', async () => {
      begun += 1;
      if (begun === 2) both.open();
      await both.opened;
      return { ...PASSED, command: [`lint ${begun}`] };
    });
    const [result] = await run.run([fileTask('lint')]);
    expect(result).toMatchObject({ filesRun: 1500, outcome: { status: 'passed' } });
    expect(run.started.flatMap((line) => line.split(' ').slice(1))).toEqual(Object.keys(MANY));
  });

  it('on a long list is done by one program after the other in project scope', async () => {
    const run = new FakeRun(MANY);
    let isRunning = false;
    run.behaviors.set('lint', async () => {
      expect(isRunning).toBe(false);
      isRunning = true;
      await new Promise(setImmediate);
      isRunning = false;
      return undefined;
    });
    const [result] = await run.run([projectTask('lint', { check: [['lint', '{files}']] })]);
    expect(run.started.length).toBe(2);
    expect(result?.outcome.status).toBe('passed');
  });

  it('is one program for a command that finds its files itself', async () => {
    const run = new FakeRun(MANY);
    await run.run([fileTask('lint', { check: [['lint', '.']] })]);
    expect(run.started).toHaveLength(1);
  });

  it('comes to the worst of its parts, with all that they say', async () => {
    const run = new FakeRun(MANY);
    run.jobs = 2;
    run.behaviors.set('lint', ({ files }) => failedFor(files[0] ?? ''));
    const [result] = await run.run([fileTask('lint')]);
    expect(result?.outcome).toMatchObject({ status: 'failed' });
    expect(result?.outcome).toHaveProperty('findings.length', 2);
  });

  it('leaves out the parts that have not begun when the run is interrupted', async () => {
    const run = new FakeRun(MANY);
    run.jobs = 1;
    run.behaviors.set('lint', () => {
      run.stopping.abort();
      return undefined;
    });
    const [result] = await run.run([projectTask('lint', { check: [['lint', '{files}']] })]);
    expect(run.started).toHaveLength(1);
    expect(result?.outcome.status).toBe('cancelled');
    expect(run.passes.size).toBe(0);
  });
});
