import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { tierEnds } from '../../../src/run/records/for-people.ts';
import { logRuns } from '../../../src/run/records/run-log.ts';
import { aCheck } from '../../support/records.ts';
import { makeRequest, makeRunLab, type RunLab } from '../../support/run-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

const STAGED = { type: 'staged' } as const;
const node = (code: string) => [process.execPath, '-e', code];
const COMPLAIN = node("console.log('a.txt:2:3: odd'); process.exit(1)");

describe('the time of tiers', () => {
  it('goes from the first check of the run to the last one of each', () => {
    let now = 1000;
    const { ends, note } = tierEnds(() => now);
    const at = (time: number, type: 'started' | 'finished', tier: string) => {
      now = time;
      note(
        type === 'started' ? { type, task: makeTask({ tier }) } : { type, task: makeTask({ tier }), check: aCheck() },
      );
    };
    // Remembered, before anything began.
    at(2000, 'finished', 'fast');
    at(5000, 'started', 'fast');
    at(6000, 'started', 'other');
    at(6500, 'finished', 'fast');
    at(7000, 'finished', 'fast');
    at(9000, 'finished', 'other');
    expect([...ends]).toEqual([
      ['fast', 2000],
      ['other', 4000],
    ]);
  });
});

describe('the record of a run', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'a.txt': 'one\ntwo\n' });
  });
  afterEach(() => lab.repository.remove());

  const atCommit = () => lab.run({ ...hookRequest('pre-commit', []), selection: STAGED });
  const stage = (text: string) => {
    lab.repository.write('a.txt', text);
    lab.repository.git('add', 'a.txt');
  };

  it('quotes what was staged, and not what is on disk, nor what a fix made of it that is undone', async () => {
    const fix = node("fs.writeFileSync('a.txt', fs.readFileSync('a.txt', 'utf8').replace('staged', 'fixed'))");
    const tasks = { format: { run: node('0'), fix, files: '*.txt' }, lint: { run: COMPLAIN, files: '*.txt' } };
    lab.configure({ fast: { on: 'pre-commit', tasks } });
    stage('one\n  staged\n');
    lab.repository.write('a.txt', 'one\n  on disk\n');
    const record = await atCommit();
    expect(record.accepted).toBe(false);
    expect(record.sources).toEqual([{ file: 'a.txt', line: 2, text: '  staged' }]);
  });

  it('quotes nothing of an accepted run', async () => {
    lab.configure({ fast: { on: 'pre-commit', tasks: { lint: { run: COMPLAIN, files: '*.txt', warn: true } } } });
    stage('one\nstaged\n');
    const record = await atCommit();
    expect(record).toMatchObject({ accepted: true, checks: [{ findings: [{ line: 2 }] }] });
    expect(record).not.toHaveProperty('sources');
  });

  it('says which task took a tier over its budget, and how long it took before', async () => {
    const tiers = (run: readonly string[]) => ({
      fast: { on: 'pre-commit', budget: '1ms', tasks: { lint: { run, files: '*.txt' } } },
      thorough: { on: 'pre-push', budget: '2m', tasks: { other: { run, files: '*.txt' } } },
    });
    lab.configure(tiers(node('0')));
    stage('first\n');
    const first = await atCommit();
    logRuns(await lab.find(), [first]);
    stage('second\n');
    const second = await atCommit();
    const took = [first, second].map(({ checks }) => checks[0]?.durationMs);
    expect(second.overBudget).toEqual([
      {
        ...{ tier: 'fast', budgetMs: 1, tookMs: expect.any(Number), roomier: 'thorough' },
        tasks: [{ task: 'lint', latestMs: took }],
      },
    ]);
    // Once all is remembered there is nothing to move.
    expect(await lab.run({ ...makeRequest('fast', STAGED), byHook: true })).not.toHaveProperty('overBudget');
  });
});
