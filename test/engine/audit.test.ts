import { describe, expect, it } from 'vitest';
import type { Refuted } from '../../src/core/memory/audit.ts';
import type { Check, Plan } from '../../src/core/plan.ts';
import type { Task } from '../../src/core/task.ts';
import { carryOut, carryOutRemembered, unanswered } from '../../src/engine/carry-out.ts';
import { checkRecord } from '../../src/engine/check-record.ts';
import type { CheckResult } from '../../src/engine/check-result.ts';
import { FakeRun, failedFor, fileTask, projectTask } from '../support/fake-run.ts';

const FILES = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' };
const fixer = (name: string, more: Partial<Task> = {}) =>
  fileTask(name, { fix: [[name, '--fix', '{files}']], ...more });

/** A run whose tasks have passed, and that looks again at the passes of those of `files` that are named. */
class AuditedRun extends FakeRun {
  readonly refuted: Refuted[] = [];
  readonly running: (readonly Check[])[] = [];
  isDrawn = (_task: Task, _key: string): boolean => true;

  async carry(tasks: readonly Partial<Task>[], fixing = false): Promise<readonly CheckResult[]> {
    const { orders, ports } = this.prepare(tasks, fixing);
    return (await carryOut(orders, ports)).results;
  }

  prepare(tasks: readonly Partial<Task>[], fixing = false) {
    const { tier, checks } = this.plan(tasks, { fixing });
    const plan: Plan = { tiers: [tier], checks, leftOut: [] };
    const orders = { plan, tree: this.tree, gates: { skip: new Set<string>() }, signal: this.stopping.signal };
    const ports = {
      ...this.ports,
      isDrawn: (task: Task, key: string) => this.isDrawn(task, key),
      refuted: async (one: Refuted) => void this.refuted.push(one),
      isolate: async (running: readonly Check[], work: (seen: ReadonlyMap<string, string>) => Promise<unknown>) => {
        this.running.push(running);
        await work(new Map());
        return { refusals: [], notes: [] };
      },
      unseenFiles: async () => ({
        edited: new Set<string>(),
        absent: new Set<string>(),
        submodules: new Set<string>(),
      }),
    };
    return { orders, ports };
  }
}

async function passed(...tasks: readonly Partial<Task>[]): Promise<AuditedRun> {
  const run = new AuditedRun(FILES);
  await run.run(tasks, { fixing: tasks.some(({ fix = [] }) => fix.length > 0) });
  run.settleDown();
  run.started.length = 0;
  return run;
}

/** Draws passes by the order in which they are asked for, which is that of the files. */
function drawing(run: AuditedRun, ...indexes: readonly number[]): void {
  const keys: string[] = [];
  run.isDrawn = (_, key) => {
    if (!keys.includes(key)) keys.push(key);
    return indexes.includes(keys.indexOf(key));
  };
}

