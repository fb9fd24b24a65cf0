import { isBuiltInLook } from '../../core/built-in-look.ts';
import { isConfigText } from '../../core/config-references.ts';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { inputFilesOf } from '../../core/inputs.ts';
import { hashTexts, taskKey, taskParts } from '../../core/memory/fingerprint.ts';
import type { Scope, Task, Tier } from '../../core/task.ts';
import { LinkedPackages } from '../../system/tools/linked-packages.ts';
import { environmentReader, placeOf } from '../environment.ts';
import { configsAbove, unknownInputFiles } from '../memory/unknown-inputs.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { type Followed, type Following, followConfigs } from './follow.ts';
import { ReachLog } from './reach-log.ts';
import { ConfigTexts } from './texts.ts';

/** What of the world decides what tasks are in a project. */
export type SettlingWorld = Pick<
  World,
  'env' | 'node' | 'nodeMajor' | 'platform' | 'product' | 'look' | 'startedAt' | 'survey'
>;

/** What tasks are settled with. */
interface Settling {
  readonly scene: Scene;
  readonly world: SettlingWorld;
  readonly following: Following;
}

/**
 * Gives tasks what follows from the project and not from our config: the files that their configs name, and the scope where
 * the tool's own settings decide it. Undefined where a tool has to be started for that and the world starts none.
 */
export async function settleTiers(
  tiers: readonly Tier[],
  scene: Scene,
  world: SettlingWorld,
): Promise<readonly Tier[] | undefined> {
  const settling = { scene, world, following: followingOf(scene, world) };
  const inputsOf = inputFilesOf(tiers.flatMap(({ tasks }) => tasks).filter(isSettled), scene.captured.snapshot.tree);
  const settled: Tier[] = [];
  for (const tier of tiers) {
    const tasks: Task[] = [];
    for (const task of tier.tasks) {
      const one = isSettled(task) ? await settleTask(task, inputsOf(task), settling) : task;
      if (one === undefined) return undefined;
      tasks.push(one);
    }
    settled.push(tasks.every((task, index) => task === tier.tasks[index]) ? tier : { ...tier, tasks });
  }
  return settled;
}

function followingOf(scene: Scene, { look, env, node }: SettlingWorld): Following {
  const { directory, captured } = scene;
  return {
    directory,
    tree: captured.snapshot.tree,
    texts: new ConfigTexts(scene, look),
    packages: new LinkedPackages(directory, look),
    world: { look, env: look.variables(env), node },
  };
}

/** A kind of ours that reads git's objects has no config but ours. */
function isSettled(task: Task): boolean {
  return !isBuiltInLook(task);
}

async function settleTask(task: Task, inputs: FileSet, settling: Settling): Promise<Task | undefined> {
  const followed = await followConfigs(task, inputs.keys(), settling.following);
  const { named, unknown } = followed;
  if (named.length + unknown.length === 0 && task.reach === undefined) return task;
  const following = {
    ...task,
    ...(named.length === 0 ? {} : { named }),
    ...(unknown.length === 0 ? {} : { unknown }),
  };
  if (task.reach === undefined) return following;
  const scope = await scopeOf(following, inputs, followed, settling);
  return scope === undefined ? undefined : withScope(following, scope);
}

/** What is known by the same configs, the same tools and the same versions of them; else what the kind finds out now. */
async function scopeOf(
  task: Task,
  inputs: FileSet,
  { configs }: Followed,
  { scene, world, following }: Settling,
): Promise<Scope | undefined> {
  const { tree, texts } = following;
  const all = new Map(inputs);
  for (const path of task.named ?? []) {
    const entry = tree.get(path);
    if (entry !== undefined) all.set(path, entry);
  }
  const keyOf = async () =>
    hashTexts(['reach', taskKey(taskParts(task, all, await environmentReader(world, placeOf(scene))(task)))]);
  const key = await keyOf();
  const log = new ReachLog(scene.repository);
  const known = log.find(key);
  if (known !== undefined || world.survey === undefined) return known;
  // Tools read the disk. What they would say there is nothing about the snapshot: until they can be asked, it is slower and true.
  if ([...configs.keys()].some((path) => texts.isEdited(path))) return 'project';
  const isWhole = areAllRead(task, all, configs, following);
  const scope = await world.survey.scopeOf(task, { configs, isWhole }, scene.directory);
  if ((await keyOf()) === key) log.add(key, scope);
  return scope;
}

/** Whether no config of the task is unknown to git, above the repository, or was too large to be read. */
function areAllRead(
  task: Task,
  inputs: FileSet,
  configs: Followed['configs'],
  { directory, tree, world }: Following,
): boolean {
  const place = { directory, tree };
  const known = [...inputs.keys()].filter((path) => isConfigText(path, task.uses));
  const unknown = unknownInputFiles(task, place, world.look).filter((path) => isConfigText(path, task.uses));
  const isRead = (path: RepoPath) => configs.has(path);
  return known.every(isRead) && unknown.every(isRead) && configsAbove(task, place, world.look).length === 0;
}

function withScope({ reach, seesUntracked, ...task }: Task, scope: Scope): Task {
  if (scope === 'file') return { ...task, scope };
  const wide = { ...task, scope, inputs: reach ?? task.inputs, looksAtAll: true } as const;
  return seesUntracked === true ? { ...wide, seesUntracked, cache: false } : wide;
}
