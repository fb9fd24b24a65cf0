import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAll } from '../../../src/catalog.ts';
import { decodeReport } from '../../../src/core/coverage/decode.ts';
import { asText } from '../../support/coverage-reports.ts';

const formats = await loadAll('coverage');
const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../../fixtures/coverage', name), 'utf8');

describe('decodeReport', () => {
  it.each([
    ['vitest.lcov', 'lcov'],
    ['vitest-final.json', 'istanbul'],
    ['vitest-cobertura.xml', 'cobertura'],
    ['coverage-py-branch.json', 'coverage-py'],
    ['coverage-py-plain.json', 'coverage-py'],
    ['coverage-py-branch.xml', 'cobertura'],
    ['coverage-py-branch.lcov', 'lcov'],
    ['llvm.lcov', 'lcov'],
    ['llvm.json', 'llvm'],
    ['go-cover.out', 'go'],
    ['jacoco.xml', 'jacoco'],
    ['istanbul-clover.xml', 'clover'],
    ['phpunit-clover.xml', 'clover'],
    ['simplecov.json', 'simplecov'],
    ['istanbul-summary.json', 'istanbul-summary'],
  ])('tells %s by its content', (name, format) => {
    for (const text of [fixture(name), `\uFEFF${fixture(name).replaceAll('\n', '\r\n')}`]) {
      expect(decodeReport(asText(text), formats)).toMatchObject({ status: 'decoded', report: { format } });
    }
  });

  it.each([
    ['', /is empty/],
    ['\uFEFF \n', /is empty/],
    ['{"result":[{"scriptId":"1","url":"file:///a.js","functions":[]}]}', /c8/],
    ['{"result":[],"timestamp":1}', /c8/],
    ['hello', /no coverage report of a known form \(.*cobertura, .*lcov, .*\)/],
    ['{}', /no coverage report of a known form/],
    ['SF:a\nDA:', /not readable as lcov/],
    ['{"meta": {"format": 3}, "files": {', /not readable: cut short/],
    [
      `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(99)}">]><coverage line-rate="1">&b;</coverage>`,
      /never read/,
    ],
  ])('says what is wrong with %j', (text, problem) => {
    expect(decodeReport(asText(text), formats)).toMatchObject({
      status: 'problem',
      problem: expect.stringMatching(problem),
    });
  });
});
