import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { optionsSchema } from '../../src/config/schema/config.ts';
import k6 from '../../src/tasks/k6.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by k6 1.3.0; metrics that nothing depends on are cut out.

const TIMES = { 'p(95)': 5.896234549999996, avg: 1.7799547844827581, min: 0.186668, max: 15.244279 };
const summaryOf = (metrics: object) => JSON.stringify({ root_group: { checks: {} }, metrics });
const GOOD = {
  http_req_duration: { ...TIMES, thresholds: { 'p(95)<100': false } },
  http_req_failed: { passes: 0, fails: 1972, thresholds: { 'rate<0.01': false }, value: 0 },
  http_reqs: { count: 1972, rate: 985.4091240539891 },
};
const SLOW = {
  ...GOOD,
  http_req_duration: { ...TIMES, 'p(95)': 204.891234, thresholds: { 'p(95)<100': true, 'avg<500': false } },
  http_req_failed: { passes: 14, fails: 0, thresholds: { 'rate<0.01': true }, value: 1 },
};
const EMPTY = {
  http_req_duration: { avg: 0, min: 0, max: 0, 'p(95)': 0, thresholds: { 'p(95)<100': false } },
  http_req_failed: { passes: 0, fails: 0, thresholds: { 'rate<0.01': false }, value: 0 },
  own_errors: { count: 0, rate: 0, thresholds: { 'count<5': false } },
};
const line = (rest: string) => `time="2026-11-26T05:48:15Z" level=${rest}\n`;
const CROSSED = line(`error msg="thresholds on metrics 'http_req_duration' have been crossed"`);
const THROWN = line(
  'error msg="Error: in \\"vu\\"\\n\\tat default (file:///lab/thr.js:3:36(3))\\n" executor=shared-iterations scenario=default source=stacktrace',
);
const REFUSED = line('warning msg="Request Failed" error="Get \\"http://127.0.0.1:1/\\": connection refused"');

const judge = (exit: ReturnType<typeof exited>, summary?: string) =>
  k6.judge(exit, contextIn('/project', [], { results: [summary] }));
const messages = (judgment: ReturnType<typeof judge>) =>
  'findings' in judgment ? judgment.findings?.map(({ message }) => message) : judgment;

describe('judging k6', () => {
  it('passes within the thresholds of the script, for now', () => {
    expect(judge(exited(0, '', REFUSED), summaryOf(GOOD))).toEqual({ status: 'passed', lasting: false });
  });

  it('says which were crossed, and what was measured', () => {
    expect(messages(judge(exited(99, '', CROSSED), summaryOf(SLOW)))).toEqual([
      'http_req_duration: p(95)<100 is not so: p(95) is 204.891',
      'http_req_failed: rate<0.01 is not so: rate is 1',
    ]);
    expect(messages(judge(exited(99, '', CROSSED)))).toEqual([
      "thresholds on metrics 'http_req_duration' have been crossed",
    ]);
  });

  it('refuses what the script threw, although k6 does not', () => {
    expect(messages(judge(exited(0, '', THROWN + THROWN), summaryOf(EMPTY)))).toEqual([
      'the script threw Error: in \\"vu\\"',
    ]);
  });

  it.each([
    ['measured nothing', exited(0), summaryOf(EMPTY), 'nothing was measured of http_req_duration, http_req_failed'],
    [
      'has a share of nothing',
      exited(0),
      summaryOf({ ...GOOD, checks: { passes: 0, fails: 0, thresholds: { 'rate>0.9': false } } }),
      'of checks',
    ],
    ['has no thresholds', exited(0), summaryOf({ http_reqs: { count: 1 } }), 'nothing could fail'],
    ['wrote no summary', exited(0), undefined, 'no summary'],
    ['wrote half of one', exited(0), summaryOf(GOOD).slice(0, 90), 'no summary'],
    ['refuses without a reason', exited(99), summaryOf(GOOD), 'exit code 99'],
    [
      'cannot load the script',
      exited(107, '', line('error msg="Error: x\\n\\tat file:///lab/brk.js:1:7(12)\\n" hint="script exception"')),
      undefined,
      'exit code 107',
    ],
    [
      'knows no such metric',
      exited(104, '', line('error msg="invalid threshold defined on nope"')),
      undefined,
      'exit code 104',
    ],
    ['finds no script', exited(255, '', line('error msg="none.js could not be found"')), undefined, 'exit code 255'],
  ])('is broken where it %s', (_, exit, summary, message) => {
    expect(judge(exit, summary)).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });
});

describe('the options of k6', () => {
  it('name the script, which comes last', () => {
    expect(k6.check({ script: 'load.js' })[0]?.slice(-2)).toEqual(['{args}', 'load.js']);
  });

  it.each([
    [{ script: 'load/a.js', args: ['-e', 'HOST=x'] }, true],
    [{}, false],
    [{ script: '--out=x' }, false],
  ])('are %j: %s', (options, isRight) => {
    expect(z.safeParse(optionsSchema(k6), options).success).toBe(isRight);
  });

  it('are proposed to nobody', () => {
    expect(k6.detect(factsOf({ 'load/a.js': "import http from 'k6/http';\n" }))).toMatchObject({ found: false });
    expect(k6.detect(factsOf({ 'load/a.js': 'x\n', 'src/a.js': "import http from 'k6/http';\n" }))).toBeUndefined();
  });
});
