import type { Readable } from 'node:stream';
import type { Plan } from '../core/plan.ts';

/** Hooks that git writes something to, see githooks(5): the refs of a push, and the commits that were rewritten. */
const HOOKS_WITH_INPUT: ReadonlySet<string> = new Set(['pre-push', 'post-rewrite']);

/** All bytes of a stream; undefined for a terminal, where a person would have to type them. */
export async function readAll(stream: Readable & { readonly isTTY?: boolean }): Promise<Buffer | undefined> {
  if (stream.isTTY) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whether a check of a plan has to be given what git writes to the hook. */
export function wantsInput(hook: string, { checks }: Pick<Plan, 'checks'>): boolean {
  return HOOKS_WITH_INPUT.has(hook) && checks.some(({ task }) => task.stdin === true);
}
