import { setMaxListeners } from 'node:events';
import type { RemoteAnswer, RemoteName, RemoteObject, RemoteStore, RemoteTrouble } from '../core/contracts/stores.ts';
import { type BytesAnswer, BytesSender } from './send-bytes.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** How the objects of a store are asked for. */
export interface HttpSpeech {
  /** For people. */
  readonly address: string;
  readonly urlOf: (name: Pick<RemoteName, 'kind' | 'name'>) => string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether there is no token where the config names one: who has none may still be allowed to read, and is not told off. */
  readonly lacksToken?: boolean;
  /** Headers of an object that is sent, besides. */
  readonly headersOf?: (object: RemoteObject) => Readonly<Record<string, string>>;
}

/** Statuses that say that something is not there, and nothing of the store. */
const NOT_THERE: ReadonlySet<number> = new Set([204, 404, 410]);

/** Statuses for those who show no token. `turborepo-remote-cache` calls it a bad request. */
const NOT_ALLOWED: ReadonlySet<number> = new Set([400, 401, 403]);

/** A store that keeps each object under a URL. */
export class HttpStore implements RemoteStore {
  readonly #speech: HttpSpeech;
  readonly #env: Variables;

  constructor(speech: HttpSpeech, env: Variables) {
    this.#speech = speech;
    this.#env = env;
  }

  get address(): string {
    return this.#speech.address;
  }

  async get(wanted: readonly RemoteName[], signal: AbortSignal): Promise<RemoteAnswer> {
    const { headers, urlOf, lacksToken } = this.#speech;
    const isMiss = (status: number) => NOT_THERE.has(status) || (lacksToken === true && NOT_ALLOWED.has(status));
    const answers = await this.#each(wanted, signal, (name, send) =>
      send({ method: 'GET', url: urlOf(name), headers, limit: name.limit }),
    );
    const found = new Map<string, Uint8Array>();
    for (const [{ name }, answer] of answers) {
      if (answer.type === 'reply' && answer.status === 200) found.set(name, answer.bytes);
    }
    return { found, ...troubleOf(answers, (status) => status === 200 || isMiss(status)) };
  }

  async put(objects: readonly RemoteObject[], signal: AbortSignal): Promise<RemoteTrouble> {
    const { headers, headersOf, urlOf } = this.#speech;
    const type = { 'content-type': 'application/octet-stream' };
    const answers = await this.#each(objects, signal, (object, send) =>
      send({
        method: 'PUT',
        url: urlOf(object),
        headers: { ...headers, ...type, ...headersOf?.(object) },
        body: object.bytes,
        limit: 0,
      }),
    );
    // 409: somebody has it there already.
    return troubleOf(answers, (status) => (status >= 200 && status < 300) || status === 409);
  }

  /** All at once, over connections that end with it. */
  async #each<T>(
    things: readonly T[],
    signal: AbortSignal,
    ask: (
      thing: T,
      send: (request: Parameters<BytesSender['send']>[0]) => Promise<BytesAnswer>,
    ) => Promise<BytesAnswer>,
  ): Promise<readonly (readonly [T, BytesAnswer])[]> {
    // Each request listens to it: of more than ten Node would say on the terminal that something leaks.
    setMaxListeners(0, signal);
    const sender = new BytesSender(this.#env);
    try {
      return await Promise.all(
        things.map(async (thing) => [thing, await ask(thing, (request) => sender.send(request, signal))] as const),
      );
    } finally {
      sender.close();
    }
  }
}

/** Of several things that went wrong the first counts. */
function troubleOf(
  answers: readonly (readonly [unknown, BytesAnswer])[],
  isFine: (status: number) => boolean,
): RemoteTrouble {
  for (const [, answer] of answers) {
    if (answer.type === 'failure') return { trouble: answer.why };
    if (answer.type === 'reply' && !isFine(answer.status)) return { trouble: `it answers ${answer.status}` };
  }
  return {};
}

/** The token in the variable that the config names; undefined where it names none, empty where there is nothing in it. */
export function tokenOf(name: unknown, env: Variables): string | undefined {
  return typeof name === 'string' ? (env[name] ?? '') : undefined;
}

/** What a token becomes; nothing where there is none. `scheme`: how it is shown. */
export function authorization(token: string | undefined, scheme: 'bearer' | 'basic'): Readonly<Record<string, string>> {
  if (token === undefined || token === '') return {};
  if (scheme === 'bearer') return { authorization: `Bearer ${token}` };
  return { authorization: `Basic ${Buffer.from(token).toString('base64')}` };
}
