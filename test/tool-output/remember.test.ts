import { expect, it } from 'vitest';
import { holdsFor } from '../../src/tool-output/remember.ts';

it('is for the rest of the day where nothing is said', () => {
  expect([{}, { remember: 'hour' }, { remember: 'never' }].map(holdsFor)).toEqual([86_400_000, 3_600_000, 0]);
});
