import { expect, it } from 'vitest';
import { diagnoseUnseen } from '../../src/diagnoses/unseen.ts';
import { makeFacts } from '../support/facts.ts';

it('parts that could not be looked at are told once for each reason', () => {
  const unseen = [
    { what: 'configs', why: 'git cannot be started' },
    { what: 'the disk', why: 'EIO' },
    { what: 'hooks', why: 'git cannot be started' },
  ];
  expect(diagnoseUnseen(makeFacts({ unseen }))).toMatchObject([
    { id: 'unseen', severity: 'finding', message: 'configs, hooks could not be looked at: git cannot be started' },
    { message: 'the disk could not be looked at: EIO' },
  ]);
});
