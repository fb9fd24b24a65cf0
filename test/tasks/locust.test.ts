import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { optionsSchema } from '../../src/config/schema/config.ts';
import type { Options } from '../../src/core/contracts/schema.ts';
import locust from '../../src/tasks/locust.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by Locust 2.47.0; members that nothing depends on are cut out.

const entry = (name: string, num_requests: number, num_failures: number, response_times: Record<string, number>) => ({
  name,
  method: 'GET',
  num_requests,
  num_none_requests: 0,
  num_failures,
  total_response_time: Object.entries(response_times).reduce((sum, [time, count]) => sum + Number(time) * count, 0),
  max_response_time: 223.76001400698442,
  min_response_time: 1.131714991061017,
  response_times,
  num_fail_per_sec: {},
});
const GOOD = entry('/', 83, 0, { 43: 1, 9: 3, 3: 11, 6: 4, 2: 40, 5: 8, 4: 12, 1: 2, 7: 2 });
const SLOW = entry('/slow', 14, 0, { 210: 3, 200: 10, 220: 1 });
const BAD = entry('/bad', 7, 7, { 6: 2, 8: 1, 3: 2, 4: 1, 1: 1 });

/** As it prints: behind whatever the locustfile prints. */
const printed = (...entries: readonly unknown[]) =>
  `ready\n{"own": 1}\n[1]\n${JSON.stringify(entries, undefined, 4)}\n`;

const ERRORS = `[2026-11-26 05:16:04,296] vm/INFO/locust.main: Shutting down (exit code 10)
Type     Name       # reqs      # fails |    Avg     Min     Max    Med |   req/s  failures/s
         Aggregated     96     7(7.29%) |      4       1      30      4 |   54.89        4.00

Error report
# occurrences      Error                                                                                               
------------------|-------------------
7                  GET /bad: HTTPError('500 Server Error: Internal Server Error for url: /bad')                        
------------------|-------------------
`;
const RAISED = `[2026-11-26 05:27:59,007] vm/ERROR/locust.user.task: boom
Traceback (most recent call last):
ValueError: boom

[2026-11-26 05:27:59,008] vm/ERROR/locust.user.task: boom
`;
const NO_HOST =
  '[2026-11-26 05:16:07,808] vm/ERROR/locust.runners: You must specify the base host. Either in the host attribute in the User class, or on the command line using the --host option.\n';

function judge(exit: ReturnType<typeof exited>, options: Options = {}) {
  return locust.judge(exit, contextIn('/project', [], { options }));
}
const messages = (judgment: ReturnType<typeof judge>) =>
  'findings' in judgment ? judgment.findings?.map(({ message }) => message) : judgment;

describe('judging Locust', () => {
  it('passes within its limits, for now', () => {
    const options = {
      limits: { p50: 4, p95: 210, p99: 220, max: 224 },
      endpoints: { 'GET /': { p99: 43, average: 4 } },
    };
    expect(judge(exited(0, printed(GOOD, SLOW)), options)).toEqual({ status: 'passed', lasting: false });
  });

  it('refuses what takes too long, all together or one kind of requests', () => {
    const options = {
      limits: { p95: 199, average: 30, max: 223.76 },
      endpoints: { 'GET /slow': { p50: 100, p90: 210 } },
    };
    expect(messages(judge(exited(0, printed(GOOD, SLOW)), options))).toEqual([
      'p95 200 ms > 199 ms',
      'average 32.59 ms > 30 ms',
      'max 223.77 ms > 223.76 ms',
      'GET /slow: p50 200 ms > 100 ms',
    ]);
  });

  it('counts percentiles as Locust does', () => {
    const ten = entry('/', 10, 0, { 1: 8, 9: 1, 10: 1 });
    expect(messages(judge(exited(0, printed(ten)), { limits: { p90: 9, p50: 0 } }))).toEqual([
      'p90 10 ms > 9 ms',
      'p50 1 ms > 0 ms',
    ]);
  });

  it('refuses a request that fails, unless some may', () => {
    const exit = exited(10, printed(GOOD, BAD), ERRORS);
    expect(messages(judge(exit))).toEqual([
      'failed requests 7.77% (7/90) > 0%',
      "7 of GET /bad: HTTPError('500 Server Error: Internal Server Error for url: /bad')",
    ]);
    expect(judge(exit, { limits: { failures: '7.78' } })).toMatchObject({ status: 'passed' });
    expect(judge(exit, { limits: { failures: '7.77' } })).toMatchObject({ status: 'failed' });
    expect(judge(exit, { limits: { failures: 50 }, endpoints: { 'GET /bad': { failures: 99 } } })).toMatchObject({
      status: 'failed',
    });
  });

  it('refuses what the locustfile raised, and what it refuses itself', () => {
    expect(messages(judge(exited(10, printed(GOOD), RAISED)))).toEqual(['a task of the locustfile raised: boom']);
    expect(messages(judge(exited(10, printed(GOOD))))).toEqual(['a task of the locustfile raised an error']);
    expect(messages(judge(exited(3, printed(GOOD))))).toEqual(['the locustfile ended the run with exit code 3']);
  });

  it.each([
    ['made no request', exited(0, '[]\n', NO_HOST), 'no request was made'],
    ['could not start', exited(1, '', "Could not find 'none.py'. Ensure your locustfile ends with '.py'\n"), 'none.py'],
    ['printed half', exited(0, printed(GOOD).slice(0, 100)), 'exit code 0'],
    ['printed something else', exited(0, '[{}]\n'), 'exit code 0'],
  ])('is broken where it %s', (_, exit, message) => {
    expect(judge(exit)).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });

  it('is broken where nothing was measured of what has a limit', () => {
    const message = 'nothing was measured of GET /b';
    expect(judge(exited(0, printed(GOOD)), { endpoints: { 'GET /b': { max: 1 } } })).toEqual({
      status: 'broken',
      message,
    });
  });
});

describe('the options of Locust', () => {
  it('stand on its command line', () => {
    const options = { file: 'load.py', users: 5, rate: 2, time: '60s', host: 'http://localhost' };
    expect(locust.check(options)[0]?.slice(6).join(' ')).toBe(
      '--locustfile load.py --users 5 --spawn-rate 2 --run-time 60s --host http://localhost',
    );
  });

  it.each([
    [{ users: 0 }, false],
    [{ limits: { p95: 1.5, failures: '0.5' } }, true],
    [{ limits: { p96: 1 } }, false],
    [{ limits: { failures: 101 } }, false],
    [{ endpoints: { 'GET /': { p95: -1 } } }, false],
  ])('are %j: %s', (options, isRight) => {
    expect(z.safeParse(optionsSchema(locust), options).success).toBe(isRight);
  });

  it('are proposed to nobody', () => {
    expect(locust.detect(factsOf({ 'locustfile.py': '' }))).toMatchObject({ found: false });
    expect(locust.detect(factsOf({}))).toBeUndefined();
  });
});
