import { hookRequest, hookSelection } from '../../run/hook-request.ts';
import { inWorktree } from '../../run/local-run.ts';
import { type Preparation, prepare } from '../../run/preparation.ts';
import type { Scene } from '../../run/scene.ts';
import type { World } from '../../run/world.ts';
import { carry, conclude } from '../carry.ts';
import { readAll, wantsInput } from '../hook-input.ts';
import { preparedForHook } from '../prepared.ts';
import { configReader, openSession } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** A hook as git starts it. */
export interface StartedHook {
  readonly name: string;
  readonly hookArguments: readonly string[];
  /** Asked for and read to its end when a task wants it, and not made otherwise: Node takes its time for that. */
  readonly stdin: () => Parameters<typeof readAll>[0];
}

/** Runs what a hook stands for; `early`: what was prepared on the way here. What no config or tier is about passes in silence. */
export async function hook(
  { name, hookArguments, stdin }: StartedHook,
  early: Preparation | undefined,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const session = await openSession(world, terminal);
  const request = hookRequest(name, hookArguments);
  const getReady = (scene: Scene) => prepare(scene, request, world, configReader(session));
  return inWorktree({ ...session, selection: hookSelection(name), prepare: getReady }, early, async (preparation) => {
    const prepared = await preparedForHook(preparation, session.repository.root);
    if (prepared === undefined || prepared.plan.tiers.length === 0) return 0;
    const hookInput = wantsInput(name, prepared.plan) ? await readAll(stdin()) : undefined;
    const asked = { ...request, ...(hookInput === undefined ? {} : { hookInput }) };
    return conclude([await carry(prepared, asked, session)], [], session);
  });
}
