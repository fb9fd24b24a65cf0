import { relative } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { configOf } from '../../foreign-config/compose.ts';
import { installScripts } from '../../foreign-config/install-scripts.ts';
import { scriptsOf } from '../../foreign-config/runners.ts';
import { isOfHusky } from '../../git/hooks/choose-folder.ts';
import { findHooksPlace } from '../../git/hooks/hooks-path.ts';
import { findHooksFolder } from '../../git/hooks/install.ts';
import { findRepository } from '../../git/repository.ts';
import { safeMessage } from '../../report-text/harmless.ts';
import type { World } from '../../run/world.ts';
import { renderedConfig } from '../../setup/config-text.ts';
import { listFiles } from '../../setup/list-files.ts';
import { migrationSite } from '../../setup/migration-site.ts';
import { packageLink, schemaReference } from '../../setup/package-link.ts';
import { checkConfig, type FoundMigrations, readMigrations } from '../../setup/read-migrations.ts';
import { removeOld } from '../../setup/remove-old.ts';
import { CONFIG_NAME, LOCAL_CONFIG_NAME, refuseExisting, writeConfig } from '../../setup/write-config.ts';
import { guideLinkIn } from '../../system/guide-root.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { planLines } from '../texts/migrate.ts';
import { oldLines } from '../texts/old-tools.ts';
import { takeOver } from './take-over.ts';

/** What the user asked for. */
export interface MigrateOptions {
  /** Whether nothing is to be changed. */
  readonly dryRun: boolean;
  /** Whether the configs of the old tools are to go. */
  readonly removeOld: boolean;
}

/**
 * Makes a config of those of other hook managers, sets their hooks aside and installs ours. Rejects with `LatticeError`
 * before anything has changed: where there is a config, where one of theirs cannot be read, where hooks cannot go.
 */
export async function migrate(options: MigrateOptions, world: World, terminal: Terminal): Promise<number> {
  const { env, node, packageFolder, product } = world;
  const repository = await findRepository(world.cwd, env);
  const { root } = repository;
  const place = { cwd: root, env };
  refuseExisting(root, 'migrate');
  const hooks = await findHooksPlace(place);
  const site = migrationSite(root, await listFiles(place), hooks);
  const found = await readMigrations(site);
  const names = [...found.readings.keys()];
  if (found.plan.tiers.length === 0) throw nothingFound(found, terminal);
  const link = packageLink(world.cwd, root, packageFolder);
  const text = renderedConfig({ $schema: schemaReference(root, root, link), ...configOf(found.plan) });
  await checkConfig(root, CONFIG_NAME, text);
  const choice = await findHooksFolder({ repository, env, node, packageFolder, product }, false, isOfHusky);
  const show = (lines: readonly string[]) => terminal.out(`${lines.join('\n')}\n`);
  show(planLines(found.plan, names, terminal.width));
  if (found.plan.left.length > 0) show([`See ${guideLinkIn('coming-from.md', packageFolder)}`]);
  const scripts = installScripts(scriptsOf(site));
  const texts = [[CONFIG_NAME, text] as const, ...localText(found)];
  if (options.dryRun) {
    for (const [name, content] of texts) terminal.out(`Would write ${name}:\n${safeMessage(content)}`);
    return 0;
  }
  for (const [name, content] of texts) show([`Wrote ${relative(world.cwd, writeConfig(root, content, name))}.`]);
  await takeOver({ repository, choice, names, link }, world, terminal);
  const old = options.removeOld ? await removeOld(place, found.readings.values(), scripts) : undefined;
  show(oldLines({ readings: found.readings, scripts, removed: old, isLocal: site.isLocal }, terminal.width));
  return 0;
}

/** What one of the project keeps to itself; git should ignore it. */
function localText({ personal }: FoundMigrations): readonly (readonly [name: string, text: string])[] {
  return personal.config === undefined ? [] : [[LOCAL_CONFIG_NAME, renderedConfig(personal.config)]];
}

function nothingFound({ plan, readings }: FoundMigrations, terminal: Terminal): LatticeError {
  const names = [...readings.keys(), ...plan.idle];
  if (names.length > 0) terminal.out(`${planLines(plan, names, terminal.width).join('\n')}\n`);
  const what =
    names.length === 0
      ? 'no config of husky, lint-staged, simple-git-hooks, lefthook, pre-commit or overcommit was found'
      : `nothing of ${names.join(', ')} could be carried over`;
  return new LatticeError(
    'config',
    `${what}, so no config was written`,
    '`lattice-hooks init` writes one for the tools of this repository.',
    undefined,
    'coming-from.md',
  );
}
