import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../../src/core/coverage-decode.ts';
import cobertura from '../../src/coverage/cobertura.ts';
import coveragePy from '../../src/coverage/coverage-py.ts';
import istanbul from '../../src/coverage/istanbul.ts';
import lcov from '../../src/coverage/lcov.ts';
import { asText } from '../support/coverage-reports.ts';

const formats = new Map(Object.entries({ cobertura, 'coverage-py': coveragePy, istanbul, lcov }));
const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');

describe('decodeReport', () => {
  it.each([
    ['vitest.lcov', 'lcov'],
    ['vitest-final.json', 'istanbul'],
    ['vitest-cobertura.xml', 'cobertura'],
    ['coverage-py-branch.json', 'coverage-py'],
    ['coverage-py-plain.json', 'coverage-py'],
    ['coverage-py-branch.xml', 'cobertura'],
    ['coverage-py-branch.lcov', 'lcov'],
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
    ['hello', /no coverage report of a known form \(cobertura, coverage-py, istanbul, lcov\)/],
    ['{}', /no coverage report of a known form/],
    ['SF:a\nDA:', /not readable as lcov/],
  ])('says what is wrong with %j', (text, problem) => {
    expect(decodeReport(asText(text), formats)).toMatchObject({
      status: 'problem',
      problem: expect.stringMatching(problem),
    });
  });
});
