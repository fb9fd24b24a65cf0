import { describe, expect, it } from 'vitest';
import type { OutputFile } from '../../src/core/outputs.ts';
import type { Task } from '../../src/core/task.ts';
import { type CarryingPorts, carryOut, carryOutRemembered, type Orders } from '../../src/engine/carry-out.ts';
import { ending, FakeRun, failedFor, fileTask, PASSED, projectTask } from '../support/fake-run.ts';

const OUTPUT: OutputFile = { path: 'dist/a.js', mode: 0o644, size: 1, content: 'c'.repeat(40) };
const build = projectTask('build', { outputs: ['dist/**'] });
const test = projectTask('test', { needs: ['build'] });

/** A run whose task `build` leaves one file, which stands in `dist` or not. */
function makeRun() {
  const run = new FakeRun({ 'a.ts': 'a', 'b.md': 'b' });
  const state = { stands: false, returns: true, steps: [] as string[] };
  run.behaviors.set('build', () => {
    state.stands = true;
    state.steps.push('build');
    return PASSED;
  });
  run.behaviors.set('test', () => {
    state.steps.push(`test ${state.stands ? 'with' : 'without'} dist`);
    return PASSED;
  });
  run.outputs = {
    watch: async () => async (passed) => (passed ? [OUTPUT] : undefined),
    bringBack: async (_, outputs) => {
      expect(outputs).toEqual([OUTPUT]);
      if (!state.returns) return false;
      state.stands = true;
      state.steps.push('bring back');
      return true;
    },
  };
  const carry = async (tasks: readonly Partial<Task>[], changed?: readonly string[]) => {
    const { tier, checks } = run.plan(tasks, changed === undefined ? {} : { changed });
    const running: string[] = [];
    const ports: CarryingPorts = {
      ...run.ports,
      unseenFiles: async () => ({ edited: new Set(), absent: new Set(), submodules: new Set() }),
      isolate: async (some, work) => {
        running.push(...some.map(({ task }) => task.name));
        await work(new Map());
        return { refusals: [], notes: [] };
      },
    };
    const plan = { tiers: [tier], checks, leftOut: [] };
    const orders: Orders = { plan, tree: run.tree, gates: { skip: new Set() }, signal: run.stopping.signal };
    const take = () => state.steps.splice(0);
    return { orders, ports, running, carry: () => carryOut(orders, ports), take };
  };
  return { run, state, carry };
}

describe('a task that leaves files', () => {
  it('is remembered with them, and brings them back in place of running', async () => {
    const { state, carry } = makeRun();
    const { carry: once, take, running } = await carry([build, test]);
    await once();
    expect(take()).toEqual(['build', 'test with dist']);
    state.stands = false;
    const { results } = await once();
    expect(results.map(({ cached }) => cached)).toEqual([true, true]);
    expect(take()).toEqual(['bring back']);
    expect(running).toEqual(['build', 'test']);
  });

  it('brings them back before a task runs that needs it', async () => {
    const { state, carry } = makeRun();
    await (await carry([build])).carry();
    state.stands = false;
    const { carry: once, take, running } = await carry([build, test]);
    take();
    await once();
    expect(take()).toEqual(['bring back', 'test with dist']);
    // It may have to run after all, so nothing that it may not see is in sight.
    expect(running).toEqual(['build', 'test']);
  });

  it('runs when they cannot come back', async () => {
    const { state, carry } = makeRun();
    const { carry: once, take, orders, ports } = await carry([build, test]);
    await once();
    take();
    Object.assign(state, { stands: false, returns: false });
    expect(await carryOutRemembered(orders, ports)).toMatchObject({ type: 'part' });
    const { results } = await once();
    expect(results.map(({ cached }) => cached)).toEqual([false, true]);
    expect(take()).toEqual(['build']);
  });

  it('runs when its pass was remembered without them', async () => {
    const { run, carry } = makeRun();
    const { carry: once, take } = await carry([build]);
    await once();
    for (const [key, { findings }] of run.passes) run.passes.set(key, { findings });
    take();
    await once();
    expect(take()).toEqual(['build']);
  });

  it('is not remembered when they cannot be kept, or keeping them fails', async () => {
    const { run, carry } = makeRun();
    run.outputs = { ...run.outputs, watch: async () => async () => undefined };
    await (await carry([build])).carry();
    run.outputs = { ...run.outputs, watch: async () => () => Promise.reject(new Error('disk full')) };
    await (await carry([build])).carry();
    run.outputs = { ...run.outputs, watch: () => Promise.reject(new Error('no such folder')) };
    await (await carry([build])).carry();
    expect(run.started).toHaveLength(3);
    expect(run.passes.size).toBe(0);
    expect(run.notices).toEqual([
      'remembered results cannot be used: disk full',
      'remembered results cannot be used: no such folder',
    ]);
  });

  it('is not remembered after it was handed some of its files', async () => {
    const { run, carry } = makeRun();
    const some = projectTask('build', { check: [['build', '{files}']], outputs: ['dist/**'], files: ending('') });
    await (await carry([some], ['a.ts'])).carry();
    expect(run.passes.size).toBe(0);
    await (await carry([some])).carry();
    expect(run.passes.size).toBe(1);
  });

  it('tells whoever keeps them when it has not passed', async () => {
    const { run, carry } = makeRun();
    const told: boolean[] = [];
    run.outputs = {
      ...run.outputs,
      watch: async () => async (passed) => {
        told.push(passed);
        return undefined;
      },
    };
    run.behaviors.set('build', () => failedFor('a.ts'));
    await (await carry([build])).carry();
    expect(told).toEqual([false]);
  });

  it('is not looked at where nothing is to be remembered, and others never are', async () => {
    const { run, carry } = makeRun();
    run.outputs = {
      watch: () => Promise.reject(new Error('asked')),
      bringBack: () => Promise.reject(new Error('asked')),
    };
    await (await carry([projectTask('build', { outputs: ['dist/**'], cache: false }), fileTask('lint')])).carry();
    await (await carry([fileTask('lint')])).carry();
    run.store = undefined;
    await (await carry([build])).carry();
    expect(run.notices).toEqual([]);
  });
});
