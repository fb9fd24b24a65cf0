import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HookInput, readAll } from './cli/hook-input.ts';
import { CLIENT_HOOKS } from './core/hooks/triggers.ts';
import { hasJournal } from './git/isolation/journal.ts';
import { findRepository, type Repository } from './git/repository.ts';
import type { Preparation } from './run/preparation.ts';
import type { World } from './run/world.ts';
import { worldOf } from './run/world-of.ts';
import { withBundledEntries } from './system/bundled-entries.ts';
import { loadBundle, onceEach } from './system/bundles.ts';

// What every hook loads first: as much as it takes to know where V8 has kept the rest as it has compiled it.

/** A hook that is not at its end, and what was prepared of it on the way. */
interface Unfinished {
  readonly preparation: Preparation | undefined;
}

const STDIN = 0;
const UNPREPARED: Unfinished = { preparation: undefined };

/** Exports of bundles, by their names. */
const loaded = new Map<string, unknown>();
/** Where what V8 makes of bundles is kept for commands: apart from hooks, as it holds the functions that the first who loads a bundle calls. */
let commandCode: string | undefined;

const requireNode = onceEach(require);

/** Milliseconds. `performance` would be loaded for it. */
const now = () => Number(process.hrtime.bigint()) / 1e6;
const started = now();
const [command, ...words] = process.argv.slice(2);
/** Whether the stub writes to standard input what git says, see `git/index/told.ts` and `git/commits/told-push.ts`. */
const isTold = words[0] === '--told-index' || words[0] === '--told-push';
const [name = '', ...rest] = isTold ? words.slice(1) : words;
// Else the library asks for bundles, in a program of others.
if (require.main === module) void run(readWorld());

function run(world: World): Promise<void> {
  const isHook = command === 'hook' && (CLIENT_HOOKS as readonly string[]).includes(name);
  return isHook ? runHook(world) : runCommand(world);
}

async function runHook(world: World): Promise<void> {
  if (world.env['LATTICE_HOOKS'] === '0') return;
  // What is wrong with it is met again by who goes on from here, and told there.
  const repository = await findRepository(world.cwd, world.env).catch(() => undefined);
  if (name === 'pre-push') return runPush(repository, world);
  const end = repository === undefined ? UNPREPARED : await tryToRecall(repository, world);
  if (end === undefined) return;
  await loadHooks(repository).runHook(name, rest, end.preparation, world);
}

async function runPush(repository: Repository | undefined, world: World): Promise<void> {
  // All is loaded before what git says is read, which takes as long to say.
  if (repository !== undefined && isTold) loadRecall(repository);
  const bytes = isTold ? readFileSync(STDIN) : await readAll(process.stdin);
  const input = bytes && { bytes, isTold };
  if (repository !== undefined && input !== undefined && (await isPushKnown(repository, input, world))) return;
  await loadHooks(repository).runPush(rest, input, world);
}

async function isPushKnown(repository: Repository, input: HookInput, world: World): Promise<boolean> {
  try {
    return await loadRecall(repository).recallPushed({ repository, hookArguments: rest, input }, world);
  } catch {
    // It is met again by who goes on from here, and told there.
    return false;
  }
}

/** Undefined: all is known, and the hook has come to its end. */
async function tryToRecall(repository: Repository, world: World): Promise<Unfinished | undefined> {
  try {
    if (hasJournal(repository.gitDir)) return UNPREPARED;
    const { recallHook } = loadRecall(repository);
    // Read once all is loaded, which takes as long as git.
    const told = isTold ? readFileSync(STDIN) : undefined;
    const end = await recallHook({ name, hookArguments: rest, started }, repository, told, world);
    if (end.type === 'more') return end;
    process.exitCode = end.type === 'nothing' || end.record.accepted ? 0 : 1;
    return undefined;
  } catch {
    // Likewise.
    return UNPREPARED;
  }
}

function loadRecall(repository: Repository): typeof import('./cli/recall.ts') {
  return load('./recall.cjs', repository);
}

function loadHooks(repository: Repository | undefined): typeof import('./cli/hooks.ts') {
  return load('./hooks.cjs', repository);
}

/**
 * Not by `import()`, which takes several times as long. What V8 makes of it is kept in the repository. Bundles ask for each
 * other by `require`, and each is loaded once: the build has the library take from them what they have, by this function.
 */
export function load<Exports>(bundle: string, repository?: Repository): Exports {
  const folder = repository === undefined ? commandCode : join(repository.commonDir, 'lattice-hooks', 'code');
  const requireFrom = ((name: string) =>
    name.startsWith('./') ? load(name, repository) : requireNode(name)) as NodeJS.Require;
  const loaders = { require: requireFrom, importModule: (specifier: string) => import(specifier) };
  const all = withBundledEntries(loaders, __dirname, { folder, loaded });
  const exports = loaded.get(bundle) ?? loadBundle(join(__dirname, bundle), folder, all);
  loaded.set(bundle, exports);
  return exports as Exports;
}

async function runCommand(world: World): Promise<void> {
  if (command !== undefined && !command.startsWith('-')) commandCode = await findCommandCode(world);
  if (command === 'links') {
    const { runLinks } = load<typeof import('./cli/links.ts')>('./links.cjs');
    const done = runLinks(process.argv.slice(3), world);
    if (done !== undefined) return done;
  }
  const { runCommand: run } = await import('./cli/main.ts');
  await run(process.argv.slice(2), world);
}

/** Undefined where a repository has nothing of ours yet: a look at the help leaves nothing behind. */
async function findCommandCode({ cwd, env }: World): Promise<string | undefined> {
  const repository = await findRepository(cwd, env).catch(() => undefined);
  const folder = repository && join(repository.commonDir, 'lattice-hooks');
  if (folder === undefined) return undefined;
  if (command === 'links') return join(folder, 'links-code');
  return existsSync(folder) ? join(folder, 'command-code') : undefined;
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
