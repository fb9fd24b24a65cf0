import { delimiter, isAbsolute, join } from 'node:path';
import type { PassStore } from '../../core/contracts/stores.ts';
import { type Guard, guardOf, isHeld } from '../../core/memory/guard.ts';
import type { RunRecord } from '../../core/record.ts';
import { looksAtCommits, type Task, type Tier } from '../../core/task.ts';
import { unanswered } from '../../engine/carry-out.ts';
import type { Repository } from '../../git/repository.ts';
import type { Anchors } from '../../system/kept/guard-folder.ts';
import { KnownTrees } from '../../system/kept/known-trees.ts';
import { readHookConfigs } from '../configs/of-scene.ts';
import { settleTiers } from '../configs/settle-tasks.ts';
import { environmentReader, placeOf } from '../environment.ts';
import type { Prepared } from '../preparation.ts';
import type { RunRequest } from '../request.ts';
import { selectTiers } from '../select-tiers.ts';
import type { World } from '../world.ts';
import { seenAnew } from '../world-of.ts';
import { drawFor } from './draw.ts';
import { type Ended, isProof } from './leave-proofs.ts';
import { recallPorts } from './recall-ports.ts';

/** A run of which all was remembered, as the witness of its world saw it. */
export interface Remembered {
  readonly prepared: Prepared;
  readonly request: RunRequest;
  readonly record: RunRecord;
  /** Every tier that has a say in what the hook accepts, whether it was about anything this time or not. */
  readonly tiers: readonly Tier[];
}

/** Where marks of a hook are kept: they are about one worktree, and what is installed there. */
function knownTrees({ gitDir }: Pick<Repository, 'gitDir'>, hook: string): KnownTrees {
  return new KnownTrees(join(gitDir, 'lattice-hooks', 'known', hook));
}

/**
 * Marks a tree that a hook has accepted, so that its stub ends at once when it meets the tree again on the same base, and
 * all that the verdict rested on is as it was. Only what would be recalled now is marked. A git directory that cannot be
 * written to costs time.
 */
export async function leaveMarks(remembered: Remembered, world: World): Promise<void> {
  const { prepared, request, record, tiers } = remembered;
  if (!isMarkable(remembered, world)) return;
  const known = knownTrees(prepared.scene.repository, request.name);
  const names = namesFor(request, record);
  try {
    const anchors = lookAtOurselves(prepared.scene.repository, world);
    if (anchors === undefined) return;
    const current = known.inForce();
    if (current !== undefined && holds(current.guard, world)) return known.mark(current.id, names);
    // Under a guard that holds no longer nothing new is marked: its time might come back.
    const environmentOf = environmentReader(world, placeOf(prepared.scene));
    for (const task of tiers.flatMap(({ tasks }) => tasks)) await environmentOf(task);
    const guard = guardOf(world.look);
    const id = guard && known.begin(guard, anchors, world);
    if (id !== undefined) known.mark(id, names);
  } catch {
    // What is not marked is recalled.
  }
}

/** The same after tasks have run: everything is looked at and recalled once more, by a witness who saw none of it before. */
export async function leaveMarksOfRun(
  { prepared, request, carried, record }: Ended,
  store: PassStore,
  given: World,
): Promise<void> {
  const { plan } = prepared;
  const remembered = { prepared, request, record, tiers: plan.tiers };
  if (request.name !== 'pre-commit' || !isMarkable(remembered, given)) return;
  const world = seenAnew(given, record.durationMs);
  try {
    if (!(await areTiersTheSame(prepared, request, world))) return;
    const ports = recallPorts(prepared.scene, world, store);
    if ((await unanswered({ plan, tree: carried.tree }, ports)).length > 0) return;
  } catch {
    // The commit is accepted all the same.
    return;
  }
  await leaveMarks(remembered, world);
}

