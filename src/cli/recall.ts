import text from '../reports/text.ts';
import { hookRequest } from '../run/hook-request.ts';
import { keepLastRun } from '../run/last-record.ts';
import { type EarlyEnd, endEarly } from '../run/remembered.ts';
import type { Scene } from '../run/scene.ts';
import type { World } from '../run/world.ts';
import stores from '../stores/local.ts';
import type { Terminal } from './terminal.ts';

/** A hook as git starts it. */
export interface Hook {
  readonly name: string;
  readonly hookArguments: readonly string[];
  /** By the world's clock. */
  readonly started: number;
}

/** Ends a hook that has nothing new to check: keeps its record and says so in a line. */
export async function recall(hook: Hook, scene: Scene, world: World, terminal: Terminal): Promise<EarlyEnd> {
  const request = hookRequest(hook.name, hook.hookArguments);
  const end = await endEarly(request, scene, world, hook.started, (folder) => stores.open(folder));
  if (end.type === 'remembered') {
    const { color, width } = terminal;
    keepLastRun(end.repository.gitDir, [end.record]);
    terminal.out(text.render([end.record], { color, width }));
  }
  return end;
}
