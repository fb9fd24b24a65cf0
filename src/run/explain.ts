import { type Explanation, roleOf, type Viewpoint, whyLeftOut } from '../core/explain.ts';
import type { RepoPath } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import type { Check } from '../core/plan.ts';
import type { Task, Tier } from '../core/task.ts';
import { keyVariables } from '../system/task-environment.ts';
import { isConfigInPlace } from './config-in-place.ts';
import type { Configs } from './configs.ts';
import { knowledgeOf, type Library } from './knowledge.ts';
import { readLastRun } from './last-record.ts';
import { type Prepared, prepareTiers } from './preparation.ts';
import { type Scenes, type View, viewFor } from './viewpoints.ts';

/** What is asked. */
export interface Question {
  readonly viewpoint: Viewpoint | undefined;
  /** One file, of which the task may or may not be. */
  readonly file: RepoPath | undefined;
}

/** With what it is answered. */
export interface Answering extends Pick<Library, 'world' | 'store'> {
  readonly configs: Configs;
  readonly scenes: Scenes;
}

/** Explains a task of a tier: whether it would run, on what, and why. Runs nothing, and locks nothing. */
export async function explainTask(
  named: Task,
  of: Tier,
  { viewpoint, file }: Question,
  { world, store, configs, scenes }: Answering,
): Promise<Explanation> {
  const view = await viewFor(of, viewpoint, scenes);
  const { scene, request } = view;
  const preparation = await prepareTiers({ tiers: [of], trigger: request.name }, configs, scene, request, world);
  if (preparation.type !== 'ready') throw new Error(`a tier without names to choose from is ${preparation.type}`);
  const { prepared } = preparation;
  const [tier = of] = prepared.plan.tiers;
  const task = tier.tasks.find(({ name }) => name === named.name) ?? named;
  const planned = prepared.plan.checks.find((check) => check.task === task);
  const whyNot = planned === undefined ? whyNotOf(task, tier, prepared) : undefined;
  const role = file === undefined ? undefined : roleIn(file, { task, tier, prepared, planned });
  const check = file === undefined || role === undefined ? planned : checkOfFile(file, role, task, planned);
  return {
    task,
    tier,
    viewpoint: view.viewpoint,
    ...(whyNot === undefined ? {} : { whyNot }),
    ...(file === undefined || role === undefined ? {} : { file: { path: file, role } }),
    ...(check === undefined ? {} : { knowledge: await knowledgeOf(check, { scene, world, store }) }),
    uncovered: task.cache ? Object.keys(keyVariables({ ...task, env: task.passEnv }, world.env)) : [],
    ...lastFailureOf(task, view),
    notes: [...view.notes, ...prepared.notes, ...configNotes(view, configs)],
  };
}

function whyNotOf(task: Task, tier: Tier, { plan, scene, skips }: Prepared) {
  const reason = plan.leftOut.find((one) => one.task === task)?.reason ?? 'no-files';
  const { captured, circumstances } = scene;
  return whyLeftOut({ task, tier, reason, snapshot: captured.snapshot, circumstances, skips });
}

interface Asked {
  readonly task: Task;
  readonly tier: Tier;
  readonly prepared: Prepared;
  readonly planned: Check | undefined;
}

function roleIn(file: RepoPath, { task, tier, prepared, planned }: Asked) {
  const { tree } = prepared.scene.captured.snapshot;
  const check = planned === undefined ? {} : { check: planned };
  return roleOf(file, { task, tier, tree, inputs: inputFiles(task, tree), ...check });
}

/** What there is to know of a file: of it alone, for a task that looks at each by itself; else of the check that is planned. */
function checkOfFile(
  file: RepoPath,
  role: ReturnType<typeof roleOf>,
  task: Task,
  planned: Check | undefined,
): Check | undefined {
  if (role !== 'judged' && role !== 'unchanged') return undefined;
  if (task.scope !== 'file') return planned;
  return { ...(planned ?? { task, writes: false }), files: [file], dependsOn: [file] };
}

function lastFailureOf({ tier, name, root }: Task, { scene }: View): Pick<Explanation, 'lastFailure'> {
  for (const { checks, startedAt } of readLastRun(scene.repository.gitDir) ?? []) {
    const own = checks.find((check) => check.tier === tier && check.task === name && (check.root ?? '') === root);
    if (own?.status === 'failed' || own?.status === 'broken') {
      return { lastFailure: { status: own.status, at: startedAt } };
    }
  }
  return {};
}

function configNotes({ viewpoint, scene }: View, configs: Configs): readonly string[] {
  if (viewpoint !== 'push' || isConfigInPlace(configs, scene.directory, scene.captured.snapshot.tree)) return [];
  return ['the config of the commit differs from the one here, by which this is explained'];
}
