import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../core/json-shape.ts';
import { hashTexts } from '../../core/memory/fingerprint.ts';
import type { SharedSettings } from '../../core/shared/settings.ts';
import { replaceFile } from '../../system/kept/replace-file.ts';
import { sharedFolder } from './folder.ts';

/** Runs in a row that got no proper answer, before the store is left alone. */
const MOST_FAILURES = 2;
/** Milliseconds for which it is left alone then. */
const REST = 5 * 60_000;

interface State {
  readonly failures: number;
  /** Milliseconds since 1970; 0: it is not left alone. */
  readonly until: number;
}

const CLOSED: State = { failures: 0, until: 0 };

/**
 * Leaves a store alone for a time that has not answered properly: each hook is a process of its own, so that it is kept in
 * a file. One that cannot be read or written costs time.
 */
export class SharedBreaker {
  readonly #file: string;
  readonly #now: number;

  /** `now`: milliseconds since 1970. */
  constructor(
    repository: { readonly commonDir: string },
    { store, options }: Pick<SharedSettings, 'store' | 'options'>,
    now: number,
  ) {
    const name = hashTexts([store, JSON.stringify(options)]).slice(0, 16);
    this.#file = join(sharedFolder(repository), `breaker-${name}`);
    this.#now = now;
  }

  /** Whether the store is to be left alone. A time far ahead was written by another clock. */
  get isOpen(): boolean {
    const { until } = this.#read();
    return until > this.#now && until <= this.#now + REST;
  }

  /** Notes that the store has answered. */
  close(): void {
    if (this.#read().failures > 0) this.#write(CLOSED);
  }

  /** Notes that it has not. Returns for how many minutes it is left alone, if it is. */
  fail(): number | undefined {
    const failures = this.#read().failures + 1;
    const isOver = failures >= MOST_FAILURES;
    this.#write({ failures, until: isOver ? this.#now + REST : 0 });
    return isOver ? REST / 60_000 : undefined;
  }

  #read(): State {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      if (!isObject(value)) return CLOSED;
      const { failures, until } = value;
      return typeof failures === 'number' && typeof until === 'number' ? { failures, until } : CLOSED;
    } catch {
      return CLOSED;
    }
  }

  #write(state: State): void {
    try {
      mkdirSync(join(this.#file, '..'), { recursive: true });
      replaceFile(this.#file, JSON.stringify(state));
    } catch {
      // The next run finds out anew.
    }
  }
}
