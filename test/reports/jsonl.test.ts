import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/ports.ts';
import type { RunRecord } from '../../src/core/record.ts';
import jsonl from '../../src/reports/jsonl.ts';
import { aCheck, aFailure, aGate, aRecord, aRefusal, aRemembered, everyEnding } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';
import { makeTask } from '../support/work-lab.ts';

interface Line {
  readonly version: number;
  readonly type: string;
  readonly [about: string]: unknown;
}

const linesIn = (text: string): readonly Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const typesIn = (text: string) => linesIn(text).map(({ type }) => type);
const told = (...events: readonly RunEvent[]) => {
  const tell = jsonl.watch();
  return events.map(tell).join('');
};

const lint = makeTask({ name: 'lint', tier: 'fast' });
const done = (different: Partial<RunRecord>): RunEvent => ({ type: 'done', record: aRecord(different) });
const finished = (check = aCheck()): RunEvent => ({ type: 'finished', task: lint, check });
const planned: RunEvent = {
  type: 'planned',
  plan: { tiers: [{ name: 'fast' }], checks: [{ task: lint }], leftOut: [{ task: lint, reason: 'when' }] } as never,
};

describe('jsonl', () => {
  it('tells every way to end', async () => {
    await expect(jsonl.render([everyEnding()])).toMatchFileSnapshot('golden/every-ending.jsonl');
  });

  it('tells each event when it happens', () => {
    expect(
      linesIn(told(planned, { type: 'started', task: lint }, finished(), { type: 'notice', message: 'a' })),
    ).toEqual([
      { version: 1, type: 'run-start', tier: ['fast'], checks: 2 },
      { version: 1, type: 'check-start', tier: 'fast', task: 'lint' },
      { version: 1, type: 'check-end', check: aCheck() },
      { version: 1, type: 'notice', message: 'a' },
    ]);
  });

  it('ends with gates, and with all that there is to say of the run', () => {
    const { checks: _, gates: __, version: ___, ...run } = aRecord();
    expect(linesIn(told(planned, finished(), done({ checks: [aCheck()], gates: [aGate()] }))).slice(2)).toEqual([
      { version: 1, type: 'gate', gate: aGate() },
      { version: 1, type: 'run-end', run },
    ]);
  });

  it('tells before the end what was not told yet, and anew what has become something else', () => {
    const skipped = aCheck({ task: 'docs', status: 'skipped', reason: 'when' });
    const text = told(planned, finished(aCheck()), finished(aRemembered({ task: 'links' })), {
      ...done({ checks: [aFailure(), aRemembered({ task: 'links' }), skipped] }),
    });
    expect(typesIn(text)).toEqual(['run-start', 'check-end', 'check-end', 'check-end', 'check-end', 'run-end']);
    expect(linesIn(text).slice(3, 5)).toMatchObject([{ check: aFailure() }, { check: skipped }]);
  });

  it('tells of a record what it has told of its run', () => {
    const record = everyEnding();
    const events: readonly RunEvent[] = record.checks.map((check) => finished(check));
    const live = told(
      { ...planned, plan: { ...planned.plan, tiers: [{ name: 'fast' }, { name: 'thorough' }] as never } },
      ...events,
      {
        type: 'done',
        record,
      },
    );
    expect(linesIn(live).slice(1)).toEqual(linesIn(jsonl.render([record])).slice(1));
  });

  it('tells several refs one after the other', () => {
    const records = [aRecord({ ref: 'refs/heads/a' }), aRefusal({ ref: 'refs/heads/b' })];
    expect(typesIn(jsonl.render(records))).toEqual(['run-start', 'run-end', 'run-start', 'check-end', 'run-end']);
  });

  it('is one object a line, whatever a record holds', () => {
    for (const records of Object.values(SCENES))
      for (const line of linesIn(jsonl.render(records))) expect(line).toMatchObject({ version: 1 });
  });
});
