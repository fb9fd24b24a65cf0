import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileCi } from '../../src/config/compile/ci.ts';
import { withNested } from '../../src/config/governing.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Tier } from '../../src/core/task.ts';
import type { CiPlan } from '../../src/workflows/ci-plan.ts';
import { planCi } from '../../src/workflows/plan-ci.ts';
import { workflowFiles } from '../../src/workflows/workflows.ts';

/** Configs whose workflows stand beside them. */
export const CASES = [
  'document',
  'matrix',
  'folder',
  'cloud-run',
  'cloud-run-registries',
  'ecs',
  'shared-branch',
  'shared-store',
] as const;

/** A config in words of ours: its tiers, and what CI makes of them. */
export interface Planned {
  readonly tiers: readonly Tier[];
  readonly plan: CiPlan;
}

/** Plans by a config that `config` holds. `folder`: where it lies in the repository. */
export async function planned(config: unknown, folder = ''): Promise<Planned> {
  const shown = path.posix.join(folder, '.lattice-hooksrc.json');
  const file = `/repository/${shown}`;
  const source = { value: config, locate: () => undefined, file, shown, digest: '', isData: true };
  const loaded = await loadConfig(source, path.dirname(file), folder, 'everybody');
  const tiers = withNested(loaded.tiers, [folder]);
  const ci = loaded.ci ?? compileCi({}, {}, () => undefined);
  return { tiers, plan: planCi(tiers, ci, { config: shown, folder }) };
}

/** The workflows of a config, by name. */
export async function generated(config: unknown, folder = ''): Promise<ReadonlyMap<string, string>> {
  const { plan } = await planned(config, folder);
  return new Map(workflowFiles(plan).map(({ name, text }) => [name, text]));
}

/** The config of a case. */
export function configOf(name: (typeof CASES)[number]): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden', name, 'config.json'), 'utf8'));
}

/** The folder in which a case's config lies. */
export function folderOf(name: (typeof CASES)[number]): string {
  return { folder: 'packages/web', 'cloud-run-registries': 'services/shop' }[name as string] ?? '';
}
