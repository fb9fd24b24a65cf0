import { CLIENT_HOOKS } from '../core/triggers.ts';
import type { Repair } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Git hooks that a tier of a config names, in the order of githooks(5). None in CI, which runs tiers by itself. */
export function wantedHooks({ configs, isCI }: Pick<Facts, 'configs' | 'isCI'>): readonly string[] {
  if (isCI) return [];
  const named = new Set(configs?.tiers.flatMap(({ on }) => on));
  return CLIENT_HOOKS.filter((name) => named.has(name));
}

/**
 * Writing hooks anew as the repair of something, where it destroys nothing: not where git looks in a folder of others, where a
 * hook of ours was edited, where a config cannot be read, and by a package that `npx` has fetched for this command alone.
 */
export function installing({ hooks, configs, product }: Facts): { readonly repair?: Repair } {
  const isEdited = hooks?.files.some(({ is }) => is.type === 'ours' && is.version === product && !is.isAsWritten);
  const isSafe = hooks?.foreign === undefined && hooks?.canInstall === true && isEdited === false;
  return isSafe && configs?.unreadable.length === 0 ? { repair: { type: 'install' } } : {};
}

/** What a person does for it. */
export const INSTALL = '`npx lattice-hooks install`';