/** Whether the configs say of the hook what they said when the run was planned. */
async function areTiersTheSame({ scene, plan }: Prepared, request: RunRequest, world: World): Promise<boolean> {
  const configs = await readHookConfigs(scene, request, world, async () => undefined);
  const chosen = configs.type === 'read' ? selectTiers(request.name, configs.tiers, request)?.tiers : undefined;
  const tiers = chosen === undefined ? undefined : await settleTiers(chosen, scene, world);
  return JSON.stringify(tiers) === JSON.stringify(plan.tiers);
}

/**
 * Whether the stub may end the hook next time without a word: nothing was said, left out, or hangs on anything but content,
 * and no pass is to be looked at again, which in CI is the rule.
 */
function isMarkable({ prepared, request, record, tiers }: Remembered, { look, env, chance }: World): boolean {
  const { notes, skips, checks, gates } = record;
  if (drawFor(tiers, { env: look.variables(env), chance }).isDrawn !== undefined) return false;
  const isSilent =
    notes.length === 0 &&
    [...checks, ...gates].every(({ findings }) => findings.length === 0) &&
    gates.every(({ summary }) => summary.every(({ status }) => status !== 'note'));
  const isWhole = request.byHook && skips.length === 0 && isProof({ prepared, request, record });
  return isWhole && isSilent && tiers.every(({ tasks }) => tasks.every(isByContent));
}

/**
 * Whether a task's verdict is the same for the same content, wherever and whenever it is asked for, and nothing has to be
 * brought back with it. Affected tests are chosen by a base that no guard holds.
 */
function isByContent(task: Task): boolean {
  const { cache, warn, outputs, usesArguments, seesUntracked, when, holds, affected } = task;
  const isPlain = !warn && outputs.length === 0 && !usesArguments && seesUntracked !== true;
  const isTimeless = when === undefined && holds === undefined && affected === undefined;
  return cache && isPlain && isTimeless && !looksAtCommits(task);
}

/**
 * Looks at what runs: this package, and the Node that the stub would find. Undefined where the stub could start another one
 * without anything having changed that can be seen: behind a version manager's stand-in, or by a PATH that depends on where one stands.
 */
function lookAtOurselves({ root }: Repository, { look, env, node, packageFolder }: World): Anchors | undefined {
  const hot = join(packageFolder, 'dist', 'hot.cjs');
  for (const bundle of ['recall.cjs', 'shared.cjs']) look.at(join(packageFolder, 'dist', bundle));
  for (const file of [hot, join(packageFolder, 'package.json')]) look.at(file);
  const folders = (look.variables(env)['PATH'] ?? '').split(delimiter);
  if (!folders.every(isAbsolute)) return undefined;
  const found = folders.map((folder) => join(folder, 'node')).find((file) => look.isProgram(file));
  return found !== undefined && look.real(found) === look.real(node) ? { root, hot } : undefined;
}

/** Whether the guard held while the witness looked, and all the rest of it holds now. */
function holds(guard: Guard, { look, env }: World): boolean {
  // What it has seen is compared as it was seen: looking once more would say nothing of the verdict.
  for (const path of Object.keys(guard.paths)) if (!look.seen.has(path)) look.at(path);
  for (const folder of Object.keys(guard.listings)) if (!look.listed.has(folder)) look.names(folder);
  const variables = look.variables(env);
  for (const name of Object.keys(guard.variables)) if (!look.asked.has(name)) void variables[name];
  const isThere = ([path, place]: readonly [string, string]) => (look.led.get(path) ?? look.real(path)) === place;
  return isHeld(guard, look) && Object.entries(guard.places).every(isThere);
}

/** At a push, a tree is also marked as one that was accepted whole: the remote may have it already, under the very ref. */
function namesFor({ name }: RunRequest, { tree, base }: RunRecord): readonly string[] {
  const pair = base === undefined ? [] : [`t_${tree}_${base}`];
  return name === 'pre-push' ? [...pair, `w_${tree}`] : pair;
}
