import { setMaxListeners } from 'node:events';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Web, WebMemory } from '../core/contracts/web.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { Sender } from './sender.ts';

/** What the web is opened with. */
export interface Opening {
  /** Variables that the task sees: those of proxies, and those that it declares. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly memory: WebMemory;
}

/** Opens the web for one task. Nothing is sent yet. */
export function openWeb({ variables, now, memory }: Opening): Web {
  const sender = new Sender(guardedLookup(), variables);
  return {
    send: (request, signal) => sender.send(request, heardByMany(signal)),
    now,
    wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal: heardByMany(signal) }),
    variables,
    isOnline: () =>
      Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) ?? false),
    memory,
  };
}

/** Many requests end with one signal: Node takes more than ten for a mistake, and says so on the terminal. */
function heardByMany(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}
