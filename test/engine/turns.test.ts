import { describe, expect, it } from 'vitest';
import { Slots } from '../../src/engine/slots.ts';
import { Turns } from '../../src/engine/turns.ts';
import { gate } from '../support/fake-run.ts';

describe('turns of a check', () => {
  it('count the time that it did nothing but wait', async () => {
    let clock = 0;
    const slots = new Slots(1);
    const others = gate();
    const busy = slots.use(() => others.opened);
    const turns = new Turns(slots, () => clock);
    const work = [0, 1].map(() =>
      turns.use(async () => {
        clock += 10;
      }),
    );
    clock += 500;
    others.open();
    await Promise.all([busy, ...work]);
    expect({ clock, idle: turns.idleMs }).toEqual({ clock: 520, idle: 500 });
  });

  it('count no wait beside work of its own, nor what lies between pieces of work', async () => {
    let clock = 0;
    const turns = new Turns(new Slots(2), () => clock);
    const first = gate();
    const work = [0, 1, 2].map((index) =>
      turns.use(async () => {
        if (index < 2) await first.opened;
      }),
    );
    clock += 500;
    first.open();
    await Promise.all(work);
    clock += 100;
    await turns.use(async () => undefined);
    expect(turns.idleMs).toBe(0);
  });
});
