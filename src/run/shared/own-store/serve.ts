import { pathToFileURL } from 'node:url';
import type { RemoteStore, RemoteStoreKind } from '../../../core/contracts/stores.ts';
import { errorMessage } from '../../../core/errors.ts';
import type { Call, Opening, Order, ThreadData, Word } from './messages.ts';

/** The end of a channel at which a thread listens. */
export interface ServingPort {
  readonly postMessage: (word: Word) => void;
  readonly on: (event: 'message', listener: (order: Order) => void) => unknown;
}

/** Opens a store of a project's own and hands on to it what is asked. Says first whether it could be opened. Never rejects. */
export async function serveStore(port: ServingPort, data: ThreadData): Promise<void> {
  const opened = await openStore(data);
  port.postMessage(opened.opening);
  const { store } = opened;
  if (store === undefined) return;
  const running = new Map<number, AbortController>();
  port.on('message', (order) => {
    if (order.type === 'abort') {
      running.get(order.id)?.abort();
      return;
    }
    const { call } = order;
    const controller = new AbortController();
    running.set(call.id, controller);
    void answerTo(call, store, controller.signal).then((answer) => {
      running.delete(call.id);
      say(port, call.id, answer);
    });
  });
}

interface Opened {
  readonly opening: Opening;
  readonly store?: RemoteStore;
}

async function openStore({ file, options, site }: ThreadData): Promise<Opened> {
  try {
    const { default: kind }: { readonly default: RemoteStoreKind } = await import(pathToFileURL(file).href);
    const store = kind.open(options, site);
    const lacking = (['get', 'put'] as const).filter((method) => typeof store?.[method] !== 'function');
    if (lacking.length > 0) return failed(`what it opens has no \`${lacking.join('` and no `')}\``);
    const patience = typeof kind.patience === 'number' ? { patience: kind.patience } : {};
    const isFetching = typeof store.fetch === 'function';
    return { store, opening: { type: 'opened', address: String(store.address), isFetching, ...patience } };
  } catch (error) {
    return failed(errorMessage(error));
  }
}

function failed(why: string): Opened {
  return { opening: { type: 'failed', why } };
}

async function answerTo(call: Call, store: RemoteStore, signal: AbortSignal): Promise<unknown> {
  try {
    switch (call.method) {
      case 'get':
        return await store.get(call.wanted, signal);
      case 'put':
        return await store.put(call.objects, signal);
      case 'fetch':
        return await store.fetch?.(signal);
    }
  } catch (error) {
    return { trouble: errorMessage(error), found: new Map() };
  }
}

/** An answer that cannot be handed over, such as a function, is told as what it is. */
function say(port: ServingPort, id: number, answer: unknown): void {
  try {
    port.postMessage({ type: 'answer', id, answer });
  } catch (error) {
    port.postMessage({ type: 'answer', id, answer: { trouble: errorMessage(error), found: new Map() } });
  }
}
