import { join } from 'node:path';
import type { PassStore } from '../../core/contracts/stores.ts';
import type { Knowledge } from '../../core/explain/explain.ts';
import type { RepoPath } from '../../core/files.ts';
import { inputFiles } from '../../core/inputs.ts';
import { taskParts, taskText } from '../../core/memory/fingerprint.ts';
import type { Origin } from '../../core/memory/origin.ts';
import { checkStanding, fileStandings, type LookedUp } from '../../core/memory/standings.ts';
import { type Check, commandLinesOf } from '../../core/plan.ts';
import type { Standing } from '../../core/standing.ts';
import type { Task, Tier } from '../../core/task.ts';
import { Memory, type Recall } from '../../engine/memory.ts';
import { isRememberedByFile } from '../../engine/passes-to-keep.ts';
import { commandsOf } from '../../work/commands.ts';
import { kindOf } from '../../work/execute.ts';
import { environmentReader, placeOf } from '../environment.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { versionsOf } from './leave-origins.ts';
import { Origins } from './origins.ts';

/** Files that are told of one by one at most. */
const MOST_FILES = 100;
/** Origins that are read at most, the newest first. */
const MOST_ORIGINS = 300;

/** Where it is looked up. */
export interface Library {
  readonly scene: Scene;
  readonly world: World;
  readonly store: PassStore;
  /** All of the configs. */
  readonly tiers: readonly Tier[];
}

/** What is known of a check, and what it would start. Runs nothing. */
export async function knowledgeOf(check: Check, { scene, world, store, tiers }: Library): Promise<Knowledge> {
  const { task, files } = check;
  const { tree } = scene.captured.snapshot;
  const environmentOf = environmentReader(world, placeOf(scene));
  const memory = new Memory({ store, environmentOf, notice: () => {} });
  const recall = await memory.recall(check, tree);
  const fixes = await memory.recallFixes(check, recall, tree);
  const fixable = new Set(fixes.map(({ path }) => path));
  const left = recall.missing.filter((path) => !fixable.has(path));
  const known = {
    versions: versionsOf(task, scene.directory, world),
    commands: await commandsFor(check, left.length === 0 ? files : left, scene, world),
  };
  if (!task.cache) return { check, standings: [], remembered: 0, total: 0, fixed: 0, ...known };
  const about: LookedUp = {
    check,
    tree,
    parts: taskParts(task, inputFiles(task, tree), recall.basis?.environment ?? (await environmentOf(task))),
    origins: newestOrigins(task, scene, tiers),
    missing: new Set(recall.missing),
    fixable,
  };
  return { check, ...countedStandings(about, recall), ...known };
}

function countedStandings(
  about: LookedUp,
  { missing, complete }: Recall,
): Pick<Knowledge, 'standings' | 'remembered' | 'total' | 'fixed'> {
  const { task, files } = about.check;
  if (!isRememberedByFile(task)) {
    return { standings: [checkStanding(about, complete)], remembered: complete ? 1 : 0, total: 1, fixed: 0 };
  }
  // Those that have to be looked at come first: they are what is asked about.
  const inOrder = [...missing, ...files.filter((path) => !about.missing.has(path))];
  const standings: readonly Standing[] = fileStandings(inOrder.slice(0, MOST_FILES), about);
  return { standings, remembered: files.length - missing.length, total: files.length, fixed: about.fixable.size };
}

/**
 * Origins of the passes of a task, the newest first, and of those that are the same in another tier of these: they share
 * their passes.
 */
export function newestOrigins(
  task: Task,
  { repository }: Pick<Scene, 'repository'>,
  tiers: readonly Tier[],
): readonly Origin[] {
  const text = taskText(task);
  const others = tiers.flatMap(({ tasks }) => tasks.filter((one) => !isSame(one, task) && taskText(one) === text));
  const origins = new Origins(repository);
  const found = [task, ...others].flatMap((one) => firstOf(origins.of(one)));
  return found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function isSame(one: Task, other: Task): boolean {
  return one.root === other.root && one.tier === other.tier && one.name === other.name;
}

function firstOf(origins: Iterable<Origin>): readonly Origin[] {
  const newest: Origin[] = [];
  for (const origin of origins) {
    newest.push(origin);
    if (newest.length === MOST_ORIGINS) break;
  }
  return newest;
}

/** Where a hook has arguments of its own, what stands for them is shown. */
async function commandsFor(
  check: Check,
  files: readonly RepoPath[],
  { directory, place, captured }: Scene,
  { env, node, packageFolder }: World,
): Promise<Knowledge['commands']> {
  const { task, writes } = check;
  if (task.usesArguments) return commandLinesOf(check);
  const kind = await kindOf(task, { directory });
  if (kind?.type === 'inspection') return [];
  const site = {
    directory,
    place,
    env,
    node,
    entries: join(packageFolder, 'dist'),
    hookArguments: [],
    snapshot: captured.snapshot,
  };
  return commandsOf(kind, { check, files, fixing: writes }, site, () => '{scratch}').map(({ argv }) => argv);
}
