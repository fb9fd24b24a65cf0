import { isAbsolute } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { findHooksFolder, installHooks } from '../../git/hooks/install.ts';
import { findRepository, type Repository } from '../../git/repository.ts';
import type { World } from '../../run/world.ts';
import { configuredHooks } from '../../setup/hook-names.ts';
import { listFiles } from '../../setup/list-files.ts';
import { packageLink } from '../../setup/package-link.ts';
import { prepareAdvice } from '../../setup/prepare-script.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { installedLines, nextLines, shown } from '../texts/setup.ts';
import { init } from './init.ts';

/** What the user asked for. */
export interface InstallOptions {
  /** Whether to make git look for hooks in a folder of our own, where it would look in one that is not this repository's. */
  readonly force: boolean;
}

/**
 * Writes the hooks that the tiers name, and the config first where there is none. Rejects with `LatticeError` where hooks
 * cannot go, before anything has changed, and where one is there now and would not work.
 */
export async function install(options: InstallOptions, world: World, terminal: Terminal): Promise<number> {
  if (isAside(world.env)) return 0;
  const repository = await findOrPass(world);
  if (repository === undefined) return 0;
  const { env, node, packageFolder, product } = world;
  const { root } = repository;
  const site = { repository, env, node, packageFolder, product };
  const folder = await findHooksFolder(site, options.force);
  const configured = await configuredOrNew(root, world, terminal);
  const link = packageLink(world.cwd, root, packageFolder);
  const installed = await installHooks(site, folder, configured.hooks, link);
  const lines = installedLines(installed, root, terminal.width);
  if (installed.problems.size > 0) {
    terminal.out(`${lines.join('\n')}\n`);
    throw wontWork(installed.problems);
  }
  // Seen from the top, the folder of other hooks is one of the project's: then every clone has it.
  const isForced = installed.others !== undefined && !isAbsolute(installed.others);
  const others = link === undefined ? strangerText(packageFolder) : prepareAdvice(root, link, isForced);
  const next = nextLines({ ...configured, others }, terminal.width);
  terminal.out(`${[...lines, ...next].join('\n')}\n`);
  return 0;
}

/** Whether a package manager installs where nobody commits: in CI, or without what is there for development. */
function isAside(env: World['env']): boolean {
  return INSTALL_EVENTS.has(env['npm_lifecycle_event'] ?? '') && (isCi(env) || isProduction(env));
}

/** Scripts that package managers run when they install, see npm-scripts(7). */
const INSTALL_EVENTS: ReadonlySet<string> = new Set(['preinstall', 'install', 'postinstall', 'prepare']);

/** As `npm install --omit=dev` tells its scripts, pnpm and Yarn `--prod`, and everybody with NODE_ENV. */
function isProduction(env: World['env']): boolean {
  const omitted = (env['npm_config_omit'] ?? '').split(/[\s,]+/);
  return omitted.includes('dev') || env['npm_config_production'] === 'true' || env['NODE_ENV'] === 'production';
}

/** Undefined: there is no repository, and nobody asked for hooks but a script that runs wherever the package is installed. */
async function findOrPass({ cwd, env }: World): Promise<Repository | undefined> {
  try {
    return await findRepository(cwd, env);
  } catch (error) {
    const isOutside = error instanceof LatticeError && error.code === 'environment';
    if (isOutside && (isCi(env) || isLifecycle(env))) return undefined;
    throw error;
  }
}

function isCi({ CI: value = '' }: World['env']): boolean {
  return !['', '0', 'false'].includes(value.toLowerCase());
}

/** `npx` calls itself a script of that name, and is a person all the same. */
function isLifecycle({ npm_lifecycle_event: event = '' }: World['env']): boolean {
  return event !== '' && event !== 'npx';
}

async function configuredOrNew(root: string, world: World, terminal: Terminal) {
  const place = { cwd: root, env: world.env };
  const configured = await configuredHooks(root, await listFiles(place));
  if (configured.configs.length > 0) {
    const names = configured.configs.map((file) => shown(file, root));
    terminal.out(`Config: ${names.join(', ')}\n`);
    return configured;
  }
  await init({}, world, terminal);
  return configuredHooks(root, await listFiles(place));
}

function strangerText(packageFolder: string): string {
  return `lattice-hooks is not installed in this repository but in ${packageFolder}; for everybody else: \`npm i -D lattice-hooks\``;
}

/** What `install` says where a hook that it has placed would not do its work. */
export function wontWork(problems: ReadonlyMap<string, string>): LatticeError {
  const each = [...problems].map(([name, problem]) => `${name}: ${problem}`);
  return new LatticeError(
    'environment',
    `the hooks are in place and would not work: ${each.join('; ')}`,
    'Mend what is named, then run `lattice-hooks install` again.',
    undefined,
    'doctor.md#hook-lost',
  );
}
