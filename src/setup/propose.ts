import type { RepositoryFacts } from '../core/contracts/detection.ts';
import { detectTools } from './detect.ts';
import type { Candidate, Proposal, ProposedTask, ProposedTier } from './proposal.ts';
import { missingRoles, rolesOf, taskNames } from './roles.ts';
import { settleConflicts } from './settle.ts';
import { type HasProgram, keepUsable } from './usable.ts';

/** When each pace runs, and how long it may take. */
const PACES = [
  { name: 'fast', on: 'pre-commit', budget: '5s' },
  { name: 'message', on: 'commit-msg', budget: '1s' },
  { name: 'thorough', on: 'pre-push', budget: '2m' },
] as const;

/** Order of tasks in a tier: as one would do them by hand. */
const ORDER = ['format', 'lint', 'types', 'unit-tests'] as const;

/** What a config for this repository would say. */
export async function propose(repository: RepositoryFacts, has: HasProgram): Promise<Proposal> {
  const detected = await detectTools(repository);
  const { candidates, notes } = settleConflicts(keepUsable(detected, repository, has), repository);
  const kinds = new Map(candidates.map(({ name, kind }) => [name, kind]));
  return { tiers: tiersFor(candidates), notes, missing: missingRoles(kinds, repository.files) };
}

function tiersFor(candidates: readonly Candidate[]): readonly ProposedTier[] {
  const ordered = [...candidates].sort((one, other) => rank(one) - rank(other));
  const names = taskNames(ordered.map((candidate) => candidate.name));
  const tiers = PACES.map(({ name, on, budget }) => {
    const mine = ordered.filter(({ detection }) => detection.pace === name);
    const tasks = mine.map((candidate) => taskFor(candidate, names));
    const gates = Object.assign({}, ...mine.map(({ detection }) => detection.gates ?? {}));
    return { name, on: [on], budget, tasks, gates };
  }).filter((tier) => tier.tasks.length > 0);
  return tiers.some((tier) => tier.name === 'thorough') ? tiers : tiers.map(alsoAtPush);
}

/** With nothing of its own to do a push still makes up for commits that no hook has seen; the others are remembered. */
function alsoAtPush(tier: ProposedTier): ProposedTier {
  if (tier.name === 'message') return tier;
  return { ...tier, on: [...tier.on, 'pre-push'] };
}

function taskFor({ name, detection }: Candidate, names: ReadonlyMap<string, string>): ProposedTask {
  return { name: names.get(name) ?? name, uses: name, because: detection.because, keys: detection.task ?? {} };
}

function rank({ name }: Candidate): number {
  const [role] = rolesOf(name);
  return role === undefined ? ORDER.length : ORDER.indexOf(role);
}
