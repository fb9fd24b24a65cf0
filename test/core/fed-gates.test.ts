import { expect, it } from 'vitest';
import { isFed } from '../../src/core/fed-gates.ts';
import { makeTask } from '../support/work-lab.ts';

it('a gate is fed by what it judges: coverage, or reports that are its own', () => {
  const measuring = makeTask({ coverage: ['lcov.info'] });
  const scanning = makeTask({ scans: [{ gate: 'findings', input: 'a', pattern: 'a', isSure: true }] });
  expect(isFed({ tasks: [scanning, measuring] }, 'coverage')).toBe(true);
  expect(isFed({ tasks: [scanning] }, 'coverage')).toBe(false);
  expect(isFed({ tasks: [scanning], scanGates: ['findings'] }, 'findings')).toBe(true);
  expect(isFed({ tasks: [measuring], scanGates: ['findings'] }, 'findings')).toBe(false);
});
