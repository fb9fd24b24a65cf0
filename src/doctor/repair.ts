import { chmodSync, statSync } from 'node:fs';
import { LatticeError } from '../core/errors.ts';
import type { Diagnosis, Repair } from '../diagnoses/diagnosis.ts';
import { keptCheckouts, removeCheckout } from '../git/checkout/kept-checkouts.ts';
import { findHooksFolder, installHooks } from '../git/hooks/install.ts';
import { lockWorktree } from '../git/isolation/lock.ts';
import { recoverInterrupted } from '../run/local-run.ts';
import { configuredHooks } from '../setup/hook-names.ts';
import { listFiles } from '../setup/list-files.ts';
import { packageLink } from '../setup/package-link.ts';
import type { DoctorSite } from './site.ts';

/** What repairing did, and what it could not do: a line each. */
export interface Repaired {
  readonly done: readonly string[];
  readonly failed: readonly string[];
}

/** Carries out what diagnoses propose, each kind of repair once. One that fails stops no other. */
export async function repair(diagnoses: readonly Diagnosis[], site: DoctorSite): Promise<Repaired> {
  const repairs = diagnoses.flatMap((one) => one.repair ?? []);
  const done: string[] = [];
  const failed: string[] = [];
  for (const one of distinct(repairs)) {
    try {
      done.push(...(await carryOut(one, site)));
    } catch (error) {
      failed.push(error instanceof LatticeError ? `${error.message}: ${error.hint}` : String(error));
    }
  }
  return { done, failed };
}

function distinct(repairs: readonly Repair[]): readonly Repair[] {
  return [...new Map(repairs.map((one) => [JSON.stringify(one), one])).values()];
}

function carryOut(one: Repair, site: DoctorSite): readonly string[] | Promise<readonly string[]> {
  switch (one.type) {
    case 'allow':
      return one.files.map((file) => allow(file));
    case 'install':
      return install(site);
    case 'recover':
      return recover(site);
    case 'remove-checkouts':
      return removeCheckouts(one.folders, site);
  }
}

/** Whoever may read it may start it. */
function allow(file: string): string {
  const { mode } = statSync(file);
  chmodSync(file, mode | ((mode & 0o444) >> 2));
  return `made ${file} executable`;
}

async function install(site: DoctorSite): Promise<readonly string[]> {
  const { repository, place, world } = site;
  const { env, node, packageFolder, product } = world;
  const { root } = repository;
  const hookSite = { repository, env, node, packageFolder, product };
  const folder = await findHooksFolder(hookSite, false);
  const { hooks } = await configuredHooks(root, await listFiles(place));
  const installed = await installHooks(hookSite, folder, hooks, packageLink(world.cwd, root, packageFolder));
  return [
    `wrote ${installed.placed.join(', ')} into ${installed.folder}`,
    ...installed.movedAside.map(
      (name) => `kept the ${name} that was there as ${name}.before-lattice-hooks, where it runs first`,
    ),
    ...installed.removed.map((name) => `removed ${name}, which no tier names`),
  ];
}

async function recover({ repository, world, waiting }: DoctorSite): Promise<readonly string[]> {
  const release = await lockWorktree(repository.gitDir, waiting);
  const told: string[] = [];
  try {
    await recoverInterrupted(repository, world, (message) => told.push(message));
  } finally {
    release();
  }
  return told.length > 0 ? told : ['removed what a run that ended early had left'];
}

async function removeCheckouts(
  folders: readonly string[],
  { repository, world }: DoctorSite,
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const kept of keptCheckouts(repository.root, world.env).filter(({ folder }) => folders.includes(folder))) {
    const isGone = await removeCheckout(kept, { pid: world.pid, since: world.startedAt });
    told.push(isGone ? `removed ${kept.folder}` : `left ${kept.folder}, which is in use`);
  }
  return told;
}
