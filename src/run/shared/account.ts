import type { SharedSettings } from '../../core/shared/settings.ts';
import { isCI } from '../../system/ci.ts';
import { guideLinkIn } from '../../system/guide-root.ts';
import type { World } from '../world.ts';
import type { OpenedStore } from './open.ts';

/** Milliseconds for what is asked of a store: below what a person notices who commits. */
const BUDGET = 300;
/** The same in CI, where nobody waits, and where the store may be on the other side of the world. */
const CI_BUDGET = 3000;

/** What a process has spent on a store, and what it has said of it: a push makes a run for each commit that it brings. */
export interface SharedAccount {
  /** Milliseconds that are left of the budget. */
  left: number;
  /** Whether what has to be fetched was. */
  isFetched: boolean;
  /** Notices that nobody needs twice. */
  readonly said: Set<string>;
  /** The store, once it was opened, and the folder that it was opened for. */
  opened?: { readonly directory: string; readonly store: Promise<OpenedStore> };
}

/** By the world that runs of one process have in common, and by settings. */
const ACCOUNTS = new WeakMap<object, Map<string, SharedAccount>>();

/** The account of a process for these settings: the same for all of its runs. */
export function accountOf(settings: SharedSettings, world: Pick<World, 'env'>): SharedAccount {
  const accounts = ACCOUNTS.get(world) ?? new Map<string, SharedAccount>();
  ACCOUNTS.set(world, accounts);
  const name = JSON.stringify(settings);
  const left = settings.budget ?? (isCI(world.env) ? CI_BUDGET : BUDGET);
  const account = accounts.get(name) ?? { left, isFetched: false, said: new Set() };
  accounts.set(name, account);
  return account;
}

/** Tells a notice that was not told yet; the first one says where the documentation says what such trouble costs. */
export function sayOnce(
  message: string,
  { said }: SharedAccount,
  to: { readonly notice: (message: string) => void; readonly world: Pick<World, 'packageFolder'> },
): void {
  if (said.has(message)) return;
  const place = 'shared-results.md#when-something-is-wrong';
  to.notice(said.size === 0 ? `${message}; see ${guideLinkIn(place, to.world.packageFolder)}` : message);
  said.add(message);
}
