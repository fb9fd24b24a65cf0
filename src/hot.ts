import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from './cli/open-terminal.ts';
import { CLIENT_HOOKS } from './core/triggers.ts';
import text from './reports/text.ts';
import { keepLastRun } from './run/last-record.ts';
import { endEarly } from './run/remembered.ts';
import type { World } from './run/world.ts';
import { worldOf } from './run/world-of.ts';
import stores from './stores/local.ts';

// What every hook loads. It ends a hook that has nothing new to check; all else is the command line's.

const [command, name = '', ...rest] = process.argv.slice(2);
const world = readWorld();
if (command === 'hook' && (CLIENT_HOOKS as readonly string[]).includes(name)) void runHook();
else void runCommand();

async function runHook(): Promise<void> {
  if (world.env['LATTICE_HOOKS'] === '0') return;
  if (name === 'pre-push') return (await library()).runPush(rest, world);
  let preparation: Parameters<Awaited<ReturnType<typeof library>>['runHook']>[2];
  try {
    const end = await endEarly(name, rest, world, (folder) => stores.open(folder));
    if (end.type === 'nothing') return;
    if (end.type === 'remembered') {
      keepLastRun(end.repository.gitDir, [end.record]);
      const { out, color, width } = openTerminal(process, world.env);
      out(text.render([end.record], { color, width }));
      process.exitCode = end.record.accepted ? 0 : 1;
      return;
    }
    preparation = end.preparation;
  } catch {
    // Whatever is wrong is met again there, where it is told.
    preparation = undefined;
  }
  await (await library()).runHook(name, rest, preparation, world);
}

async function runCommand(): Promise<void> {
  await (await library()).runCommand(process.argv.slice(2), world);
}

function library() {
  return import('./cli/main.ts');
}

function readWorld(): World {
  const packageFolder = join(__dirname, '..');
  return worldOf(process, {
    product: JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version,
    packageFolder,
    startedAt: new Date().toISOString(),
    now: () => performance.now(),
    cores: availableParallelism(),
    temporary: tmpdir(),
  });
}
