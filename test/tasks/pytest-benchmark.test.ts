import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/core/contracts/schema.ts';
import pytestBenchmark from '../../src/tasks/pytest-benchmark.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by pytest-benchmark 5.3.1; members that nothing depends on are cut out.

const benchmark = (name: string, min: number, max: number, mean: number, median: number) => ({
  group: null,
  name,
  fullname: `test_b.py::${name}`,
  stats: { min, max, mean, stddev: 7.259e-6, rounds: 5, median, ops: 930.1, total: 0.005375628999900073 },
});
const reportOf = (...benchmarks: readonly unknown[]) =>
  JSON.stringify({ machine_info: {}, benchmarks, version: '5.3.1' });
const FAST = benchmark('test_fast', 0.0010685699962778017, 0.0010866869, 0.0010751257999800146, 0.0010734070092439651);
const SLOW = benchmark('test_slow[a-1]', 0.004058, 0.0041063, 0.004083, 0.0040769);
const REGRESSED = `
--------------------------------------------------------------------------------
Performance has regressed:
	test_fast (0001_base) - Field 'mean' has failed PercentageRegressionCheck: 367.882952630 > 50.000000000
	test_slow (0001_base) - Field 'min' has failed DifferenceRegressionCheck: 0.007979606 > 0.001000000
--------------------------------------------------------------------------------
Traceback (most recent call last):
pytest_benchmark.session.PerformanceRegression: Performance has regressed.
`;
const UNKNOWN =
  'ERROR: usage: pytest [options]\npytest: error: unrecognized arguments: --benchmark-only --benchmark-json=x\n';

function judge(exit: ReturnType<typeof exited>, report?: string, options: Options = {}) {
  return pytestBenchmark.judge(exit, contextIn('/project', [], { results: [report], options }));
}

describe('judging pytest-benchmark', () => {
  it('passes what is fast enough, for now', () => {
    const limits = {
      'test_*': { mean: 5 },
      test_fast: { min: 1.1, max: 1.1, median: 1.08 },
      'test_slow[*-1]': { max: 4.2 },
    };
    expect(judge(exited(0), reportOf(FAST, SLOW), { limits })).toEqual({ status: 'passed', lasting: false });
  });

  it('refuses what is not', () => {
    const limits = { '*': { mean: 1.075 }, test_fast: { median: 1.0734 } };
    expect(judge(exited(0), reportOf(FAST, SLOW), { limits })).toMatchObject({
      status: 'failed',
      findings: [
        { message: 'test_fast: mean 1.076 ms > 1.075 ms' },
        { message: 'test_fast: median 1.074 ms > 1.0734 ms' },
        { message: 'test_slow[a-1]: mean 4.083 ms > 1.075 ms' },
      ],
    });
  });

  it('refuses what became slower', () => {
    expect(pytestBenchmark.check({ compare: 'mean:50%' })[0]?.slice(-2)).toEqual([
      '--benchmark-compare',
      '--benchmark-compare-fail=mean:50%',
    ]);
    expect(judge(exited(1, '', REGRESSED), reportOf(FAST, SLOW))).toMatchObject({
      status: 'failed',
      findings: [
        { message: 'test_fast (0001_base): mean is 367.88% more, beyond 50%' },
        { message: 'test_slow (0001_base): min is 0.007979606 s more, beyond 0.001 s' },
      ],
    });
  });

  it('refuses a benchmark that fails as a test', () => {
    const summary = '=========================== short test summary info ============================\n';
    const stdout = `${summary}FAILED test_b.py::test_fast - assert 1 == 2\n1 failed in 0.1s\n`;
    expect(judge(exited(1, stdout), reportOf())).toMatchObject({ status: 'failed', findings: [{ file: 'test_b.py' }] });
  });

  it.each([
    ['measured nothing', exited(0, '1 skipped in 0.06s\n'), undefined, {}, 'no benchmark was measured'],
    ['measured nothing of what has a limit', exited(0), reportOf(FAST), { limits: { 'test_s*': {} } }, 'of test_s*'],
    [
      'has no benchmark with the letters of a limit twice',
      exited(0),
      reportOf(FAST),
      { limits: { 'test_fa*fast': {} } },
      'of test_fa*fast',
    ],
    ['failed without a word', exited(1), reportOf(FAST), {}, 'exit code 1'],
    ['lacks the plugin', exited(4, '', UNKNOWN), undefined, {}, 'pip install pytest-benchmark'],
    [
      'has nothing to compare with',
      exited(4, '', 'ERROR: --benchmark-compare-fail requires valid --benchmark-compare.\n'),
      undefined,
      {},
      'requires valid',
    ],
    ['was stopped', exited(2), reportOf(FAST), {}, 'exit code 2'],
  ])('is broken where it %s', (_, exit, report, options, message) => {
    expect(judge(exit, report, options)).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });

  it('is proposed to nobody', () => {
    expect(pytestBenchmark.detect(factsOf({}, { python: ['pytest-benchmark'] }))).toMatchObject({ found: false });
    expect(pytestBenchmark.detect(factsOf({}))).toBeUndefined();
  });
});
