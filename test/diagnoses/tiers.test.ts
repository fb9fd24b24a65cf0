import { expect, it } from 'vitest';
import { diagnoseTiers } from '../../src/diagnoses/tiers.ts';
import { CONFIG, makeConfigs, makeFacts, makeTier } from '../support/facts.ts';

it('names tiers without a trigger and without tasks, and their config', () => {
  const tiers = [makeTier(), makeTier({ name: 'idle', on: [] }), makeTier({ name: 'empty', tasks: [] })];
  expect(diagnoseTiers(makeFacts({ configs: makeConfigs(tiers) }))).toMatchObject([
    { id: 'tier-without-trigger', file: CONFIG, message: 'nothing runs the tier `idle` but a person' },
    { id: 'tier-without-tasks', file: CONFIG },
  ]);
});

it('knows that a deployment starts a tier', () => {
  const configs = makeConfigs([makeTier({ name: 'smoke', on: [] })], { deploying: ['smoke'] });
  expect(diagnoseTiers(makeFacts({ configs }))).toEqual([]);
});
