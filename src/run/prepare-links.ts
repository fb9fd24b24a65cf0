import { loadEntry } from '../catalog.ts';
import { compileTask } from '../config/compile/task.ts';
import type { RepoPath } from '../core/files.ts';
import { type Check, planRun } from '../core/plan.ts';
import type { Task, Tier } from '../core/task.ts';
import { namedPaths } from './capture.ts';
import type { ReadConfig } from './configs/configs.ts';
import { readSceneConfigs } from './configs/of-scene.ts';
import type { Preparation } from './preparation.ts';
import type { RunRequest } from './request.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** What `links` is asked for. */
export interface LinksWish {
  /** Documents and folders, relative to where it was called; none: all documents. */
  readonly paths: readonly string[];
  /** Whether links to other sites are followed too. */
  readonly external: boolean;
}

/** What a run for `links` is asked for. */
export const LINKS_REQUEST: RunRequest = {
  name: 'links',
  selection: { type: 'all' },
  byHook: false,
  fixing: false,
  skips: [],
  hookArguments: [],
  useCache: true,
  failFast: false,
};

const KIND = 'doc-links';

/** Gets a check of links ready: as the configs of the repository have it, or in the usual way where they have none. */
export async function prepareLinks(
  scene: Scene,
  { paths, external }: LinksWish,
  world: World,
  read: ReadConfig,
): Promise<Preparation> {
  const { captured, circumstances, repository } = scene;
  const { snapshot } = captured;
  const configs = await readSceneConfigs(scene, world, read);
  if (configs.type === 'unread') return configs;
  const configured = linkTiers(configs.type === 'read' ? configs.tiers : [], external);
  const tiers = configured.length > 0 ? configured : [await usualTier(external)];
  const plan = planRun({ tiers, snapshot, circumstances, fixing: false, skip: new Set() });
  const meant = paths.length === 0 ? undefined : namedPaths(paths, snapshot, repository.root, world.cwd);
  const checks = meant === undefined ? plan.checks : plan.checks.map((check) => limited(check, meant));
  return {
    type: 'ready',
    prepared: {
      scene,
      plan: { ...plan, checks },
      trigger: 'manual',
      skips: [],
      notes: [],
      // No config of the commit says what is judged here: it proves nothing.
      isDrifted: true,
      again: ['links', ...paths, ...(external ? ['--external'] : [])],
    },
  };
}

/** The tiers with nothing but their checks of links, each of those once. */
function linkTiers(tiers: readonly Tier[], external: boolean): readonly Tier[] {
  const seen = new Set<string>();
  const isNew = (task: Task): boolean => {
    const { size } = seen;
    return seen.add(JSON.stringify([task.root, task.files, { ...task.options, external }])).size > size;
  };
  return tiers.flatMap((tier) => {
    const tasks = tier.tasks.filter((task) => task.uses === KIND && isNew(task));
    return tasks.length === 0 ? [] : { ...tier, gates: {}, tasks: tasks.map((task) => byHand(task, external)) };
  });
}

async function usualTier(external: boolean): Promise<Tier> {
  const at = { tier: 'links', name: KIND, root: '' };
  const task = compileTask(at, { uses: KIND }, await loadEntry('tasks', KIND), () => undefined);
  return { name: 'links', root: '', nested: [], on: [], gates: {}, tasks: [byHand(task, external)] };
}

/** Asked for by hand it looks anew, whatever the branch, and waits for nobody. */
function byHand({ when: _, ...task }: Task, external: boolean): Task {
  return { ...task, options: { ...task.options, external }, needs: [], cache: false, warn: false };
}

function limited(check: Check, meant: ReadonlySet<RepoPath>): Check {
  const isMeant = (path: RepoPath) => meant.has(path);
  return { ...check, files: check.files.filter(isMeant), dependsOn: check.dependsOn.filter(isMeant) };
}
