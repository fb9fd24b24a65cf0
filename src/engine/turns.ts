import type { Slots } from './slots.ts';

/** Slots as one check takes them. It knows how long the check did nothing but wait for one, which is no time of its own. */
export class Turns {
  readonly #slots: Pick<Slots, 'use'>;
  readonly #now: () => number;
  #waiting = 0;
  #working = 0;
  #idleSince = 0;
  #idleMs = 0;
  #startedAt: number | undefined;

  constructor(slots: Pick<Slots, 'use'>, now: () => number) {
    this.#slots = slots;
    this.#now = now;
  }

  /** When the first of its work began; undefined where none has. */
  get startedAt(): number | undefined {
    return this.#startedAt;
  }

  get idleMs(): number {
    return this.#idleMs;
  }

  /** Runs the work when a slot is free. */
  use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting + this.#working === 0) this.#idleSince = this.#now();
    this.#waiting += 1;
    return this.#slots.use(async () => {
      this.#waiting -= 1;
      if (this.#working === 0) {
        const now = this.#now();
        this.#startedAt ??= now;
        this.#idleMs += now - this.#idleSince;
      }
      this.#working += 1;
      try {
        return await work();
      } finally {
        this.#working -= 1;
        this.#idleSince = this.#now();
      }
    });
  }
}
