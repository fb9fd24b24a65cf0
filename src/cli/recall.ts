import { isFetching } from '../core/hooks/fetching.ts';
import type { RunRecord } from '../core/record.ts';
import { parseTold } from '../git/index/told.ts';
import type { Repository } from '../git/repository.ts';
import { quietText } from '../report-text/quiet.ts';
import { hookRequest, hookSelection } from '../run/hook-request.ts';
import { type EarlyEnd, endEarly } from '../run/memory/remembered.ts';
import { recallPush } from '../run/pushes/recall-push.ts';
import { keepRecords } from '../run/records/keep.ts';
import { localScene, type Scene } from '../run/scene.ts';
import { startFetching } from '../run/shared/start-fetching.ts';
import { useOneShots } from '../run/skips/one-shots.ts';
import type { World } from '../run/world.ts';
import stores from '../stores/local.ts';
import { type HookInput, readPush } from './hook-input.ts';
import { hookTerminal } from './terminal/of-hook.ts';
import type { Terminal } from './terminal/terminal.ts';

/** A hook as git starts it. */
export interface Hook {
  readonly name: string;
  readonly hookArguments: readonly string[];
  /** By the world's clock. */
  readonly started: number;
}

/** The same as `recall`, in the worktree. `told`: what the hook's stub writes of the index; undefined where it does not. */
export async function recallHook(
  hook: Hook,
  repository: Repository,
  told: Buffer | undefined,
  world: World,
): Promise<EarlyEnd> {
  const scene = await localScene(repository, hookSelection(hook.name), world, told && parseTold(told));
  return recall(hook, scene, world, hookTerminal(world.env));
}

/**
 * Ends a hook that has nothing new to check: keeps its record and says so in a line. Beside one that brings what others have
 * shared, their results are fetched.
 */
export async function recall(hook: Hook, scene: Scene, world: World, terminal: Terminal): Promise<EarlyEnd> {
  const request = hookRequest(hook.name, hook.hookArguments);
  if (isFetching(hook.name, hook.hookArguments)) startFetching(scene.repository, world);
  const end = await endEarly(request, scene, world, hook.started, (folder) => stores.open(folder));
  if (end.type === 'remembered') await show(end.repository, [end.record], world, terminal);
  return end;
}

/** A push as git starts its hook. */
export interface StartedPush {
  readonly repository: Repository;
  readonly hookArguments: readonly string[];
  readonly input: HookInput;
}

/** Ends a push that has nothing new to check, likewise. Returns whether it did. */
export async function recallPushed(
  { input, ...hook }: StartedPush,
  world: World,
  terminal = hookTerminal(world.env),
): Promise<boolean> {
  const push = { ...hook, ...readPush(input) };
  const records = await recallPush(push, world, (folder) => stores.open(folder));
  if (records !== undefined && records.length > 0) await show(push.repository, records, world, terminal);
  return records !== undefined;
}

async function show(
  repository: Repository,
  records: readonly RunRecord[],
  world: World,
  { color, width, words = false, out }: Terminal,
): Promise<void> {
  keepRecords(repository, records);
  await useOneShots(records, { repository, place: { cwd: repository.root, env: world.env }, world });
  const style = { color, width, words };
  out(quietText(records, style) ?? (await import('../reports/text.ts')).default.render(records, style));
}
