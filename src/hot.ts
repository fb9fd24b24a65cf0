import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { readAll } from './cli/hook-input.ts';
import { openTerminal } from './cli/open-terminal.ts';
import type { Terminal } from './cli/terminal.ts';
import { unwatchedTerminal } from './cli/unwatched-terminal.ts';
import { CLIENT_HOOKS } from './core/triggers.ts';
import { hasJournal } from './git/isolation/journal.ts';
import { findRepository, type Repository } from './git/repository.ts';
import { hookSelection } from './run/hook-request.ts';
import type { Preparation } from './run/preparation.ts';
import { localScene } from './run/scene.ts';
import type { World } from './run/world.ts';
import { worldOf } from './run/world-of.ts';
import { loadBundle } from './system/bundles.ts';

// What every hook loads first: as much as it takes to ask git. The rest is loaded while git answers.

/** Milliseconds. `performance` would be loaded for it. */
const now = () => Number(process.hrtime.bigint()) / 1e6;
const started = now();
const [command, name = '', ...rest] = process.argv.slice(2);
const world = readWorld();
/** Where compiled bundles are kept, once it is known. */
let codeFolder: string | undefined;
if (command === 'hook' && (CLIENT_HOOKS as readonly string[]).includes(name)) void runHook();
else void runCommand();

async function runHook(): Promise<void> {
  if (world.env['LATTICE_HOOKS'] === '0') return;
  if (name === 'pre-push') return runPush();
  const end = await tryToRecall();
  if (end === undefined) return;
  await loadHooks().runHook(name, rest, end.preparation, world);
}

async function runPush(): Promise<void> {
  const input = await readAll(process.stdin);
  if (input !== undefined && (await isPushKnown(input))) return;
  await loadHooks().runPush(rest, input, world);
}

async function isPushKnown(input: Uint8Array): Promise<boolean> {
  try {
    const repository = await openRepository();
    return await loadRecall().recallPushed({ repository, hookArguments: rest, input }, world, terminalOf());
  } catch {
    // Whatever is wrong is met again there, where it is told.
    return false;
  }
}

/** Undefined: all is known, and the hook has come to its end. */
async function tryToRecall(): Promise<{ readonly preparation: Preparation | undefined } | undefined> {
  try {
    const repository = await openRepository();
    if (hasJournal(repository.gitDir)) return { preparation: undefined };
    const asked = localScene(repository, hookSelection(name), world);
    const { recall } = loadRecall();
    const hook = { name, hookArguments: rest, started };
    const end = await recall(hook, await asked, world, terminalOf());
    if (end.type === 'more') return end;
    process.exitCode = end.type === 'nothing' || end.record.accepted ? 0 : 1;
    return undefined;
  } catch {
    // Whatever is wrong is met again there, where it is told.
    return { preparation: undefined };
  }
}

function terminalOf(): Terminal {
  return isatty(1) || isatty(2) ? openTerminal(process, world.env) : unwatchedTerminal(world.env);
}

async function openRepository(): Promise<Repository> {
  const repository = await findRepository(world.cwd, world.env);
  codeFolder = join(repository.commonDir, 'lattice-hooks', 'code');
  return repository;
}

function loadRecall(): typeof import('./cli/recall.ts') {
  return load('recall.cjs');
}

function loadHooks(): typeof import('./cli/hooks.ts') {
  return load('hooks.cjs');
}

/** Not by `import()`, which takes several times as long. */
function load<Exports>(bundle: string): Exports {
  const loaders = { require, importModule: (specifier: string) => import(specifier) };
  return loadBundle(join(__dirname, bundle), codeFolder, loaders) as Exports;
}

async function runCommand(): Promise<void> {
  const { runCommand: run } = await import('./cli/main.ts');
  await run(process.argv.slice(2), world);
}

function readWorld(): World {
  const packageFolder = join(__dirname, '..');
  return worldOf(process, {
    product: JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version,
    packageFolder,
    startedAt: new Date().toISOString(),
    now,
    chance: Math.random(),
    cores: availableParallelism(),
    temporary: tmpdir(),
  });
}
