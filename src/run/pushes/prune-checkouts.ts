import {
  bytesBelow,
  isOrphan,
  type KeptCheckout,
  keptCheckouts,
  removeCheckout,
} from '../../git/checkout/kept-checkouts.ts';
import type { Repository } from '../../git/repository.ts';
import type { World } from '../world.ts';

/** Days without a push after which a checkout goes: the next one makes it anew. */
const UNUSED_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** Who asks, and in which repository. */
interface Asked {
  readonly repository: Pick<Repository, 'root'>;
  readonly world: Pick<World, 'env' | 'pid' | 'startedAt'>;
}

/** What is gone. `bytes`: that it took. */
export interface FreedCheckouts {
  readonly checkouts: { readonly count: number; readonly bytes: number };
  /** Checkouts that would have gone, and somebody works in them. */
  readonly inUse: readonly KeptCheckout[];
}

/** Removes the checkouts that no push uses any more, and those of repositories that are gone. */
export async function pruneCheckouts({
  repository,
  world: { env, pid, startedAt: since },
}: Asked): Promise<FreedCheckouts> {
  const long = Date.parse(since) - UNUSED_DAYS * DAY;
  const old = keptCheckouts(repository.root, env).filter((kept) => isOrphan(kept) || kept.usedAt < long);
  let [count, bytes] = [0, 0];
  const inUse: KeptCheckout[] = [];
  for (const kept of old) {
    const size = bytesBelow(kept.folder);
    if (await removeCheckout(kept, { pid, since })) {
      count += 1;
      bytes += size;
    } else inUse.push(kept);
  }
  return { checkouts: { count, bytes }, inUse };
}
