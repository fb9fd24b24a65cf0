import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import { pathMatcher } from '../../src/core/report-paths.ts';
import cobertura from '../../src/coverage/cobertura.ts';
import coveragePy from '../../src/coverage/coverage-py.ts';
import istanbul from '../../src/coverage/istanbul.ts';
import lcov from '../../src/coverage/lcov.ts';
import { mergeReports, shareOfAll } from '../../src/coverage-gate/merge.ts';
import { METRICS } from '../../src/coverage-gate/policy.ts';
import { asText } from '../support/coverage-reports.ts';

const formats = new Map(Object.entries({ cobertura, 'coverage-py': coveragePy, istanbul, lcov }));
const tracked = new Set(['src/shop.js', 'src/spaced näme.js', 'pkg/__init__.py', 'pkg/shop.py', 'other/shop.py']);

function fixture(name: string): CoverageReport {
  const text = readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');
  const decoded = decodeReport(asText(text), formats);
  if (decoded.status === 'problem') throw new Error(decoded.problem);
  return decoded.report;
}

/** Covered and total of each metric that is known. */
function shares(...names: readonly string[]) {
  const match = pathMatcher({ tracked, directory: '/repo', root: '', pathMap: [] });
  const measurement = mergeReports(names.map(fixture), match, () => false);
  expect(measurement.unmatched).toEqual([]);
  return METRICS.map((metric) => {
    const { covered, total } = shareOfAll(measurement, metric);
    return `${covered}/${total}`;
  });
}

describe('reports of one run', () => {
  it('say the same in every format', () => {
    expect(shares('vitest-final.json')).toEqual(['6/10', '4/6', '2/4', '6/11']);
    expect(shares('vitest.lcov').slice(0, 3)).toEqual(['6/10', '4/6', '2/4']);
    expect(shares('vitest-cobertura.xml').slice(0, 2)).toEqual(['6/10', '4/6']);
    for (const name of ['coverage-py-branch.json', 'coverage-py-branch.lcov', 'coverage-py-branch.xml']) {
      expect(shares(name).slice(0, 2)).toEqual(['9/11', '4/6']);
    }
  });

  it('say no more when they are put together', () => {
    expect(shares('vitest.lcov', 'vitest-final.json', 'vitest-cobertura.xml', 'vitest.lcov').slice(0, 2)).toEqual([
      '6/10',
      '4/6',
    ]);
    const python = ['coverage-py-branch.xml', 'coverage-py-branch.json', 'coverage-py-branch.lcov'];
    expect(shares(...python).slice(0, 2)).toEqual(['9/11', '4/6']);
  });

  it('of two languages add up', () => {
    expect(shares('vitest.lcov', 'coverage-py-branch.json').slice(0, 2)).toEqual(['15/21', '8/12']);
  });
});
