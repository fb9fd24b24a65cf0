import { describe, expect, it } from 'vitest';
import { isOver } from '../../src/core/excuse.ts';

describe('isOver', () => {
  it.each([
    ['2026-11-21', true],
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['9999-12-31', false],
    [undefined, false],
  ])('counts the last day itself: %s', (until, over) => {
    expect(isOver({ until }, '2026-11-22')).toBe(over);
  });
});
