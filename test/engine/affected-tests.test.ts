import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Task } from '../../src/core/task.ts';
import { checkRecord } from '../../src/engine/check-record.ts';
import { FakeRun, projectTask } from '../support/fake-run.ts';

const FILES = { 'package.json': '{}', 'src/a.ts': 'a', 'src/b.ts': 'b', 'test/a.test.ts': 't' };
const REPORT: CoverageReport = { format: 'lcov', roots: [], files: [{ path: 'src/a.ts', lines: 'BB' }] };
const MEASURED: Outcome = { status: 'passed', findings: [], measurements: { coverage: [REPORT] } };

const unit: Partial<Task> = projectTask('unit', {
  check: [['vitest', 'run']],
  coverage: ['lcov.info'],
  affected: {
    check: [['vitest', 'related', '{changed}']],
    sources: compileGlobs(['**/*.ts'], []),
    always: compileGlobs([], []),
  },
});

function measuring(): FakeRun {
  const run = new FakeRun(FILES);
  run.behaviors.set('unit', () => ({ outcome: MEASURED }));
  return run;
}

/** What of its tests a run did, and whether it is known to have measured everything. */
async function made(run: FakeRun, ...changed: readonly string[]) {
  const [result] = await run.run([unit], { changed });
  return { cached: result?.cached, partial: result?.partial, tests: result?.check.tests?.type };
}

describe('a pass of affected tests', () => {
  it('is remembered as what it is, and as no pass of others or of all', async () => {
    const run = measuring();
    expect(await made(run, 'src/a.ts')).toEqual({ cached: false, partial: true, tests: 'affected' });
    expect(await made(run, 'src/a.ts')).toEqual({ cached: true, partial: true, tests: 'affected' });
    expect(await made(run, 'src/b.ts')).toEqual({ cached: false, partial: true, tests: 'affected' });
    expect(await made(run, 'package.json')).toEqual({ cached: false, partial: false, tests: 'all' });
    expect(run.started).toHaveLength(3);
  });

  it('need not be made where all are known to pass, and measures everything then', async () => {
    const run = measuring();
    await made(run, 'package.json');
    expect(await made(run, 'src/a.ts')).toEqual({ cached: true, partial: false, tests: 'all' });
    run.write('src/b.ts', 'changed');
    run.settleDown();
    expect(await made(run, 'src/a.ts')).toEqual({ cached: false, partial: true, tests: 'affected' });
  });

  it('is one of all where the tool was not sure which these are', async () => {
    const run = measuring();
    const tests = { type: 'all', because: { type: 'unsure', why: 'who knows' } } as const;
    run.behaviors.set('unit', () => ({ outcome: MEASURED, tests }));
    const [result] = await run.run([unit], { changed: ['src/a.ts'] });
    expect(result).toMatchObject({ partial: false, check: { tests } });
    expect(await made(run, 'package.json')).toEqual({ cached: true, partial: false, tests: 'all' });
  });

  it('leaves no files that are taken for those of all tests', async () => {
    const run = measuring();
    const leaving = { ...unit, outputs: ['out/**'] };
    const kept: boolean[] = [];
    run.outputs = {
      watch: async () => async (isWhole) => {
        kept.push(isWhole);
        return isWhole ? [] : undefined;
      },
      bringBack: async () => true,
    };
    await run.run([leaving], { changed: ['src/a.ts'] });
    await run.run([leaving], { changed: ['package.json'] });
    expect(kept).toEqual([false, true]);
  });
});

describe('the record', () => {
  const recorded = async (outcome: Outcome, changed: string) => {
    const run = new FakeRun(FILES);
    run.behaviors.set('unit', () => ({ outcome }));
    const [result] = await run.run([unit], { changed: [changed] });
    return result === undefined ? undefined : checkRecord(result).tests;
  };

  it('says how many test files ran, of how many', async () => {
    const testCount = { ran: 12, of: 240 };
    expect(await recorded({ ...MEASURED, testCount } as Outcome, 'src/a.ts')).toEqual({
      type: 'affected',
      by: 1,
      ran: 12,
      of: 240,
    });
    expect(await recorded(MEASURED, 'src/a.ts')).toEqual({ type: 'affected', by: 1 });
  });

  it('says why all of them ran', async () => {
    expect(await recorded(MEASURED, 'package.json')).toEqual({
      type: 'all',
      because: { type: 'input', path: 'package.json', more: 0 },
    });
  });
});
