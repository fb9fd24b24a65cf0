import { errorMessage } from '../../core/errors.ts';
import { hookRequest, hookSelection } from '../../run/hook-request.ts';
import { inWorktree } from '../../run/local-run.ts';
import { type Preparation, type Prepared, prepare } from '../../run/preparation.ts';
import type { Scene } from '../../run/scene.ts';
import { leaveTrailers } from '../../run/skips/leave-trailers.ts';
import type { World } from '../../run/world.ts';
import { carry, conclude } from '../carry.ts';
import { readAll, wantsInput } from '../hook-input.ts';
import { preparedForHook } from '../prepared.ts';
import { configReader, openSession, type Session } from '../session.ts';
import { tellingMissingHooks } from '../tell-missing-hooks.ts';
import type { Terminal } from '../terminal/terminal.ts';

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
  const read = tellingMissingHooks(configReader(session), session);
  const getReady = (scene: Scene) => prepare(scene, request, world, read);
  const judge = async (prepared: Prepared): Promise<number> => {
    if (prepared.plan.tiers.length === 0) return 0;
    const hookInput = wantsInput(name, prepared.plan) ? await readAll(stdin()) : undefined;
    const asked = { ...request, ...(hookInput === undefined ? {} : { hookInput }) };
    return conclude([await carry(prepared, asked, session)], [], session);
  };
  return inWorktree({ ...session, selection: hookSelection(name), prepare: getReady }, early, async (preparation) => {
    const prepared = await preparedForHook(preparation, session.repository.root);
    if (prepared === undefined) return 0;
    const code = await judge(prepared);
    if (name === 'commit-msg' && code === 0) await tellSkips(prepared, hookArguments, session);
    return code;
  });
}

/** Says in the message what the commit was made without, where that is wanted. A message that stays as it is refuses nothing. */
async function tellSkips(
  { trailing, scene }: Prepared,
  [message]: readonly string[],
  { world, notice }: Session,
): Promise<void> {
  if (trailing === undefined || message === undefined) return;
  try {
    await leaveTrailers(trailing, message, scene, world);
  } catch (error) {
    notice(`the message does not say what was skipped: ${errorMessage(error)}`);
  }
}
