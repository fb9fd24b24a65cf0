import type { Web } from '../core/contracts/web.ts';
import type { ExternalSettings } from './settings.ts';

/** How requests wait for each other. */
export type Pace = Pick<ExternalSettings, 'concurrency' | 'perHost' | 'interval'>;

/** Lets requests through: so many at once, fewer to one host, and those with some time between them. */
export class HostGates {
  readonly #pace: Pace;
  readonly #web: Pick<Web, 'now' | 'wait'>;
  readonly #all: Slots;
  readonly #hosts = new Map<string, Gate>();

  constructor(pace: Pace, web: Pick<Web, 'now' | 'wait'>) {
    this.#pace = pace;
    this.#web = web;
    this.#all = new Slots(pace.concurrency);
  }

  /** Does something with a host when its turn has come. Rejects with what that rejects with, or when the signal fires. */
  async pass<T>(host: string, signal: AbortSignal, use: () => Promise<T>): Promise<T> {
    const gate = this.#gate(host);
    // Who waits for a host takes no place from the others.
    return gate.slots.within(async () => {
      await this.#turn(gate, signal);
      return this.#all.within(async () => {
        // It may have been long ago that our turn came.
        signal.throwIfAborted();
        return use();
      });
    });
  }

  /** Keeps everything from a host for some milliseconds. */
  pause(host: string, milliseconds: number): void {
    const gate = this.#gate(host);
    gate.closed = Math.max(gate.closed, this.#web.now() + milliseconds);
  }

  async #turn(gate: Gate, signal: AbortSignal): Promise<void> {
    const start = Math.max(this.#web.now(), gate.next);
    gate.next = start + this.#pace.interval;
    // A server may close its gate while we wait for our turn.
    for (let at = start; ; at = gate.closed) {
      signal.throwIfAborted();
      const left = Math.max(at, gate.closed) - this.#web.now();
      if (left <= 0) return;
      await this.#web.wait(Math.ceil(left), signal);
    }
  }

  #gate(host: string): Gate {
    const gate = this.#hosts.get(host) ?? { slots: new Slots(this.#pace.perHost), next: 0, closed: 0 };
    this.#hosts.set(host, gate);
    return gate;
  }
}

interface Gate {
  readonly slots: Slots;
  /** When the next request may begin. */
  next: number;
  /** Until when none may. */
  closed: number;
}

/** So many at once; the others wait in the order in which they came. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async within<T>(use: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await use();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
