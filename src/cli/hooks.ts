import { EXIT_CODES } from '../core/errors.ts';
import { parsePushedRefs } from '../git/commits/push-refs.ts';
import type { Preparation } from '../run/preparation.ts';
import type { World } from '../run/world.ts';
import { hook } from './commands/hook.ts';
import { push } from './commands/push.ts';
import { type HookInput, readPush } from './hook-input.ts';
import { settle } from './settle.ts';
import { surveying } from './surveying.ts';
import { hookTerminal } from './terminal/of-hook.ts';

// What hooks load that have something to run: all of it, and no library. Those come by `import()` when they are needed.

/** Carries out a hook, `pre-push` apart. */
export async function runHook(
  name: string,
  hookArguments: readonly string[],
  early: Preparation | undefined,
  given: World,
): Promise<void> {
  const world = surveying(given);
  const terminal = hookTerminal(world.env);
  await settle(world, terminal, () =>
    hook({ name, hookArguments, stdin: () => process.stdin }, early, world, terminal),
  );
}

/** Carries out the hook `pre-push`. `written`: what is written to it; undefined where nobody does. */
export async function runPush(
  hookArguments: readonly string[],
  written: HookInput | undefined,
  given: World,
): Promise<void> {
  const world = surveying(given);
  const terminal = hookTerminal(world.env);
  await settle(world, terminal, async () => {
    const input = written && readPush(written);
    const refs = parsePushedRefs(input === undefined ? '' : Buffer.from(input.input).toString());
    if (refs.every(({ localId }) => localId === undefined)) return EXIT_CODES.accepted;
    return push({ hookArguments, ...input, refs }, world, terminal);
  });
}
