import { join } from 'node:path';
import { findKind } from '../config/kinds.ts';
import type { ToolIdentity } from '../core/contracts/tool-identity.ts';
import type { Task } from '../core/task.ts';
import type { ConfigsSeen } from '../diagnoses/configs-seen.ts';
import type { MissingTool } from '../diagnoses/facts.ts';
import { pythonLauncher } from '../system/processes/python-launcher.ts';
import { findProgram, isFolder, type Surroundings } from '../system/processes/search-path.ts';
import { knownTool } from '../work/known-tool.ts';
import { missingProgram } from '../work/not-installed.ts';
import type { DoctorSite } from './site.ts';

/** What to do about a program that no preset knows. */
const UNKNOWN = 'install it, or mend the command';

/** Looks up every program that a task names. Starts none. */
export async function lookAtTools(
  { tiers }: ConfigsSeen,
  { repository: { root }, world }: DoctorSite,
): Promise<readonly MissingTool[]> {
  const missing: MissingTool[] = [];
  for (const task of tiers.flatMap((tier) => tier.tasks)) {
    const surroundings = { cwd: join(root, task.cwd), root, env: world.env, node: world.node };
    if (!isFolder(surroundings.cwd)) {
      missing.push({ task, message: `its folder ${task.cwd} is not there`, remedy: 'mend `cwd`' });
      continue;
    }
    for (const program of programsOf(task, surroundings)) {
      if (findProgram(program, surroundings) !== undefined) continue;
      const tool = (await toolOf(task, root)) ?? (await knownTool(program));
      const { what, remedy } = missingProgram(program, tool, surroundings);
      missing.push({ task, message: what, remedy: remedy ?? UNKNOWN });
    }
  }
  return missing;
}

/** Those of its commands, or the manager that starts them in its environment. `{node}` of our kinds is the one that runs us. */
function programsOf(task: Task, surroundings: Surroundings): readonly string[] {
  if (task.ecosystem === 'python' && pythonLauncher(surroundings).length > 0) return [];
  const named = [...task.check, ...task.fix].map(([program = '']) => program);
  return [...new Set(named)].filter((program) => task.uses === undefined || !program.includes('{node}'));
}

async function toolOf({ uses, root: folder }: Task, root: string): Promise<ToolIdentity | undefined> {
  if (uses === undefined) return undefined;
  const kind = await findKind(uses, join(root, folder), root);
  return typeof kind !== 'string' && kind.type === 'tool' ? kind.tool : undefined;
}
