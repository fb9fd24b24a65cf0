import type { ReadConfig } from '../run/configs/configs.ts';
import { missingHooks } from '../run/configs/missing-hooks.ts';
import type { Session } from './session.ts';

/** A config that was changed may name hooks that nobody has installed: that is told once, when it is read anew. */
export function tellingMissingHooks(read: ReadConfig, { place, notice }: Session): ReadConfig {
  return async (folder, root) => {
    const config = await read(folder, root);
    const missing = config === undefined ? [] : await missingHooks(place, config.tiers);
    if (missing.length > 0)
      notice(`no hook for ${missing.join(', ')} is installed: \`npx lattice-hooks install\` writes it`);
    return config;
  };
}
