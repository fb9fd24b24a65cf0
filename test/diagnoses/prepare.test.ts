import { expect, it } from 'vitest';
import { diagnosePrepare } from '../../src/diagnoses/prepare.ts';
import { makeFacts } from '../support/facts.ts';

it('hooks that only this clone has are worth a word, where people work', () => {
  const facts = makeFacts({ prepare: 'npm pkg set x' });
  expect(diagnosePrepare(facts)).toMatchObject([
    { id: 'prepare-missing', severity: 'advice', remedy: 'npm pkg set x' },
  ]);
  expect(diagnosePrepare({ ...facts, isCI: true })).toEqual([]);
});
