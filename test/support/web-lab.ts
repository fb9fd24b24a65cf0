import type { Web, WebMemory } from '../../src/core/contracts/web.ts';
import type { PlacedLink } from '../../src/external-links/pages.ts';
import { guardedLookup, type Resolve } from '../../src/web/guarded-lookup.ts';
import { Sender } from '../../src/web/sender.ts';

/** A web that really sends, under a clock of its own that goes on only when somebody waits. */
export interface TestWeb extends Web {
  /** Every wait, in milliseconds. */
  readonly waits: number[];
  /** What is remembered. */
  readonly words: Map<string, string>;
  /** Lets time pass. */
  pass(milliseconds: number): void;
}

/** What may be made up. */
export interface MadeUp {
  readonly variables?: Readonly<Record<string, string>>;
  /** In place of the machine's own look-up; an error code stands for a failure. */
  readonly resolve?: (host: string) => string;
  readonly isOnline?: boolean;
  readonly memory?: WebMemory;
}

/** The time at which tests begin. */
const BEGINNING = Date.UTC(2026, 0, 1);

/** Opens such a web. */
export function makeWeb({ variables = {}, resolve, isOnline = true, memory }: MadeUp = {}): TestWeb {
  let now = BEGINNING;
  const waits: number[] = [];
  const words = new Map<string, string>();
  const sender = new Sender(guardedLookup(resolve === undefined ? undefined : resolver(resolve)), variables);
  return {
    waits,
    words,
    variables,
    send: (request, signal) => sender.send(request, signal),
    now: () => now,
    async wait(milliseconds, signal) {
      signal.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
    isOnline: () => isOnline,
    memory: memory ?? {
      recall: (keys) => new Map(keys.flatMap((key) => (words.has(key) ? [[key, words.get(key) ?? '']] : []))),
      remember: (more) => {
        for (const [key, word] of more) words.set(key, word);
      },
    },
  };
}

function resolver(resolve: (host: string) => string): Resolve {
  return (host, _, callback) => {
    const found = resolve(host);
    if (/^E/.test(found)) callback(Object.assign(new Error(found), { code: found }), []);
    else callback(null, [{ address: found, family: found.includes(':') ? 6 : 4 }]);
  };
}

/** Links, each on a line of its own, as if they stood in `a.md`. */
export function linksTo(...destinations: readonly string[]): readonly PlacedLink[] {
  return destinations.map((destination, index) => ({
    document: 'a.md',
    link: { destination, line: index + 1, column: 1 },
  }));
}
