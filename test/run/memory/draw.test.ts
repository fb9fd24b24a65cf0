import { describe, expect, it } from 'vitest';
import type { Tier } from '../../../src/core/task.ts';
import { drawFor } from '../../../src/run/memory/draw.ts';
import { makeTask } from '../../support/work-lab.ts';

const tier = (name: string, audit?: number): Tier => ({
  ...{ name, root: '', nested: [], on: [], tasks: [], gates: {} },
  ...(audit === undefined ? {} : { audit }),
});
const KEYS = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0').padEnd(40, '0'));
/** How many of evenly spread keys of a task in this tier are drawn. */
const drawn = (tiers: readonly Tier[], env: Readonly<Record<string, string>>, name = 'fast') => {
  const { isDrawn } = drawFor(tiers, { env, chance: 0 });
  return isDrawn && KEYS.filter((key) => isDrawn(makeTask({ tier: name }), key)).length;
};

describe('drawFor', () => {
  it.each([
    [{}, undefined],
    [{ CI: '' }, undefined],
    [{ CI: 'false' }, undefined],
    [{ CI: 'true' }, 6],
    [{ CI: '1' }, 6],
  ])('draws two of a hundred in CI, and none at home (%j)', (env, count) => {
    expect(drawn([tier('fast')], env)).toBe(count);
  });

  it('draws the share that the config says, anywhere', () => {
    expect(drawn([tier('fast', 0.25)], {})).toBe(64);
    expect(drawn([tier('fast', 1)], { CI: 'true' })).toBe(256);
    expect(drawn([tier('fast', 0)], { CI: 'true' })).toBeUndefined();
  });

  it('knows the tiers of several configs apart', () => {
    const tiers = [tier('fast', 0), tier('slow', 0.5)];
    expect([drawn(tiers, {}, 'fast'), drawn(tiers, {}, 'slow'), drawn(tiers, {}, 'other')]).toEqual([0, 128, 0]);
  });
});
