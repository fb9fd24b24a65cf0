import type { ContentStore, RemoteStore } from '../../core/contracts/stores.ts';
import { errorMessage } from '../../core/errors.ts';
import { secretValues } from '../../core/secrets/mask.ts';
import type { SharedPass } from '../../core/shared/pack.ts';
import type { OfferedPasses, TakenPass, WantedPasses } from '../../core/shared/results.ts';
import type { SharedSettings } from '../../core/shared/settings.ts';
import type { Tier } from '../../core/task.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { accountOf, type SharedAccount, sayOnce } from './account.ts';
import { SharedBreaker } from './breaker.ts';
import { fetchContents } from './contents.ts';
import { fetchFirst } from './fetch-first.ts';
import { type OpenedStore, openRemote } from './open.ts';
import { passesIn, type Reading, readEntries } from './reader.ts';
import { type Offer, publish, type Signer, sharedPass, signerOf } from './writer.ts';

/** For what results are shared. */
export interface Sharing {
  readonly scene: Scene;
  readonly tiers: readonly Tier[];
  readonly contents: ContentStore;
  readonly world: World;
  readonly notice: (message: string) => void;
}

/** What is shared by the same settings. */
export class SharedPool {
  readonly #settings: SharedSettings;
  readonly #sharing: Sharing;
  readonly #signer: Signer | string | undefined;
  readonly #offered: OfferedPasses[] = [];
  readonly #now: number;
  readonly #account: SharedAccount;

  constructor(settings: SharedSettings, sharing: Sharing) {
    this.#settings = settings;
    this.#sharing = sharing;
    this.#signer = signerOf(settings, sharing.world.env);
    this.#now = Date.parse(sharing.world.startedAt);
    this.#account = accountOf(settings, sharing.world);
  }

  get isSigned(): boolean {
    return typeof this.#signer === 'object';
  }

  offer(offered: OfferedPasses): void {
    this.#offered.push(offered);
  }

  async take(wanted: readonly WantedPasses[]): Promise<ReadonlyMap<string, TakenPass>> {
    const account = this.#account;
    if (!this.#settings.reads || wanted.length === 0 || account.left <= 0) return new Map();
    const { world, scene } = this.#sharing;
    return this.#attempt(new Map(), async ({ store }, breaker) => {
      if (breaker.isOpen) return new Map();
      const { trouble: missed } = account.isFetched ? {} : await fetchFirst(store, scene.repository, world);
      account.isFetched = true;
      const started = world.now();
      const reading = this.#reading(store, account.left);
      const { packs, disbelieved, trouble } = await readEntries(
        [...new Set(wanted.map(({ entry }) => entry))],
        reading,
      );
      const found = await passesIn(packs, wanted);
      const shared = [...found.values()].map((one) => one.shared);
      const { has, ...fetched } = await fetchContents(shared, this.#sharing.contents, reading);
      account.left -= world.now() - started;
      this.#tell(store, breaker, missed ?? trouble ?? fetched.trouble);
      if (disbelieved.length > 0)
        this.#say(`results at ${store.address} are not believed: ${[...new Set(disbelieved)].join(', ')}`);
      return new Map(
        [...found].flatMap(([key, { shared: one, seen }]) => (has(one) ? [[key, { pass: one.pass, seen }]] : [])),
      );
    });
  }

  async publish(notice: Sharing['notice']): Promise<void> {
    const say = (message: string) => notice(`results were not given to others: ${message}`);
    const signer = this.#signer;
    if (typeof signer === 'string') say(signer);
    if (typeof signer !== 'object' || this.#offered.length === 0) return;
    await this.#attempt(undefined, async ({ store, patience }) => {
      const { contents } = this.#sharing;
      const offers = await this.#offers();
      if (offers.length === 0) return;
      // What others have shared since is not to be lost.
      await store.fetch?.(AbortSignal.timeout(patience));
      const trouble = await publish(offers, signer, contents, this.#reading(store, patience));
      if (trouble !== undefined) say(`${store.address}: ${trouble}`);
    });
  }

  async #offers(): Promise<readonly Offer[]> {
    const { contents, world } = this.#sharing;
    const offers = new Map<string, Map<string, SharedPass>>();
    for (const { task, entry, passes } of this.#offered) {
      const secrets = secretValues(world.env, new Set([...task.env, ...task.passEnv]));
      const some = offers.get(entry) ?? new Map<string, SharedPass>();
      for (const [key, pass] of passes) {
        const shared = await sharedPass(task, pass, secrets, contents);
        if (shared !== undefined) some.set(key, shared);
      }
      if (some.size > 0) offers.set(entry, some);
    }
    return [...offers].map(([entry, passes]) => ({ entry, passes }));
  }

  #reading(store: RemoteStore, milliseconds: number): Reading {
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(milliseconds)));
    return { store, settings: this.#settings, now: this.#now, signal };
  }

  /** What has answered is asked again; what has not is told, not asked again by this process, and after some times left alone. */
  #tell(store: RemoteStore, breaker: SharedBreaker, trouble: string | undefined): void {
    if (trouble === undefined) {
      breaker.close();
      return;
    }
    this.#account.left = 0;
    const minutes = breaker.fail();
    const rest = minutes === undefined ? '' : `; it is left alone for ${minutes} minutes`;
    this.#say(`shared results did not come from ${store.address}: ${trouble}${rest}`);
  }

  #say(message: string): void {
    sayOnce(message, this.#account, this.#sharing);
  }

  /** Whatever fails here costs a notice. */
  async #attempt<T>(otherwise: T, work: (opened: OpenedStore, breaker: SharedBreaker) => Promise<T>): Promise<T> {
    const { scene, world } = this.#sharing;
    const { repository } = scene;
    try {
      const opened = await openRemote(this.#settings, { repository, world });
      if (opened === undefined) return otherwise;
      return await work(opened, new SharedBreaker(repository, opened.store.address, this.#now));
    } catch (error) {
      this.#say(`shared results cannot be used: ${errorMessage(error)}`);
      return otherwise;
    }
  }
}
