import { uninstallHooks } from '../../git/hooks/install.ts';
import { findRepository } from '../../git/repository.ts';
import type { World } from '../../run/world.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { uninstalledLines } from '../texts/setup.ts';

/** There is nothing to choose: all that `install` did is taken back. */
export type UninstallOptions = Readonly<Record<string, never>>;

/** Takes our hooks out, puts back those that were there before, and takes back what `install --force` has set. The config stays. */
export async function uninstall(_options: UninstallOptions, world: World, terminal: Terminal): Promise<number> {
  const repository = await findRepository(world.cwd, world.env);
  const lines = uninstalledLines(await uninstallHooks({ repository, env: world.env }), terminal.width);
  terminal.out(`${lines.join('\n')}\n`);
  return 0;
}
