import type { Readable } from 'node:stream';
import { LatticeError } from '../core/errors.ts';
import type { Plan } from '../core/plan.ts';
import { parseToldPush } from '../git/commits/told-push.ts';
import type { GitPlace } from '../git/git.ts';

/** Hooks that git writes something to, see githooks(5): the refs of a push, and the commits that were rewritten. */
const HOOKS_WITH_INPUT: ReadonlySet<string> = new Set(['pre-push', 'post-rewrite']);

/** All bytes of a stream; undefined for a terminal, where a person would have to type them. */
export async function readAll(stream: Readable & { readonly isTTY?: boolean }): Promise<Buffer | undefined> {
  if (stream.isTTY) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What is written to a hook. */
export interface HookInput {
  readonly bytes: Buffer;
  /** Whether its stub has put more behind what git writes, see `git/commits/told-push.ts`. */
  readonly isTold: boolean;
}

/** What git wrote to the hook `pre-push`, and what it has answered already. Throws `LatticeError` where the stub has not said it. */
export function readPush({ bytes, isTold }: HookInput): { readonly input: Buffer; readonly told?: GitPlace['told'] } {
  if (!isTold) return { input: bytes };
  const { input, told } = parseToldPush(bytes) ?? fail();
  return { input, ...(told === undefined ? {} : { told }) };
}

function fail(): never {
  throw new LatticeError(
    'environment',
    'the pre-push hook ended before it said what is pushed',
    'Push again; if it happens again, `npx lattice-hooks install` writes the hook anew.',
  );
}

/** Whether a check of a plan has to be given what git writes to the hook. */
export function wantsInput(hook: string, { checks }: Pick<Plan, 'checks'>): boolean {
  return HOOKS_WITH_INPUT.has(hook) && checks.some(({ task }) => task.stdin === true);
}
