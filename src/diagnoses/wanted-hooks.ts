import { neededHooks } from '../core/hooks/needed.ts';
import type { Repair } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Git hooks that the configs need, in the order of githooks(5). None in CI where nobody has installed any: it runs tiers by itself. */
export function wantedHooks({ configs, hooks, isCI }: Pick<Facts, 'configs' | 'hooks' | 'isCI'>): readonly string[] {
  const isOurs = hooks?.files.some(({ is }) => is.type === 'ours') === true || (hooks?.installed.length ?? 0) > 0;
  return isCI && !isOurs ? [] : neededHooks(configs?.tiers ?? []);
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
