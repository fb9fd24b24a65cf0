import { resolve } from 'node:path';
import { entryNames, loadAll, loadEntry, loadOwn } from '../catalog.ts';
import type { TaskKind } from '../core/contracts.ts';
import { LatticeError } from '../core/errors.ts';
import type { Task, Tier } from '../core/task.ts';
import { compileTask } from './compile-task.ts';
import { toMilliseconds } from './duration.ts';
import { readLayers } from './extend.ts';
import { suggest } from './nearest.ts';
import { findCircle } from './needs.ts';
import { configError, findProblems, type Problem } from './problems.ts';
import { configSchema, optionsSchema } from './schema.ts';
import type { Config, TaskConfig } from './shape.ts';
import type { Source } from './source.ts';
import { checkTriggers } from './triggers.ts';

/** A config, ready to run. */
export interface LoadedConfig {
  /** The file that governs, without what it extends: absolute. */
  readonly file: string;
  readonly tiers: readonly Omit<Tier, 'nested'>[];
  /** Every file that took part, absolute. */
  readonly files: readonly string[];
  /** Whether the tiers follow from the bytes of these files alone, so that they may be kept. */
  readonly isData: boolean;
}

/** Reads, checks and compiles the config that `source` begins. `root` is its folder in the repository. Throws `LatticeError`. */
export async function loadConfig(source: Source, folder: string, root: string): Promise<LoadedConfig> {
  const { value, sources } = await readLayers(source, folder);
  const gates = await loadAll('gates');
  const problems = findProblems(configSchema({ gates }), value, []);
  if (problems.length > 0) throw configError(sources, problems);
  // The schema has just let the value through, which is what makes it a config.
  const config = value as Config;
  const found: Problem[] = [];
  const tiers: Omit<Tier, 'nested'>[] = [];
  let ownModules = false;
  for (const [name, tier] of Object.entries(config.tiers)) {
    found.push(...checkTriggers(name, tier.on));
    const tasks: Task[] = [];
    for (const [task, entry] of Object.entries(tier.tasks)) {
      ownModules ||= entry.uses?.startsWith('.') ?? false;
      tasks.push(await compile({ tier: name, name: task, root }, entry, folder, found));
    }
    found.push(...checkNeeds(name, tasks));
    const budget = tier.budget === undefined ? {} : { budget: toMilliseconds(tier.budget) };
    tiers.push({ name, root, on: [tier.on ?? []].flat(), ...budget, tasks, gates: tier.gates ?? {} });
  }
  if (found.length > 0) throw configError(sources, found);
  const isData = sources.every((one) => one.isData) && !ownModules;
  return { file: source.file, tiers, files: sources.map((one) => one.file), isData };
}

async function compile(
  at: Pick<Task, 'tier' | 'name' | 'root'>,
  entry: TaskConfig,
  folder: string,
  found: Problem[],
): Promise<Task> {
  const path = ['tiers', at.tier, 'tasks', at.name];
  const kind = await kindOf(entry, folder, (message) => found.push({ path: [...path, 'uses'], message }));
  if (kind !== undefined) found.push(...findProblems(optionsSchema(kind), entry.options ?? {}, [...path, 'options']));
  else if (entry.uses === undefined && entry.options !== undefined) {
    found.push({ path: [...path, 'options'], message: '`options` belong to a kind, and there is no `uses`' });
  }
  return compileTask(at, entry, kind, ({ key, message }) => {
    const where = `\`${path.join('.')}\``;
    found.push({ path: key === '' ? path : [...path, key], message: `${where}: ${message}` });
  });
}

async function kindOf(
  { uses }: TaskConfig,
  folder: string,
  complain: (message: string) => void,
): Promise<TaskKind | undefined> {
  if (uses === undefined) return undefined;
  if (uses.startsWith('.')) {
    const file = resolve(folder, uses);
    if (!file.startsWith(`${folder}/`)) {
      throw new LatticeError('config', `\`${uses}\` leads out of ${folder}`, 'Keep own kinds beside the config.');
    }
    return loadOwn('tasks', file);
  }
  const known = entryNames('tasks');
  if (known.includes(uses)) return loadEntry('tasks', uses);
  complain(`there is no kind \`${uses}\`${suggest(uses, known)}`);
  return undefined;
}

function checkNeeds(tier: string, tasks: readonly Task[]): readonly Problem[] {
  const names = tasks.map((task) => task.name);
  const unknown = tasks.flatMap((task) =>
    task.needs
      .filter((need) => !names.includes(need))
      .map((need) => ({
        path: ['tiers', tier, 'tasks', task.name, 'needs'],
        message: `\`${task.name}\` needs \`${need}\`, which is no task of the tier${suggest(need, names)}`,
      })),
  );
  const circle = findCircle(tasks);
  if (circle === undefined) return unknown;
  const message = `tasks need each other in a circle: ${circle.join(' → ')}`;
  return [...unknown, { path: ['tiers', tier, 'tasks', circle[0] ?? '', 'needs'], message }];
}
