import { entryNames } from '../../catalog.ts';
import { CLIENT_HOOKS } from '../../core/hooks/triggers.ts';
import { oneLine } from '../../report-text/harmless.ts';
import type { World } from '../../run/world.ts';
import { candidatesFor } from '../completion/candidates.ts';
import { type CompletedShell, completionScript } from '../completion/scripts.ts';
import type { CommandShape, KnownNames } from '../completion/shape.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readWorktreeConfigs } from '../worktree-configs.ts';

/** Writes what a shell reads to complete the command line. */
export function completion(shell: CompletedShell, terminal: Terminal): number {
  terminal.out(completionScript(shell));
  return 0;
}

/** Answers what the last word may become, a line for each: the word, a tab, and what it does. Nothing is ever wrong. */
export async function complete(
  words: readonly string[],
  commands: readonly CommandShape[],
  world: World,
  terminal: Terminal,
): Promise<number> {
  const names = await knownNames(world, terminal).catch(() => NO_NAMES);
  // What only a control character tells apart nobody types, and a shell would write it raw.
  const candidates = candidatesFor(words, commands, names).filter(({ word }) => oneLine(word) === word);
  for (const { word, description } of candidates) terminal.out(`${word}\t${oneLine(description)}\n`);
  return 0;
}

const NO_NAMES: KnownNames = { tiers: [], tasks: [], gates: [], reports: entryNames('reports') };

async function knownNames(world: World, terminal: Terminal): Promise<KnownNames> {
  const { configs } = await readWorktreeConfigs(await openSession(world, terminal));
  if (configs.type !== 'read') return NO_NAMES;
  const { tiers } = configs;
  const triggers = new Set(tiers.flatMap(({ on }) => on));
  return {
    ...NO_NAMES,
    tiers: [...tiers.map(({ name }) => name), ...CLIENT_HOOKS.filter((hook) => triggers.has(hook))],
    tasks: tiers.flatMap(({ tasks }) => tasks.map(({ name }) => name)),
    gates: tiers.flatMap(({ gates }) => Object.keys(gates)),
  };
}
