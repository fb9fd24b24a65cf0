import { describe, expect, it } from 'vitest';
import { HostGates, type Pace } from '../../src/external-links/host-gates.ts';

const signal = new AbortController().signal;
const PACE: Pace = { concurrency: 100, perHost: 100, interval: 0 };

/** A clock that goes on to the earliest time that somebody waits for, once nobody has anything else to do. */
function makeClock() {
  let now = 0;
  const waiting: { at: number; resolve: () => void }[] = [];
  return {
    now: () => now,
    wait: (milliseconds: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ at: now + milliseconds, resolve });
      }),
    async run(work: Promise<unknown>) {
      let isDone = false;
      void work.then(() => {
        isDone = true;
      });
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone) return work;
        waiting.sort((left, right) => left.at - right.at);
        const next = waiting.shift();
        if (next === undefined) throw new Error('everybody waits for nothing');
        now = next.at;
        next.resolve();
      }
    },
  };
}

/** Passes hosts through gates, each for a while, and notes when it began and how many were inside. */
async function passAll(hosts: readonly string[], pace: Pace, duration = 10) {
  const clock = makeClock();
  const gates = new HostGates(pace, clock);
  const inside = new Map<string, number>();
  let most = 0;
  let mostOfHost = 0;
  const begun: (readonly [string, number])[] = [];
  const use = async (host: string) => {
    begun.push([host, clock.now()]);
    inside.set(host, (inside.get(host) ?? 0) + 1);
    most = Math.max(
      most,
      [...inside.values()].reduce((sum, one) => sum + one, 0),
    );
    mostOfHost = Math.max(mostOfHost, ...inside.values());
    await clock.wait(duration);
    inside.set(host, (inside.get(host) ?? 0) - 1);
  };
  await clock.run(Promise.all(hosts.map((host) => gates.pass(host, signal, () => use(host)))));
  return { most, mostOfHost, begun };
}

describe('gates', () => {
  it('let so many through at once', async () => {
    const hosts = Array.from({ length: 20 }, (_, index) => `h${index}`);
    expect(await passAll(hosts, { ...PACE, concurrency: 3 })).toMatchObject({ most: 3 });
  });

  it('let fewer through to one host, and others are not kept back by that', async () => {
    const hosts = [...Array(6).fill('a'), 'b'];
    const { mostOfHost, begun } = await passAll(hosts, { ...PACE, concurrency: 3, perHost: 2 });
    expect(mostOfHost).toBe(2);
    expect(begun.slice(0, 3)).toEqual([
      ['a', 0],
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('leave some time between two requests to one host', async () => {
    const { begun } = await passAll(['a', 'b', 'a', 'a'], { ...PACE, interval: 50 });
    expect(begun).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 50],
      ['a', 100],
    ]);
  });

  it('keep everything from a host for a while, also what waits for its turn already', async () => {
    const clock = makeClock();
    const gates = new HostGates({ ...PACE, interval: 50 }, clock);
    const times: number[] = [];
    const use = async () => {
      times.push(clock.now());
      if (times.length === 1) gates.pause('a', 1000);
    };
    await clock.run(Promise.all([1, 2, 3].map(() => gates.pass('a', signal, use))));
    expect(times).toEqual([0, 1000, 1000]);
  });

  it('let the next through when something goes wrong inside', async () => {
    const gates = new HostGates({ ...PACE, concurrency: 1, perHost: 1 }, makeClock());
    const failed = gates.pass('a', signal, () => Promise.reject(new Error('odd')));
    const next = gates.pass('a', signal, async () => 'through');
    await expect(failed).rejects.toThrow('odd');
    expect(await next).toBe('through');
  });

  it('let nobody through when the signal has fired', async () => {
    const gates = new HostGates(PACE, makeClock());
    await expect(gates.pass('a', AbortSignal.abort(new Error('over')), async () => 1)).rejects.toThrow('over');
  });
});
