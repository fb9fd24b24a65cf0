import { loadEntry } from '../../catalog.ts';
import type { BadSample, Gate, GateContext, GateVerdict } from '../../core/contracts/gates.ts';
import { isFed } from '../../core/fed-gates.ts';
import type { FileEntry, RepoPath } from '../../core/files.ts';
import type { Tier } from '../../core/task.ts';

/** What a gate made of a sample that it is to refuse. */
export interface Proof {
  readonly tier: string;
  readonly gate: string;
  /** Folder of the config. */
  readonly root: RepoPath;
  readonly refuses: boolean;
  /** What the gate says of it. */
  readonly text: string;
  /** Files that it judges by, and that are to be committed. */
  readonly keeps: readonly RepoPath[];
}

/** What the sample is compared with. */
const SINCE = { base: '0'.repeat(40), since: 'the sample' };

/** Shows each gate of the tiers a sample that it is to refuse. Reads nothing of the repository and starts nothing. */
export async function proveGates(tiers: readonly Tier[], startedAt: string): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const tier of tiers) {
    for (const gate of Object.keys(tier.gates)) {
      const entry = await loadEntry('gates', gate);
      const { refuses, text } = await prove(entry, tier, gate, startedAt);
      const keeps = entry.keeps?.(tier.gates[gate] ?? {}, tier.root) ?? [];
      proofs.push({ tier: tier.name, gate, root: tier.root, refuses, text, keeps });
    }
  }
  return proofs;
}

async function prove(
  entry: Gate,
  tier: Tier,
  gate: string,
  startedAt: string,
): Promise<Pick<Proof, 'refuses' | 'text'>> {
  const policy = tier.gates[gate] ?? {};
  if (!isFed(tier, gate)) return { refuses: false, text: 'no task of the tier leaves what it judges' };
  const sample = entry.badSample?.(policy, tier.root);
  if (sample === undefined) return { refuses: false, text: 'there is no sample for it' };
  const verdict = await entry.judge(policy, await contextOf(tier, sample, startedAt));
  return { refuses: verdict.status === 'failed', text: textOf(verdict) };
}

async function contextOf(
  tier: Tier,
  { evidence, changed, files, before }: BadSample,
  startedAt: string,
): Promise<GateContext> {
  const { globTest } = await import('../../config/globs.ts');
  const entry: FileEntry = { mode: '100644', id: '0'.repeat(40) };
  return {
    ...evidence,
    tier: tier.name,
    root: tier.root,
    directory: '/bad-sample',
    today: startedAt.slice(0, 'yyyy-mm-dd'.length),
    snapshot: { source: 'commit', tree: new Map([...files.keys()].map((path) => [path, entry])), changed: new Map() },
    changedLines: async () => ({ lines: changed, ...SINCE }),
    readAtBase: async (_base, path) => ({ text: before?.get(path), ...SINCE }),
    reportsAt: async () => [],
    read: async (path) => files.get(path) ?? '',
    globTest,
  };
}

/** The first line that stands for the status; a skipped gate has nothing to refuse with. */
function textOf({ status, summary }: GateVerdict): string {
  return summary.find((line) => line.status === status)?.text ?? summary[0]?.text ?? status;
}
