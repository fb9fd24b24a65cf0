import type { ContentStore, RemoteStore } from '../../core/contracts/stores.ts';
import { errorMessage } from '../../core/errors.ts';
import type { OfferedPasses, TakenPass, WantedPasses } from '../../core/shared/results.ts';
import type { SharedSettings } from '../../core/shared/settings.ts';
import type { Tier } from '../../core/task.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { accountOf, type SharedAccount, sayOnce } from './account.ts';
import { SharedBreaker } from './breaker.ts';
import { fetchContents } from './contents.ts';
import { fetchFirst } from './fetch-first.ts';
import { offersOf } from './offers.ts';
import type { OpenedStore } from './open.ts';
import { openOnce } from './open-once.ts';
import { passesIn, type Reading, readEntries } from './reader.ts';
import { publish, type Signer, signerOf } from './writer.ts';

/** Milliseconds in which CI loads a module of the project's own. */
const LOADING = 5000;

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
    if (!this.#settings.reads || wanted.length === 0 || this.#account.left <= 0) return new Map();
    const breaker = new SharedBreaker(this.#sharing.scene.repository, this.#settings, this.#now);
    if (breaker.isOpen) return new Map();
    try {
      const { store } = await this.#open(this.#account.left);
      return await this.#takeFrom(store, wanted, breaker);
    } catch (error) {
      this.#tell(this.#settings.store, breaker, errorMessage(error));
      return new Map();
    }
  }

  async #takeFrom(
    store: RemoteStore,
    wanted: readonly WantedPasses[],
    breaker: SharedBreaker,
  ): Promise<ReadonlyMap<string, TakenPass>> {
    const account = this.#account;
    const { world, scene } = this.#sharing;
    const { trouble: missed } = account.isFetched ? {} : await fetchFirst(store, scene.repository, world);
    account.isFetched = true;
    const started = world.now();
    const reading = this.#reading(store, account.left);
    const { packs, disbelieved, trouble } = await readEntries([...new Set(wanted.map(({ entry }) => entry))], reading);
    const found = await passesIn(packs, wanted);
    const shared = [...found.values()].map((one) => one.shared);
    const { has, ...fetched } = await fetchContents(shared, this.#sharing.contents, reading);
    account.left -= world.now() - started;
    this.#tell(store.address, breaker, missed ?? trouble ?? fetched.trouble);
    if (disbelieved.length > 0)
      this.#say(`results at ${store.address} are not believed: ${[...new Set(disbelieved)].join(', ')}`);
    return new Map(
      [...found].flatMap(([key, { shared: one, seen }]) => (has(one) ? [[key, { pass: one.pass, seen }]] : [])),
    );
  }

  async publish(notice: Sharing['notice']): Promise<void> {
    const say = (message: string) => notice(`results were not given to others: ${message}`);
    const signer = this.#signer;
    if (typeof signer === 'string') say(signer);
    if (typeof signer !== 'object' || this.#offered.length === 0) return;
    try {
      const trouble = await this.#give(signer);
      if (trouble !== undefined) say(trouble);
    } catch (error) {
      say(`${this.#settings.store}: ${errorMessage(error)}`);
    }
  }

  /** What went wrong, if anything did. */
  async #give(signer: Signer): Promise<string | undefined> {
    const { contents } = this.#sharing;
    const offers = await offersOf(this.#offered, this.#sharing);
    if (offers.length === 0) return undefined;
    const { store, patience } = await this.#open(LOADING);
    // What others have shared since is not to be lost.
    await store.fetch?.(AbortSignal.timeout(patience));
    const trouble = await publish(offers, signer, contents, this.#reading(store, patience));
    return trouble === undefined ? undefined : `${store.address}: ${trouble}`;
  }

  #reading(store: RemoteStore, milliseconds: number): Reading {
    return { store, settings: this.#settings, now: this.#now, signal: within(milliseconds) };
  }

  #open(milliseconds: number): Promise<OpenedStore> {
    const { scene, world } = this.#sharing;
    const { directory, repository } = scene;
    return openOnce(this.#settings, this.#account, { repository, directory, world }, within(milliseconds));
  }

  /** What has answered is asked again; what has not is told, not asked again by this process, and after some times left alone. */
  #tell(address: string, breaker: SharedBreaker, trouble: string | undefined): void {
    if (trouble === undefined) {
      breaker.close();
      return;
    }
    this.#account.left = 0;
    const minutes = breaker.fail();
    const rest = minutes === undefined ? '' : `; it is left alone for ${minutes} minutes`;
    this.#say(`shared results did not come from ${address}: ${trouble}${rest}`);
  }

  #say(message: string): void {
    sayOnce(message, this.#account, this.#sharing);
  }
}

function within(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(Math.max(1, Math.ceil(milliseconds)));
}
