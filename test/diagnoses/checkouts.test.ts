import { describe, expect, it } from 'vitest';
import { diagnoseCheckouts } from '../../src/diagnoses/checkouts.ts';
import type { Facts } from '../../src/diagnoses/facts.ts';
import { makeFacts } from '../support/facts.ts';

const told = (more: Partial<Facts>) => diagnoseCheckouts(makeFacts(more)).map(({ id, severity }) => [id, severity]);

describe('checkouts of pushed commits', () => {
  const seen = (repository: string | undefined, isOurs: boolean, bytes = 1) => ({
    folder: '/c',
    repository,
    isOurs,
    bytes,
  });
  it.each([
    [seen('/gone', false), [['checkout-orphaned', 'advice']]],
    [seen(undefined, false), [['checkout-damaged', 'advice']]],
    [seen('/r', true, 3e9), [['checkout-large', 'advice']]],
    [seen('/r', true), []],
  ])('that only take room are advice (%#)', (checkout, expected) =>
    expect(told({ checkouts: [checkout] })).toEqual(expected),
  );
});
