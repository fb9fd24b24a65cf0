import { errorMessage } from '../../../core/errors.ts';
import type { Call, Opening, Order, Word } from './messages.ts';

/** Milliseconds for which a thread is kept that nobody asks anything. */
const IDLE = 1000;
/** Milliseconds that a store has to leave off what took too long. */
const GRACE = 200;

/** A thread, as `Worker` of node:worker_threads has it. */
export interface Threadlike {
  readonly postMessage: (order: Order) => void;
  readonly on: (event: 'message' | 'error' | 'exit', listener: (value: unknown) => void) => unknown;
  readonly ref: () => void;
  readonly unref: () => void;
  readonly terminate: () => unknown;
}

/** What is asked, without the number that it is known by. */
type Question = Call extends infer One ? (One extends Call ? Omit<One, 'id'> : never) : never;

/** What a store has answered; nothing is known of it. */
export interface Answered {
  readonly answer: unknown;
}

/**
 * The side of a store's thread that asks. It keeps the process as long as it is asked something, and no longer; after a time
 * without questions it ends.
 */
export class StoreThread {
  readonly #thread: Threadlike;
  readonly #waiting = new Map<number, (answered: Answered) => void>();
  readonly #opening: Promise<Opening>;
  #opened: (opening: Opening) => void = () => {};
  #number = 0;
  #idle: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(thread: Threadlike) {
    this.#thread = thread;
    this.#opening = new Promise((resolve) => {
      this.#opened = resolve;
    });
    thread.on('message', (word) => this.#hear(word as Word));
    thread.on('error', (error) => this.#end(errorMessage(error)));
    thread.on('exit', () => this.#end('its thread has ended'));
    thread.unref();
  }

  /** Whether it answers no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What it said first; undefined where the signal was faster. */
  opening(signal: AbortSignal): Promise<Opening | undefined> {
    return this.#within(this.#opening, signal);
  }

  /** What the store answers; undefined where the signal was faster. */
  async ask(question: Question, signal: AbortSignal): Promise<Answered | undefined> {
    this.#number += 1;
    const id = this.#number;
    const answer = new Promise<Answered>((resolve) => this.#waiting.set(id, resolve));
    this.#thread.postMessage({ type: 'call', call: { ...question, id } });
    const within = await this.#within(answer, signal);
    if (this.#waiting.delete(id) && !this.#isOver) this.#leave(id);
    return within;
  }

  async #within<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    clearTimeout(this.#idle);
    this.#thread.ref();
    let stop = () => {};
    const stopped = new Promise<undefined>((resolve) => {
      stop = () => resolve(undefined);
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      return await Promise.race([work, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#rest(IDLE);
    }
  }

  /** It is told to leave off, and not waited for. */
  #leave(id: number): void {
    this.#thread.postMessage({ type: 'abort', id });
    this.#rest(GRACE);
  }

  #rest(milliseconds: number): void {
    if (this.#waiting.size > 0) return;
    this.#thread.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#stop(), milliseconds).unref();
  }

  #stop(): void {
    this.#isOver = true;
    this.#thread.terminate();
  }

  #hear(word: Word): void {
    if (word.type !== 'answer') {
      this.#opened(word);
      return;
    }
    const answer = this.#waiting.get(word.id);
    this.#waiting.delete(word.id);
    answer?.({ answer: word.answer });
  }

  #end(why: string): void {
    this.#isOver = true;
    clearTimeout(this.#idle);
    this.#opened({ type: 'failed', why });
    for (const answer of this.#waiting.values()) answer({ answer: { trouble: why, found: new Map() } });
    this.#waiting.clear();
  }
}
