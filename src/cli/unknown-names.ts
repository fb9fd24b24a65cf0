import { suggest } from '../config/nearest.ts';
import { LatticeError } from '../core/errors.ts';
import type { Preparation } from '../run/preparation.ts';

/** The error for names on the command line that nothing here has. */
export function unknownNames({ what, names, known }: Extract<Preparation, { readonly type: 'unknown' }>): LatticeError {
  const lines = names.map((name) =>
    what === 'tier'
      ? `there is no tier and no hook \`${name}\`${suggest(name, known)}`
      : `there is no task and no gate \`${name}\` in it${suggest(name, known)}`,
  );
  return new LatticeError('usage', lines.join('\n'), '`npx lattice-hooks list` shows tiers and tasks.');
}

/** The error for a run by hand in a repository that has no config. */
export function noConfig(folder: string): LatticeError {
  return new LatticeError('config', `${folder} has no config`, 'Write one with `npx lattice-hooks init`.');
}
