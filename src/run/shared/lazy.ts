import type { Ports } from '../../core/ports.ts';
import { SHARING_VARIABLE } from '../../core/shared/settings.ts';
import type { Sharing } from './pool.ts';
import type { OpenShared } from './share.ts';

/** What machines share, and what becomes of what passed here. */
export interface LazyShared {
  /** Absent where nothing is shared. */
  readonly shared?: NonNullable<Ports['shared']>;
  /** Gives to others what passed here, where that is signed. To be called once all is judged. Never rejects. */
  readonly publish: OpenShared['publish'];
}

/** Opens what machines share once it is asked for: all that knows of it is loaded then, and no sooner. */
export function lazyShared(sharing: Sharing): LazyShared {
  const { tiers, world } = sharing;
  if (world.env[SHARING_VARIABLE] === '0' || tiers.every(({ shared }) => shared === undefined))
    return { publish: async () => {} };
  let opened: Promise<OpenShared> | undefined;
  const open = () => {
    opened ??= import('./share.ts').then(({ openShared }) => openShared(sharing));
    return opened;
  };
  return { shared: open, publish: async (notice) => (await opened)?.publish(notice) };
}
