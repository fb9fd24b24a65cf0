import { expect, it } from 'vitest';
import type { SharedSettings } from '../../../src/core/shared/settings.ts';
import { sharedFateOf } from '../../../src/run/explain/shared-fate.ts';
import { makeTask } from '../../support/work-lab.ts';

const shared: SharedSettings = {
  ...{ store: 'http', options: {}, repository: 'acme/shop', keys: {}, expires: 1, reads: true },
};
const fate = (task = {}, env: Record<string, string> = {}, settings: SharedSettings | undefined = shared) =>
  sharedFateOf(makeTask(task), settings === undefined ? {} : { shared: settings }, { env });

it('Where the config shares nothing, there is nothing to say', () => {
  expect(sharedFateOf(makeTask(), {}, { env: {} })).toBeUndefined();
});

it('Of a task it is said why nothing of it goes to others', () => {
  expect(fate()).toEqual({
    ...{ store: 'http', sharing: 'results', reads: true },
    keptBack: 'CI signs what is shared, and there is no LATTICE_HOOKS_SIGNING_KEY here',
  });
  expect(fate({ sharing: 'nothing' })).toMatchObject({ reads: false, keptBack: expect.stringContaining('"nothing"') });
  expect(fate({ cache: false })).toMatchObject({ reads: false, keptBack: 'what is not remembered cannot be shared' });
  expect(fate({}, { LATTICE_HOOKS_SIGNING_KEY: 'x' })).toMatchObject({
    keptBack: 'this is no CI that says which branch it runs',
  });
  expect(fate({}, {}, { ...shared, reads: false })).toMatchObject({ reads: false });
});
