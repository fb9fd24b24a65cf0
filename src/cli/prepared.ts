import { LatticeError } from '../core/errors.ts';
import type { Preparation, Prepared } from '../run/preparation.ts';

/** A run by hand that is ready. Rejects with `LatticeError` for names that nothing has, and where there is no config. */
export async function preparedByHand(preparation: Preparation, folder: string): Promise<Prepared> {
  switch (preparation.type) {
    case 'ready':
      return preparation.prepared;
    case 'unknown':
      throw await unknownNames(preparation);
    case 'unexplained':
      throw unexplained(preparation.names);
    case 'unconfigured':
      throw noConfig(folder);
    case 'unread':
      throw configVanished(folder);
  }
}

/** A hook's run that is ready; undefined where no config governs anything. Throws `LatticeError` where it cannot be known. */
export async function preparedForHook(preparation: Preparation, folder: string): Promise<Prepared | undefined> {
  return preparation.type === 'unconfigured' ? undefined : preparedByHand(preparation, folder);
}

/** The error for what cannot be done without a config. */
export function noConfig(folder: string): LatticeError {
  return new LatticeError('config', `${folder} has no config`, 'Write one with `npx lattice-hooks init`.');
}

/** The library that knows near names comes when there is a stranger. */
async function unknownNames({
  what,
  of,
  names,
  known,
}: Extract<Preparation, { readonly type: 'unknown' }>): Promise<LatticeError> {
  const { suggest } = await import('../core/nearest.ts');
  const lines = names.map((name) =>
    what === 'tier'
      ? `there is no tier and no hook \`${name}\`${suggest(name, known)}`
      : `\`${of}\` has no task and no gate \`${name}\`${suggest(name, known)}`,
  );
  return new LatticeError('usage', lines.join('\n'), '`npx lattice-hooks list` shows tiers and tasks.');
}

function unexplained(names: readonly string[]): LatticeError {
  const list = names.map((name) => `\`${name}\``).join(', ');
  return new LatticeError(
    'usage',
    `nothing says why ${list} is to be skipped`,
    'Add `--reason "why"`.',
    undefined,
    'skips.md',
  );
}

/** The error for a config that was there a moment ago. */
export function configVanished(folder: string): LatticeError {
  return new LatticeError('config', `a config of ${folder} was taken away while it was read`, 'Try again.');
}