describe('a remembered pass that is drawn', () => {
  it('of a file is looked at again, and no other', async () => {
    const run = await passed(fileTask('lint'));
    drawing(run, 1);
    const [result] = await run.carry([fileTask('lint')]);

    expect(run.started).toEqual(['lint b.ts']);
    expect(result && checkRecord(result)).toMatchObject({
      status: 'passed',
      cached: false,
      files: 3,
      filesRun: 1,
      audited: 1,
    });
    expect(run.running.map((checks) => checks.map(({ task }) => task.name))).toEqual([['lint']]);
    expect(run.refuted).toEqual([]);
  });

  it('of a whole check is looked at again', async () => {
    const run = await passed(projectTask('types'));
    const [result] = await run.carry([projectTask('types')]);

    expect(run.started).toEqual(['types a.ts b.ts c.ts']);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, cached: false, filesRun: 3, audited: 3 });
  });

  it('is looked at apart from what is missing, so that neither is taken for the other', async () => {
    const run = await passed(fileTask('lint'));
    run.write('b.ts', 'new');
    run.settleDown();
    drawing(run, 0);
    run.behaviors.set('lint', ({ files }) => (files.includes('b.ts') ? failedFor('b.ts') : undefined));
    const [result] = await run.carry([fileTask('lint')]);

    expect(run.started).toEqual(['lint b.ts', 'lint a.ts']);
    expect(result).toMatchObject({ outcome: { status: 'failed' }, filesRun: 2, audited: 1 });
    expect(run.refuted).toEqual([]);
  });

  it('is looked at once in a run, also where a fix has it recalled again', async () => {
    const run = await passed(fileTask('lint'));
    run.behaviors.set('format', () => run.write('b.ts', 'B') as undefined);
    const [, lint] = await run.carry([fixer('format', { needs: ['lint'] }), fileTask('lint')], true);

    expect(run.started).toEqual(['lint a.ts b.ts c.ts', 'format a.ts b.ts c.ts', 'lint b.ts']);
    expect(lint).toMatchObject({ outcome: { status: 'passed' }, audited: 3 });
  });

  it('says what the new look says, and not what the old one said', async () => {
    const warning = (message: string) => ({ severity: 'warning' as const, message, file: 'a.ts' });
    const saying = (message: string) => () => ({
      outcome: { status: 'passed' as const, findings: [warning(message)], measurements: {} },
    });
    const run = new AuditedRun(FILES);
    run.behaviors.set('lint', saying('old'));
    await run.run([fileTask('lint')]);
    run.behaviors.set('lint', saying('new'));
    const [result] = await run.carry([fileTask('lint')]);

    expect(result?.outcome).toMatchObject({ findings: [warning('new')] });
  });

  it('of a fixer is looked at with the checking command, on what it has fixed', async () => {
    const run = new AuditedRun(FILES);
    run.behaviors.set('format', ({ fixing }) => (fixing ? (run.write('a.ts', 'A') as undefined) : undefined));
    await run.run([fixer('format')], { fixing: true });
    run.settleDown();
    run.behaviors.set('format', ({ fixing }) => (fixing ? failedFor('a.ts') : undefined));
    const [result] = await run.carry([fixer('format')], true);

    expect(result).toMatchObject({ outcome: { status: 'passed' }, audited: 3, rewrote: [] });
  });

  it('of a task with outputs makes them anew, and brings none back', async () => {
    const task = projectTask('build', { outputs: ['dist/**'] });
    const run = await passed(task);
    run.outputs = { ...run.outputs, bringBack: () => Promise.reject(new Error('brought back')) };
    const [result] = await run.carry([task]);

    expect(result).toMatchObject({ outcome: { status: 'passed' }, audited: 3 });
    expect(run.started).toEqual(['build a.ts b.ts c.ts']);
  });

  it('of a fixing command alone is left alone: it could not look without rewriting', async () => {
    const onlyFix = { ...fixer('format'), check: [] };
    const run = await passed(onlyFix);
    const [result] = await run.carry([onlyFix]);

    expect(result).toMatchObject({ cached: true });
    expect(run.started).toEqual([]);
  });

  it('keeps what it said where there is nothing left to look at', async () => {
    const run = new AuditedRun(FILES);
    const findings = [{ severity: 'warning' as const, message: 'old' }];
    run.behaviors.set('types', () => ({ outcome: { status: 'passed', findings, measurements: {} } }));
    await run.run([projectTask('types')]);
    run.behaviors.set('types', () => ({ outcome: { status: 'skipped', reason: 'no-files' } }));
    const [result] = await run.carry([projectTask('types')]);

    expect(result?.outcome).toMatchObject({ status: 'passed', findings });
    expect(run.refuted).toEqual([]);
  });

  it('is a reason to go the long way for who only recalls, and no doubt for who only asks', async () => {
    const run = await passed(fileTask('lint'));
    const { orders, ports } = run.prepare([fileTask('lint')]);

    expect(await carryOutRemembered(orders, ports)).toMatchObject({ type: 'part' });
    drawing(run);
    expect(await carryOutRemembered(orders, ports)).toMatchObject({ type: 'all' });
    expect(await unanswered(orders, run.ports)).toEqual([]);
  });
});

describe('a pass that is none when it is looked at again', () => {
  it.each([
    ['failed', () => failedFor('a.ts', 'b.ts', 'c.ts')],
    ['broken', () => ({ outcome: { status: 'broken' as const, message: 'crashed', findings: [] } })],
  ])('gives way to what came of it (%s), and is told with what its key was made of', async (status, behavior) => {
    for (const task of [fileTask('lint'), projectTask('lint')]) {
      const run = await passed(task);
      run.behaviors.set('lint', behavior);
      const [result] = await run.carry([task]);

      expect(result?.outcome.status).toBe(status);
      expect(run.refuted.map(({ task: { name }, files }) => [name, [...files.keys()]])).toEqual([
        ['lint', ['a.ts', 'b.ts', 'c.ts']],
      ]);
      expect(run.refuted[0]?.details).toHaveProperty('inputs');
    }
  });

  it('is told of the files that it was none for', async () => {
    const run = await passed(fileTask('lint'));
    run.behaviors.set('lint', () => ({ ...failedFor('b.ts'), alsoPassed: ['a.ts', 'c.ts'] }));
    await run.carry([fileTask('lint')]);

    expect([...(run.refuted[0]?.files.keys() ?? [])]).toEqual(['b.ts']);
  });

  it('is not one where somebody wrote to what was looked at, or the run was ended', async () => {
    const saved = await passed(fileTask('lint'));
    saved.behaviors.set('lint', () => {
      saved.write('b.ts', 'saved');
      return failedFor('b.ts');
    });
    const [result] = await saved.carry([fileTask('lint')]);
    expect(result?.outcome.status).toBe('broken');
    const ended = await passed(fileTask('lint'));
    ended.stopping.abort();
    await ended.carry([fileTask('lint')]);

    expect([saved.refuted, ended.refuted]).toEqual([[], []]);
  });
});
