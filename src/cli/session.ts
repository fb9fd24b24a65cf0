import { LatticeError } from '../core/errors.ts';
import type { GitPlace } from '../git/git.ts';
import type { Waiting } from '../git/isolation/lock.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { safeMessage } from '../report-text/harmless.ts';
import type { ReadConfig } from '../run/configs/configs.ts';
import type { World } from '../run/world.ts';
import { withPlaceForObjects } from '../system/own-objects.ts';
import { isAncestor } from '../system/processes/ancestors.ts';
import { removeFoldersOf } from '../system/processes/run-folders.ts';
import { RUN_VARIABLE } from '../system/processes/task-environment.ts';
import { hookReport, isForAgent } from './reports/hook-report.ts';
import type { ReportWish } from './reports/wish.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What every command that works in a repository needs. */
export interface Session {
  readonly world: World;
  readonly terminal: Terminal;
  readonly repository: Repository;
  /** For git calls about the worktree. */
  readonly place: GitPlace;
  readonly waiting: Waiting;
  /** Whether runs are shown while they go on; else nothing is told of them before their end but notices. */
  readonly isWatched: boolean;
  /** Tells a person something that stops nothing. */
  readonly notice: (message: string) => void;
}

/** How a session differs from that of a command at a terminal. */
interface SessionOptions {
  /** Is told of what stops nothing, in place of the terminal. */
  readonly notice?: (message: string) => void;
  /** Those that were asked for; absent where that cannot be done by an option. */
  readonly reports?: readonly ReportWish[];
}

/** Finds the repository around the current directory. Rejects with `LatticeError` where there is none. */
export async function openSession(given: World, terminal: Terminal, options: SessionOptions = {}): Promise<Session> {
  const {
    notice = (message: string) => terminal.err(safeMessage(`lattice-hooks: ${message}\n`)),
    reports = hookReport(given.env),
  } = options;
  const repository = await findRepository(given.cwd, given.env);
  const world = { ...given, env: withPlaceForObjects(given.env, repository.commonDir, given.temporary) };
  const waiting: Waiting = {
    pid: world.pid,
    since: world.startedAt,
    onWait: ({ pid, since }) => {
      // A task may have cleared its environment, but not who started it.
      if (world.env[RUN_VARIABLE] === `${pid}` || isAncestor(pid, world.pid)) throw nested(pid);
      notice(`waiting for another run here (process ${pid}, since ${since})`);
    },
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    onDead: (pid) => removeFoldersOf(pid, world.temporary),
  };
  const place = { cwd: repository.root, env: world.env };
  return { world, terminal, repository, place, waiting, isWatched: !isForAgent(reports), notice };
}

/** Reads and keeps the configs that a run finds and that are not kept yet. */
export function configReader({ repository, world }: Session): ReadConfig {
  const keeping = { commonDir: repository.commonDir, product: world.product };
  return async (folder, root) => (await import('../config/compile/compile.ts')).readConfig(folder, root, keeping);
}

/** A run that waited for the one that it is part of would wait for ever. */
function nested(pid: number): LatticeError {
  return new LatticeError(
    'environment',
    `a task of the run that goes on here (process ${pid}) has started this hook`,
    'Tasks that commit or push do so with --no-verify, or with LATTICE_HOOKS=0.',
  );
}
