import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RemoteAnswer, RemoteObject, RemoteStore, RemoteTrouble } from '../../../core/contracts/stores.ts';
import { answerIn, troubleIn } from '../../../core/shared/own-answer.ts';
import { REACHING_VARIABLE, SIGNING_VARIABLE } from '../../../core/shared/settings.ts';
import type { ThreadData } from './messages.ts';
import { type Answered, StoreThread, type Threadlike } from './thread.ts';

/** A store of a project's own that is open. */
export interface OwnStore {
  readonly store: RemoteStore;
  /** Milliseconds that CI waits for it to take results; absent where the module does not say. */
  readonly patience?: number;
}

const OUT_OF_TIME: RemoteTrouble = { trouble: 'no answer in time' };

/**
 * Opens a store of a project's own in a thread, as `open` of its kind says. Nothing that it does is believed, or waited for
 * longer than the signals say. `start`: starts the thread. Rejects with an `Error` where the module cannot be loaded or opens
 * nothing, or where the signal was faster.
 */
export async function openOwnStore(
  { site, ...given }: ThreadData,
  signal: AbortSignal,
  start: (data: ThreadData) => Threadlike,
): Promise<OwnStore> {
  const data = { ...given, site: { ...site, env: withoutSecretsOfOurs(site.env) } };
  let thread = new StoreThread(start(data));
  const opening = await thread.opening(signal);
  if (opening === undefined) throw new Error('its module was not loaded in time');
  if (opening.type === 'failed') throw new Error(opening.why);
  // One that nobody has asked for a while has ended.
  const current = () => {
    if (thread.isOver) thread = new StoreThread(start(data));
    return thread;
  };
  const store: RemoteStore = {
    address: troubleIn({ trouble: opening.address }).trouble ?? '',
    async get(wanted, within): Promise<RemoteAnswer> {
      const answered = await current().ask({ method: 'get', wanted }, within);
      return answered === undefined ? { found: new Map(), ...OUT_OF_TIME } : answerIn(answered.answer, wanted);
    },
    put: async (objects, within) =>
      troubleOf(await current().ask({ method: 'put', objects: objects.map(alone) }, within)),
    ...(opening.isFetching
      ? { fetch: async (within: AbortSignal) => troubleOf(await current().ask({ method: 'fetch' }, within)) }
      : {}),
  };
  return { store, ...(opening.patience === undefined ? {} : { patience: opening.patience }) };
}

function troubleOf(answered: Answered | undefined): RemoteTrouble {
  return answered === undefined ? OUT_OF_TIME : troubleIn(answered.answer);
}

/** Small buffers share memory, all of which would be handed over with one of them. */
function alone({ bytes, ...name }: RemoteObject): RemoteObject {
  return { ...name, bytes: Uint8Array.from(bytes) };
}

/** Who signs, and who may write to branches, is no business of a store. */
function withoutSecretsOfOurs(env: ThreadData['site']['env']): ThreadData['site']['env'] {
  const { [SIGNING_VARIABLE]: _signing, [REACHING_VARIABLE]: _reaching, ...rest } = env;
  return rest;
}

/**
 * Starts threads of the package in this absolute folder. What a store prints is heard by nobody: a board, or a report for
 * programs, would be broken by it.
 */
export function threadsOf(packageFolder: string): (data: ThreadData) => Threadlike {
  return (data) => {
    const env = Object.fromEntries(Object.entries(data.site.env).filter(([, value]) => value !== undefined));
    const file = join(packageFolder, 'dist/own-store.js');
    const worker = new Worker(file, { workerData: data, env, stdout: true, stderr: true });
    worker.stdout.resume();
    worker.stderr.resume();
    return worker;
  };
}
