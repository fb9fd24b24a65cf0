import { loadAll } from '../catalog.ts';
import type { ToolIdentity } from '../core/contracts/tool-identity.ts';

/** What a preset knows of a program, which serves plain commands too. */
export async function knownTool(program: string): Promise<ToolIdentity | undefined> {
  const kinds = await loadAll('tasks');
  return [...kinds.values()].flatMap((kind) =>
    kind.type === 'tool' && kind.tool.program === program ? [kind.tool] : [],
  )[0];
}
