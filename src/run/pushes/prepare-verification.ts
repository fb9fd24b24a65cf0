import { LatticeError } from '../../core/errors.ts';
import type { Configs } from '../configs/configs.ts';
import { type Preparation, prepareTiers } from '../preparation.ts';
import type { Scene } from '../scene.ts';
import { readCommitStates } from './commit-states.ts';
import { findCommitTiers, type Judging } from './commit-tiers.ts';

/** More than there are anywhere, and the largest number that git reads. */
const ALL_COMMITS = 2 ** 31 - 1;

/**
 * Plans what runs for a range that is verified: tiers that run at a commit, where no proof covers what the range changes.
 * Rejects with `LatticeError` where no tier does.
 */
export async function prepareVerification(configs: Configs, scene: Scene, judging: Judging): Promise<Preparation> {
  const { request, world, bases } = judging;
  const found = await findCommitTiers(configs, scene, judging);
  if (found === undefined) return { type: 'unread' };
  const { all, lacking } = found;
  if (all.length === 0) throw nothingToProve();
  const chosen = { tiers: lacking.map(({ tier }) => tier), trigger: 'manual' };
  const preparation = await prepareTiers(chosen, configs, scene, request, world);
  if (preparation.type !== 'ready') return preparation;
  const commits = await readCommitStates(scene, all, bases, ALL_COMMITS);
  return { type: 'ready', prepared: { ...preparation.prepared, commits } };
}

function nothingToProve(): LatticeError {
  return new LatticeError(
    'config',
    'no tier runs at `pre-commit` alone, so commits have no proofs',
    'Give a tier the trigger `pre-commit`; what runs at `pre-push` is `npx lattice-hooks run pre-push --from …`.',
  );
}
