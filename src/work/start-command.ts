import { delimiter } from 'node:path';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Work } from '../core/ports.ts';
import { type ProgramEnd, runProgram } from '../system/processes/program.ts';
import { launcherVariables } from '../system/processes/python-launcher.ts';
import { findProgram, isFolder } from '../system/processes/search-path.ts';
import { taskEnvironment } from '../system/processes/task-environment.ts';
import { withBytes } from './byte-arguments.ts';
import { type Command, surroundingsOf } from './commands.ts';
import { knownTool } from './known-tool.ts';
import { notInstalled } from './not-installed.ts';
import type { Site } from './site.ts';

/** How a command ended, or why it could not even be started. */
export type CommandEnd = ProgramEnd | { readonly type: 'unready'; readonly message: string };

/** Starts a command and waits for its end. `folder`: makes a private one, for what has to be written down for it. */
export async function startCommand(
  { argv, launcher, variables, missing }: Command,
  kind: ToolKind | undefined,
  work: Work,
  site: Site,
  folder: () => string,
): Promise<CommandEnd> {
  const { task } = work.check;
  const surroundings = surroundingsOf(work, site);
  const program = argv[0] ?? '';
  if (missing !== undefined) return unready(`${missing} stands for an argument of a git hook, and this run has none`);
  if (!isFolder(surroundings.cwd)) return unready(`its directory ${task.cwd} is not there`);
  if (findProgram(program, surroundings) === undefined) {
    return unready(notInstalled(program, kind?.tool ?? (await knownTool(program)), surroundings));
  }
  // Started by the name that the command has for it: some programs behave by the name that they are called by.
  const [file = '', ...args] = withBytes(argv, folder);
  return runProgram({
    file,
    args,
    cwd: surroundings.cwd,
    env: withOwnPaths(variables, {
      ...launcherVariables(launcher, surroundings, site.isBorrowing ?? false),
      ...taskEnvironment(task, surroundings),
    }),
    timeout: task.timeout,
    signal: work.signal,
    watchGroup: site.watchGroup,
    input: task.stdin === true ? site.hookInput : undefined,
  });
}

/** A kind's variables give way to the task's own, but for lists of folders, in which both are looked through. */
function withOwnPaths(
  variables: Command['variables'],
  theirs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const lists = Object.entries(variables).flatMap(([name, value]) => {
    const more = theirs[name];
    return name.endsWith('PATH') && more !== undefined ? [[name, `${value}${delimiter}${more}`] as const] : [];
  });
  return { ...variables, ...theirs, ...Object.fromEntries(lists) };
}

function unready(message: string): CommandEnd {
  return { type: 'unready', message };
}
