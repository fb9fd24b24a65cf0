import { isAbsolute } from 'node:path';
import { errorMessage } from '../core/errors.ts';
import type { Facts, Unseen } from '../diagnoses/facts.ts';
import { readOtherHooks } from '../git/hooks/take-over.ts';
import { packageLink } from '../setup/package-link.ts';
import { prepareRemedy } from '../setup/prepare-script.ts';
import { isCI } from '../system/ci.ts';
import { lookAtCheckouts } from './checkouts.ts';
import { lookAtConfigs } from './configs.ts';
import { lookAtDisk } from './disk.ts';
import { lookAtGit } from './git.ts';
import { lookAtHooks } from './hooks.ts';
import { lookAtScripts } from './scripts.ts';
import { lookAtSettings } from './settings.ts';
import type { DoctorSite } from './site.ts';
import { lookAtState } from './state.ts';
import { lookAtTools } from './tools.ts';
import { lookAtWorkflows } from './workflows.ts';

/** Looks at everything that keeps hooks from running. Writes nothing; what cannot be looked at is told and stops nothing else. */
export async function examine(site: DoctorSite): Promise<Facts> {
  const unseen: Unseen[] = [];
  const look = async <Part>(what: string, looking: () => Part | Promise<Part>): Promise<Part | undefined> => {
    try {
      return await looking();
    } catch (error) {
      unseen.push({ what, why: errorMessage(error) });
      return undefined;
    }
  };
  const [configs, hooks, git, prepare] = await Promise.all([
    look('configs', () => lookAtConfigs(site)),
    look('hooks', () => lookAtHooks(site)),
    look('settings of git', () => lookAtGit(site)),
    look('package.json', () => lookAtPrepare(site)),
  ]);
  const parts = {
    ...{ configs, hooks, git, prepare },
    missingTools: configs && (await look('tools', () => lookAtTools(configs, site))),
    scripts: configs && (await look('scripts of package.json', () => lookAtScripts(configs, site))),
    settings: configs && (await look('settings of coverage', () => lookAtSettings(configs, site))),
    steps: await look('workflows', () => lookAtWorkflows(site)),
    state: await look('the git directory', () => lookAtState(site)),
    checkouts: await look('checkouts of pushed commits', () => lookAtCheckouts(site)),
    disk: await look('the disk', () => lookAtDisk(configs?.tracked ?? [], site)),
  };
  const there = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
  unseen.sort((one, other) => (one.what < other.what ? -1 : 1));
  return { product: site.world.product, isCI: isCI(site.world.env), env: site.world.env, unseen, ...there };
}

async function lookAtPrepare({ repository: { root }, place, world }: DoctorSite): Promise<string | undefined> {
  const link = packageLink(world.cwd, root, world.packageFolder);
  if (link === undefined) return undefined;
  const others = await readOtherHooks(place);
  return prepareRemedy(root, link, others !== undefined && !isAbsolute(others));
}
