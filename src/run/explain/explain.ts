import type { AskedFile, Explanation } from '../../core/explain/explain.ts';
import { type LastTime, lastTimeOf } from '../../core/explain/last-time.ts';
import { whyLeftOut } from '../../core/explain/left-out.ts';
import type { RepoPath } from '../../core/files.ts';
import { earlierStandings } from '../../core/memory/standings.ts';
import type { Check } from '../../core/plan.ts';
import type { Standing } from '../../core/standing.ts';
import type { Task, Tier } from '../../core/task.ts';
import { Memory } from '../../engine/memory.ts';
import { isRememberedByFile } from '../../engine/passes-to-keep.ts';
import { keyVariables } from '../../system/processes/task-environment.ts';
import type { Configs } from '../configs/configs.ts';
import { environmentReader, placeOf } from '../environment.ts';
import { knowledgeOf, type Library, newestOrigins } from '../memory/knowledge.ts';
import { type Prepared, prepareTiers } from '../preparation.ts';
import type { Scene } from '../scene.ts';
import { askedFile } from './asked-file.ts';
import { explainNotes } from './notes.ts';
import { commitsOfRuns, type Past } from './past.ts';
import { rewritersOf } from './rewriters.ts';
import { sharedFateOf } from './shared-fate.ts';
import { type Scenes, type View, viewFor } from './viewpoints.ts';
import type { WrittenTasks } from './written-task.ts';

/** What is asked. */
export interface Question {
  readonly viewpoint: Explanation['viewpoint'] | undefined;
  /** One file, of which the task may or may not be. */
  readonly file: RepoPath | undefined;
}

/** With what it is answered. */
export interface Answering extends Pick<Library, 'world' | 'store'> {
  readonly configs: Configs;
  readonly scenes: Scenes;
  readonly writtenTasks: WrittenTasks;
  readonly past: Past;
}

/** Explains a task of a tier: whether it would run, on what, and why. Runs nothing, and locks nothing. */
export async function explainTask(
  named: Task,
  of: Tier,
  { viewpoint, file }: Question,
  answering: Answering,
): Promise<Explanation> {
  const { world, store, configs, scenes, writtenTasks } = answering;
  const view = await viewFor(of, viewpoint, scenes);
  const { scene } = view;
  const prepared = await prepareView(of, view, answering);
  const tier = prepared.plan.tiers.find(({ name, root }) => name === of.name && root === of.root) ?? of;
  const task = tier.tasks.find(({ name }) => name === named.name) ?? named;
  const planned = prepared.plan.checks.find((check) => check.task === task);
  const whyNot = planned === undefined ? whyNotOf(task, tier, prepared) : undefined;
  const written = await writtenTasks.of(task);
  const worktree = await scenes.local('worktree');
  const asked = { task, tier, check: planned, written, view, worktree, configs };
  const about = file === undefined ? undefined : await askedFile(file, asked);
  const check = about === undefined ? planned : checkOfFile(about, task, planned);
  const knowledge = check && (await knowledgeOf(check, { scene, world, store, tiers: configs.tiers }));
  const last = lastOf(task, answering, scene);
  const shared = sharedFateOf(task, tier, world);
  return {
    ...{ task, tier, viewpoint: view.viewpoint, written },
    ...(whyNot === undefined ? {} : { whyNot }),
    ...(about === undefined ? {} : { file: about }),
    ...(knowledge === undefined ? {} : { knowledge }),
    rewriters: check === undefined ? [] : await rewritersIn(check, prepared, answering),
    gates: gatesFedBy(task, tier),
    ...(shared === undefined ? {} : { shared }),
    uncovered: task.cache ? Object.keys(keyVariables({ ...task, env: task.passEnv }, world.env)) : [],
    ...(last === undefined ? {} : { last }),
    commits: await commitsOfRuns(answering.past, timesOf(knowledge?.standings ?? [], last), scene.place),
    notes: [...view.notes, ...prepared.notes, ...(await explainNotes(tier, view, configs, world))],
  };
}

/** The plan that the hook would make: of all its tiers, because what one rewrites another looks at. */
async function prepareView(of: Tier, { scene, request }: View, { configs, world }: Answering): Promise<Prepared> {
  const beside = request.byHook ? configs.tiers.filter(({ on }) => on.includes(request.name)) : [of];
  const tiers = beside.includes(of) ? beside : [of];
  const preparation = await prepareTiers({ tiers, trigger: request.name }, configs, scene, request, world);
  if (preparation.type === 'ready') return preparation.prepared;
  throw new Error(`tiers without names to choose from are ${preparation.type}`);
}

function whyNotOf(task: Task, tier: Tier, { plan, scene, skips }: Prepared) {
  const reason = plan.leftOut.find((one) => one.task === task)?.reason ?? 'no-files';
  const { captured, circumstances } = scene;
  return whyLeftOut({ task, tier, reason, snapshot: captured.snapshot, circumstances, skips });
}

/** What there is to know of a file: of it alone, for a task that looks at each by itself; else of the check that is planned. */
function checkOfFile({ path, role }: AskedFile, task: Task, planned: Check | undefined): Check | undefined {
  if (role !== 'judged' && role !== 'unchanged') return undefined;
  if (task.scope !== 'file') return planned;
  return { ...(planned ?? { task, writes: false }), files: [path], dependsOn: [path] };
}

function rewritersIn(check: Check, { plan, scene }: Prepared, { world, store }: Answering): Promise<readonly string[]> {
  const memory = new Memory({ store, environmentOf: environmentReader(world, placeOf(scene)), notice: () => {} });
  const others = { ...plan, checks: plan.checks.filter(({ task }) => task !== check.task) };
  return rewritersOf(check, others, scene.captured.snapshot.tree, memory);
}

/** What a gate of the tier has from the task. */
function gatesFedBy({ coverage, scans = [] }: Task, { gates, scanGates = [] }: Tier): Explanation['gates'] {
  return Object.keys(gates).flatMap((gate) => {
    const from = scanGates.includes(gate)
      ? scans.filter((one) => one.gate === gate).map(({ input }) => input)
      : coverage;
    return from.length === 0 ? [] : [{ gate, from }];
  });
}

function lastOf(task: Task, { past, configs }: Answering, scene: Scene): LastTime | undefined {
  const origins = newestOrigins(task, scene, configs.tiers);
  const last = lastTimeOf(task, { ...past, origins });
  const standings = last === undefined ? [] : earlierStandings(origins, last.at, isRememberedByFile(task));
  return last && (standings.length === 0 ? last : { ...last, standings });
}

function timesOf(standings: readonly Standing[], last: LastTime | undefined): ReadonlySet<string> {
  return new Set([...standings.flatMap(({ origin }) => origin?.at ?? []), ...(last === undefined ? [] : [last.at])]);
}
