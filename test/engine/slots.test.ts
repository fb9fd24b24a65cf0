import { describe, expect, it } from 'vitest';
import { Slots } from '../../src/engine/slots.ts';
import { gate } from '../support/fake-run.ts';

describe('Slots', () => {
  it('gives a freed slot to who waits longest', async () => {
    const slots = new Slots(1);
    const first = gate();
    const order: number[] = [];
    const work = [0, 1, 2].map((index) =>
      slots.use(async () => {
        if (index === 0) await first.opened;
        order.push(index);
      }),
    );
    expect(order).toEqual([]);
    first.open();
    await Promise.all(work);
    expect(order).toEqual([0, 1, 2]);
  });

  it('frees the slot of work that throws', async () => {
    const slots = new Slots(1);
    await expect(slots.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.use(async () => 'next')).toBe('next');
  });

  it('has at least one', async () => {
    expect(await new Slots(0).use(async () => 'done')).toBe('done');
  });
});
