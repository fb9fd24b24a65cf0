import type { WebCause } from '../core/contracts/web.ts';
import type { Page } from './pages.ts';
import type { Verdict } from './verdict.ts';

/** Causes that may lie with our own network as well as with the page's host. */
const OURS: ReadonlySet<WebCause> = new Set(['host-not-found', 'no-resolver', 'no-route', 'timeout', 'proxy']);
/** Those of them that hardly lie with the host. */
const SURE: ReadonlySet<WebCause> = new Set(['no-resolver', 'no-route', 'proxy']);
/** Hosts that are enough to give up, when not one of them can be reached. */
const ENOUGH = 10;

/** Watches whether the network is there while pages are asked for. */
export class NetworkWatch {
  readonly #isOnline: () => boolean;
  readonly #unreached = new Map<string, string>();
  #isReached = false;
  #isSure = false;

  /** `isOnline`: whether the machine has a network at all. */
  constructor(isOnline: () => boolean) {
    this.#isOnline = isOnline;
  }

  /** Takes what became of a page that was asked for. */
  note({ url }: Page, verdict: Verdict): void {
    const cause = 'cause' in verdict ? verdict.cause : undefined;
    // An address that may not be asked says nothing of the network.
    if (verdict.type === 'private') return;
    if (cause === undefined || !OURS.has(cause)) this.#isReached = true;
    else this.#unreached.set(new URL(url).host, verdict.type === 'good' ? '' : verdict.said);
    if (cause !== undefined && SURE.has(cause)) this.#isSure = true;
  }

  /** Whether so many hosts could not be reached, and none could, that the others need not be asked. */
  get isHopeless(): boolean {
    return !this.#isReached && this.#unreached.size >= ENOUGH;
  }

  /**
   * What is wrong with the network, where it is that and not the pages: not one host answers, and that is either no matter of
   * hosts, or of several of them.
   */
  problem(): string | undefined {
    const [first] = this.#unreached;
    if (this.#isReached || first === undefined) return undefined;
    if (this.#unreached.size === 1 && !this.#isSure && this.#isOnline()) return undefined;
    const [host, said] = first;
    const hosts = this.#unreached.size === 1 ? host : `any of ${this.#unreached.size} hosts, such as ${host}`;
    return `the network cannot be used: no answer from ${hosts} (${said}). Links to other sites were not checked`;
  }
}
