import type { Options } from '../../src/core/contracts/schema.ts';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import type { Scope } from '../../src/core/task.ts';

/** What a kind is told of a project by its tool: nothing, unless it is expected to ask. */
interface Told {
  readonly options?: Options;
  readonly stdout?: string;
  readonly code?: number;
  readonly isWhole?: boolean;
}

/** The scope that a kind finds for a project with these configs, and the commands that it started for that. */
export async function scopeIn(
  kind: ToolKind,
  configs: Readonly<Record<string, string>>,
  { options = {}, stdout = '', code = 0, isWhole = true }: Told = {},
): Promise<{ readonly scope: Scope | undefined; readonly started: readonly (readonly string[])[] }> {
  const started: (readonly string[])[] = [];
  const scope = await kind.reach?.scopeIn({
    options,
    configs: new Map(Object.entries(configs)),
    isWhole,
    run: async (command, files) => {
      started.push([...command, ...files]);
      return { code, stdout, stderr: '' };
    },
  });
  return { scope, started };
}
