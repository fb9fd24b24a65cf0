import { join } from 'node:path';
import type { ProgramExit } from '../core/contracts/judgment.ts';
import type { ToolSettings } from '../core/contracts/tasks.ts';
import type { RepoPath } from '../core/files.ts';
import type { Task } from '../core/task.ts';
import { runProgram } from '../system/processes/program.ts';
import { taskEnvironment } from '../system/processes/task-environment.ts';
import { fillIn, ownPlaces, type Replacements } from '../work/arguments.ts';
import { kindOf } from '../work/execute.ts';
import type { Survey, World } from './world.ts';

type Surveyor = Pick<World, 'env' | 'node' | 'packageFolder'>;

/** Milliseconds that a tool has to read its config. */
const TIMEOUT = 60_000;

/** Asks kinds what scope their tasks have in a project. Where that cannot be found out it is `project`: slower, and true. */
export function surveyor(world: Surveyor): Survey {
  return {
    async scopeOf(task, { configs, isWhole }, directory) {
      try {
        const kind = await kindOf(task, { directory });
        if (kind?.type !== 'tool' || kind.reach === undefined) return 'project';
        const run: ToolSettings['run'] = (command, files) =>
          runIn(directory, task, fillIn(command, replacements(directory, task, files, world)).argv, world);
        const scope = await kind.reach.scopeIn({ options: task.options, configs, isWhole, run });
        return scope === 'file' ? 'file' : 'project';
      } catch {
        return 'project';
      }
    },
  };
}

function replacements(
  directory: string,
  task: Task,
  files: readonly RepoPath[],
  { node, packageFolder }: Surveyor,
): Replacements {
  const own = ownPlaces(node, join(packageFolder, 'dist'), directory);
  return { files, cwd: task.cwd, scratch: () => '', hookArguments: [], message: undefined, own };
}

async function runIn(
  directory: string,
  task: Task,
  [file = '', ...args]: readonly string[],
  { env, node }: Surveyor,
): Promise<ProgramExit> {
  const surroundings = { cwd: join(directory, task.cwd), root: directory, env, node };
  const end = await runProgram({
    file,
    args,
    cwd: surroundings.cwd,
    env: taskEnvironment(task, surroundings),
    timeout: TIMEOUT,
    signal: new AbortController().signal,
  });
  if (end.type !== 'exited') throw new Error(`${file} did not end by itself: ${end.type}`);
  return end;
}
