import { beforeEach, describe, expect, it } from 'vitest';
import type { GateVerdict } from '../../src/core/contracts/gates.ts';
import { type Plan, planRun } from '../../src/core/plan.ts';
import type { Aftermath, UnseenFiles, Verdict } from '../../src/core/ports.ts';
import type { Task, Tier } from '../../src/core/task.ts';
import {
  type CarryingPorts,
  carryOut,
  carryOutRemembered,
  type Orders,
  unanswered,
} from '../../src/engine/carry-out.ts';
import { ending, FakeRun, failedFor, fileTask, projectTask } from '../support/fake-run.ts';
import { makeTask } from '../support/work-lab.ts';

describe('carryOut', () => {
  let run: FakeRun;
  /** What happened, in order. */
  let log: string[];
  let aftermath: Aftermath;
  let verdict: Verdict | undefined;
  let judged: GateVerdict;
  let unseen: UnseenFiles;
  beforeEach(() => {
    run = new FakeRun({ 'a.ts': 'a', 'b.ts': 'b' });
    log = [];
    aftermath = { refusals: [], notes: [] };
    verdict = undefined;
    unseen = { edited: new Set(), absent: new Set(), submodules: new Set() };
    judged = { status: 'passed', findings: [], summary: [] };
  });

  const ports = (): CarryingPorts => ({
    ...run.ports,
    unseenFiles: async () => unseen,
    execute: (work) => {
      log.push(`run ${work.check.task.name}`);
      return run.ports.execute(work);
    },
    judge: async (_tier, gate) => {
      log.push(`judge ${gate}`);
      return judged;
    },
    isolate: async (running, work) => {
      log.push(`hide for ${running.map(({ task }) => task.name).join(', ')}`);
      verdict = await work(new Map());
      log.push('put back');
      return aftermath;
    },
  });
  const planOf = (tasks: readonly Partial<Task>[], more: Partial<Tier> = {}, fixing = false): Plan => {
    const tier: Tier = { name: 'fast', root: '', nested: [], on: [], gates: {}, tasks: tasks.map(makeTask), ...more };
    const changed = new Map([...run.tree.keys()].map((path) => [path, 'modified' as const]));
    return planRun({
      tiers: [tier],
      snapshot: { source: 'index', tree: run.tree, changed },
      circumstances: { branches: [], merging: false, rebasing: false },
      fixing,
      skip: new Set(),
    });
  };
  const ordersFor = (plan: Plan, more: Partial<Orders> = {}): Orders => ({
    plan,
    tree: run.tree,
    gates: { skip: new Set() },
    signal: run.stopping.signal,
    ...more,
  });
  const deleting = (path: string) => () => {
    run.delete(path);
    return {};
  };
  const carry = (plan: Plan, more: Partial<Orders> = {}) => carryOut(ordersFor(plan, more), ports());

  it('hides, runs, judges and puts back, in this order', async () => {
    await carry(planOf([fileTask('lint')], { gates: { coverage: {} } }));

    expect(log).toEqual(['hide for lint', 'run lint', 'judge coverage', 'put back']);
    expect(verdict).toEqual({ accepted: true, fixes: new Map(), ran: ['lint'] });
  });

  it('hides nothing and starts nothing when all is remembered', async () => {
    const plan = planOf([fileTask('lint'), projectTask('types')], { gates: { coverage: {} } });
    await carry(plan);
    log = [];
    run.events.length = 0;
    const carried = await carry(plan);

    expect(log).toEqual(['judge coverage']);
    expect(carried.results.map(({ cached, outcome }) => [cached, outcome.status])).toEqual([
      [true, 'passed'],
      [true, 'passed'],
    ]);
    expect(run.events.map(({ type }) => type)).toEqual(['planned', 'finished', 'finished']);
  });

  it('hides only for checks that are not remembered, and tells of all', async () => {
    await carry(planOf([fileTask('lint')]));
    log = [];
    const carried = await carry(planOf([fileTask('lint'), projectTask('types')]));

    expect(log).toEqual(['hide for types', 'run types', 'put back']);
    expect(verdict?.ran).toEqual(['types']);
    expect(carried.results.map(({ check, cached }) => [check.task.name, cached])).toEqual([
      ['lint', true],
      ['types', false],
    ]);
  });

  it('remembers no pass of what read other bytes than the tree has, and tells of which files', async () => {
    unseen = { edited: new Set(['b.ts', 'c.md']), absent: new Set(['d.ts']), submodules: new Set() };
    const tasks = [projectTask('types'), projectTask('docs', { files: ending('a.ts') })];
    const carried = await carry(planOf(tasks));

    expect(carried.results.map(({ outcome, disturbed }) => [outcome.status, disturbed])).toEqual([
      ['passed', ['b.ts']],
      ['passed', []],
    ]);
    expect(carried.notes).toEqual([
      'flagged assume-unchanged or skip-worktree and edited, so that `types`, which read it, is not remembered: b.ts',
    ]);
    log = [];
    unseen = { edited: new Set(), absent: new Set(), submodules: new Set() };
    expect((await carry(planOf(tasks))).notes).toEqual([]);
    expect(log).toEqual(['hide for types', 'run types', 'put back']);
  });

  it('splits a long list over cores that no other task wants, and over no others', async () => {
    run = new FakeRun(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.ts`, 'x'])));
    run.jobs = 2;
    await carry(planOf([fileTask('lint')]));
    expect(log.filter((line) => line.startsWith('run'))).toEqual(['run lint', 'run lint']);
    log = [];
    await carry(planOf([fileTask('lint'), fileTask('format'), fileTask('spell')]));
    expect(log.filter((line) => line.startsWith('run'))).toEqual(['run format', 'run spell']);
    log = [];
    await carry(planOf([fileTask('lint'), fileTask('words')]));
    expect(log.filter((line) => line.startsWith('run'))).toEqual(['run words', 'run words']);
  });

  it('hides nothing for a plan without checks', async () => {
    await carry(planOf([]));

    expect(log).toEqual([]);
  });

  it('hands over what fixers made, as it is at the end', async () => {
    run.behaviors.set('format', async ({ files }) => {
      for (const path of files) run.write(path, `${run.read(path)} formatted`);
      return {};
    });
    const carried = await carry(planOf([fileTask('format', { fix: [['format', '{files}']] })], {}, true));

    expect([...(verdict?.fixes.keys() ?? [])]).toEqual(['a.ts', 'b.ts']);
    expect(verdict?.fixes.get('a.ts')).toEqual(carried.tree.get('a.ts'));
    expect(carried.tree.get('a.ts')).not.toEqual(run.tree.get('a.ts'));
  });

  it('refuses a fixer that deletes a file which it was to fix', async () => {
    run.behaviors.set('format', deleting('a.ts'));
    const carried = await carry(planOf([fileTask('format', { fix: [['format', '{files}']] })], {}, true));

    expect(verdict).toEqual({ accepted: false, fixes: new Map(), ran: ['format'] });
    expect(carried.refusals).toEqual(['`format` deleted a.ts, which it was to fix']);
  });

  it('says which files somebody wrote to that a check had read and was not given', async () => {
    run.behaviors.set('types', () => run.write('b.ts', 'edited meanwhile') as undefined);
    const carried = await carry(planOf([projectTask('types')]));

    expect(carried.notes).toEqual(['changed while `types` ran, so that what read it is not remembered: b.ts']);
  });

  it('is not accepted when a check fails, and its gates are judged all the same', async () => {
    run.behaviors.set('lint', () => failedFor('a.ts'));
    await carry(planOf([fileTask('lint')], { gates: { coverage: {} } }));

    expect(log).toContain('judge coverage');
    expect(verdict?.accepted).toBe(false);
  });

  it('is not accepted when a gate objects', async () => {
    judged = { status: 'broken', findings: [], summary: [] };
    await carry(planOf([fileTask('lint')], { gates: { coverage: {} } }));

    expect(verdict?.accepted).toBe(false);
  });

  it('takes over what came up while work was put back', async () => {
    aftermath = { refusals: ['a conflict'], notes: ['a note'] };

    expect(await carry(planOf([fileTask('lint')]))).toMatchObject(aftermath);
  });

  it('keeps the reasons of both sides', async () => {
    aftermath = { refusals: ['a conflict'], notes: [] };
    run.behaviors.set('format', deleting('a.ts'));
    const carried = await carry(planOf([fileTask('format', { fix: [['format', '{files}']] })], {}, true));

    expect(carried.refusals).toEqual(['`format` deleted a.ts, which it was to fix', 'a conflict']);
  });

  it('puts everything back when it is interrupted, and judges no gate', async () => {
    run.behaviors.set('lint', () => {
      run.stopping.abort();
      return { outcome: { status: 'cancelled' } };
    });
    const carried = await carry(planOf([fileTask('lint')], { gates: { coverage: {} } }));

    expect(log).toEqual(['hide for lint', 'run lint', 'put back']);
    expect(verdict?.accepted).toBe(false);
    expect(carried.refusals).toEqual([]);
  });

  it('refuses a run that is interrupted after its last check had passed', async () => {
    run.behaviors.set('lint', () => {
      run.stopping.abort();
      return {};
    });
    const carried = await carry(planOf([fileTask('lint')], { gates: { coverage: {} } }));

    expect(verdict?.accepted).toBe(false);
    expect(carried.refusals).toEqual(['the run was ended before everything was judged']);
  });

  it('refuses a run that is interrupted while results are recalled', async () => {
    const plan = planOf([fileTask('lint')], { gates: { coverage: {} } });
    await carry(plan);
    log = [];
    run.stopping.abort();

    expect((await carry(plan)).refusals).toEqual(['the run was ended before everything was judged']);
    expect(log).toEqual([]);
  });

  it('stops at the first failure where that is asked for', async () => {
    run.behaviors.set('lint', () => failedFor('a.ts'));
    run.behaviors.set('types', async ({ signal }) => {
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { outcome: { status: 'cancelled' } };
    });
    const stop = () => run.stopping.abort('failed');
    const carried = await carry(planOf([fileTask('lint'), projectTask('types')]), { stop });

    expect(carried.results.map(({ outcome }) => outcome.status)).toEqual(['failed', 'cancelled']);
    expect(carried.refusals).toEqual([]);
  });

  it('tells once that the store cannot be used, and goes on', async () => {
    run.store = {
      name: 'broken',
      recall: () => Promise.reject(new Error('no store')),
      remember: () => Promise.reject(new Error('no store')),
      recallFixes: () => Promise.reject(new Error('no store')),
      rememberFixes: () => Promise.reject(new Error('no store')),
    };
    await carry(planOf([fileTask('lint'), projectTask('types')]));

    expect(run.notices).toEqual(['remembered results cannot be used: no store']);
    expect(verdict?.accepted).toBe(true);
  });

  it('rejects with what the work rejected with', async () => {
    run.behaviors.set('lint', () => Promise.reject(new Error('a bug')));

    await expect(carry(planOf([fileTask('lint')]))).rejects.toThrow('a bug');
  });

  describe('of what is remembered', () => {
    it('says what it comes to when all of it is', async () => {
      const plan = planOf([fileTask('lint')]);
      await carry(plan);
      const remembered = await carryOutRemembered(ordersFor(plan), run.ports);

      expect(remembered).toMatchObject({ type: 'all', carried: { results: [{ cached: true }] } });
      expect(remembered.type === 'all' && remembered.carried.tree).toBe(run.tree);
    });

    it('says what is known when one check is not, and starts none', async () => {
      await carry(planOf([fileTask('lint')]));
      const started = run.started.length;
      const plan = planOf([fileTask('lint'), projectTask('types')]);

      const remembered = await carryOutRemembered(ordersFor(plan), run.ports);

      expect(remembered).toMatchObject({ type: 'part', recalls: [{ complete: true }, { complete: false }] });
      expect(run.started).toHaveLength(started);
    });

    it('goes by what is handed on of it', async () => {
      const plan = planOf([fileTask('lint')]);
      await carry(plan);
      const remembered = await carryOutRemembered(ordersFor(plan), run.ports);
      expect(remembered).toMatchObject({ type: 'all' });
      log.length = 0;
      // As if nobody had looked there yet: then it is hidden for, and only the check itself asks again.
      const recalls = [{ missing: ['a.ts'], complete: false, passes: [] }];
      const { results } = await carry(plan, { recalls });

      expect(log).toEqual(['hide for lint', 'put back']);
      expect(results.map(({ cached }) => cached)).toEqual([true]);
    });

    it('names the checks of which something is not, and starts none', async () => {
      await carry(planOf([fileTask('lint'), projectTask('types')]));
      const started = run.started.length;
      const plan = planOf([fileTask('lint'), fileTask('format'), projectTask('types')]);
      const open = await unanswered(ordersFor(plan), run.ports);

      expect(open.map(({ task }) => task.name)).toEqual(['format']);
      expect(run.started).toHaveLength(started);
    });

    it('names no check of what is, nor of a plan without any', async () => {
      const plan = planOf([fileTask('lint'), projectTask('types')]);
      await carry(plan);

      expect(await unanswered(ordersFor(plan), run.ports)).toEqual([]);
      expect(await unanswered(ordersFor(planOf([])), run.ports)).toEqual([]);
    });
  });
});
