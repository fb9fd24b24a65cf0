import { expect, it } from 'vitest';
import { diagnoseGates } from '../../src/diagnoses/gates.ts';
import { makeConfigs, makeFacts, makeTier } from '../support/facts.ts';
import { makeTask } from '../support/work-lab.ts';

it('names gates that nothing feeds once, and those that refuse nothing', () => {
  const tiers = [
    makeTier({ name: 'unfed', gates: { coverage: {} } }),
    makeTier({ name: 'blunt', gates: { coverage: {} }, tasks: [makeTask({ coverage: ['a.info'] })] }),
    makeTier({ name: 'sharp', gates: { coverage: {} }, tasks: [makeTask({ coverage: ['a.info'] })] }),
  ];
  const proofs = ['unfed', 'blunt', 'sharp'].map((tier) => ({
    ...{ tier, gate: 'coverage', root: '', text: 'nothing is demanded', keeps: [] },
    refuses: tier === 'sharp',
  }));
  expect(diagnoseGates(makeFacts({ configs: makeConfigs(tiers, { proofs }) }))).toMatchObject([
    { id: 'gate-unfed', message: 'no task of `unfed` leaves what its gate `coverage` judges' },
    {
      id: 'gate-decorative',
      message: 'the gate `coverage` of `blunt` does not refuse a bad sample: nothing is demanded',
    },
  ]);
});

it('names files that gates judge by and that nobody commits', () => {
  const tiers = [makeTier({ name: 'slow', gates: { coverage: {} }, tasks: [makeTask({ coverage: ['a.info'] })] })];
  const proof = { tier: 'slow', gate: 'coverage', root: '', refuses: true, text: '' };
  const proofs = [{ ...proof, keeps: ['a.json', 'b.json'] }];
  expect(
    diagnoseGates(makeFacts({ configs: makeConfigs(tiers, { proofs, tracked: new Set(['a.json']) }) })),
  ).toMatchObject([
    { id: 'gate-without-baseline', message: 'the gate `coverage` of `slow` judges by b.json, which is not tracked' },
  ]);
});
