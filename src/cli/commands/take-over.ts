import type { ManagerName } from '../../core/hooks/managers.ts';
import type { FolderChoice } from '../../git/hooks/choose-folder.ts';
import { installHooks } from '../../git/hooks/install.ts';
import { retireHooks } from '../../git/hooks/retire.ts';
import type { Repository } from '../../git/repository.ts';
import type { World } from '../../run/world.ts';
import { configuredHooks } from '../../setup/hook-names.ts';
import { listFiles } from '../../setup/list-files.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { retiredLines } from '../texts/migrate.ts';
import { installedLines, shown } from '../texts/setup.ts';
import { wontWork } from './install.ts';

/** Whose hooks are taken over, and where. */
export interface TakingOver {
  readonly repository: Repository;
  readonly choice: FolderChoice;
  /** Entries of `src/migrations` that were read. */
  readonly names: readonly string[];
  /** Where the repository has our package, see `packageLink`. */
  readonly link: string | undefined;
}

/** Sets the hooks of the tools aside and installs ours. Rejects with `LatticeError` where one of ours would not work. */
export async function takeOver(
  { repository, choice, names, link }: TakingOver,
  world: World,
  terminal: Terminal,
): Promise<void> {
  const { env, node, packageFolder, product } = world;
  const { root } = repository;
  const retired = choice.type === 'own' ? retireHooks(choice.folder, writersOf(names)) : [];
  const { hooks } = await configuredHooks(root, await listFiles({ cwd: root, env }));
  const installed = await installHooks({ repository, env, node, packageFolder, product }, choice, hooks, link);
  const old = choice.type === 'foreign' ? shown(choice.foreign.folder, root) : undefined;
  const lines = [...retiredLines(retired, old, terminal.width), ...installedLines(installed, root, terminal.width)];
  terminal.out(`${lines.join('\n')}\n`);
  if (installed.problems.size > 0) throw wontWork(installed.problems);
}

/** Who writes the hooks of these tools: two of them read one config, and one is started by others. */
function writersOf(names: readonly string[]): readonly ManagerName[] {
  return names.flatMap((name): readonly ManagerName[] => {
    if (name === 'pre-commit') return ['pre-commit', 'prek'];
    return name === 'lint-staged' ? [] : [name as ManagerName];
  });
}
