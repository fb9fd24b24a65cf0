import { join } from 'node:path';
import type { CheckoutSeen } from '../diagnoses/facts.ts';
import { bytesBelow, isOrphan, type KeptCheckout, keptCheckouts } from '../git/checkout/kept-checkouts.ts';
import { isStale, readHolder } from '../git/isolation/lock-holder.ts';
import type { DoctorSite } from './site.ts';

/** The checkout of this repository, and those that no repository has any more. One that somebody works in is left out. */
export function lookAtCheckouts({ repository, world }: DoctorSite): readonly CheckoutSeen[] {
  const kept = keptCheckouts(repository.root, world.env).filter((one) => !isInUse(one));
  return kept.flatMap((one) => {
    const { folder, commonDir } = one;
    const isOurs = commonDir === repository.commonDir;
    if (!isOurs && !isOrphan(one)) return [];
    return { folder, repository: commonDir, isOurs, bytes: bytesBelow(folder) };
  });
}

function isInUse({ folder }: KeptCheckout): boolean {
  const lock = join(folder, 'git', 'lattice-hooks', 'lock');
  return readHolder(lock) !== undefined && !isStale(lock);
}
