import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadAll } from '../catalog.ts';
import { readJsonc } from '../config/jsonc.ts';
import { loadConfig } from '../config/load.ts';
import type { Carried, MigrationSite } from '../core/contracts/migrations.ts';
import { composePlan } from '../foreign-config/compose.ts';
import { type PersonalConfig, personalConfig } from '../foreign-config/personal.ts';
import type { MigrationPlan } from '../foreign-config/plan.ts';

/** The tools that are configured here, and what their configs become. */
export interface FoundMigrations {
  /** What was read of each tool whose checks are part of the plan, by name. */
  readonly readings: ReadonlyMap<string, Carried>;
  readonly plan: MigrationPlan;
  readonly personal: PersonalConfig;
}

/** Reads the configs of every tool that there is an entry for. Rejects with `LatticeError` for one that cannot be read. */
export async function readMigrations(site: MigrationSite): Promise<FoundMigrations> {
  const entries = await loadAll('migrations');
  const readings = new Map<string, Carried>();
  for (const [name, entry] of entries) {
    if (entry.find(site).length > 0) readings.set(name, await entry.read(site));
  }
  const isStarted = (name: string) => entries.get(name)?.isStarted === true;
  const plan = composePlan(readings, isStarted);
  const personal = personalConfig(readings, isStarted, plan);
  for (const name of plan.idle) readings.delete(name);
  return { readings, plan: { ...plan, left: [...plan.left, ...personal.left] }, personal };
}

/** Hook managers that have a config here, and its file. Those that others start are none. */
export async function findManagers(
  site: MigrationSite,
): Promise<readonly { readonly name: string; readonly file: string }[]> {
  const entries = [...(await loadAll('migrations'))].filter(([, { isStarted }]) => isStarted !== true);
  return entries.flatMap(([name, entry]) =>
    entry
      .find(site)
      .slice(0, 1)
      .map((file) => ({ name, file })),
  );
}

/** Rejects with `LatticeError` where a config that is to be written could not be used. */
export async function checkConfig(root: string, name: string, text: string): Promise<void> {
  const digest = createHash('sha256').update(text).digest('hex');
  const source = { ...readJsonc(name, text), file: join(root, name), shown: name, digest, isData: true };
  await loadConfig(source, root, '');
}
