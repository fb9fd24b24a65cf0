import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Work, WorkResult } from '../core/ports.ts';
import { withAllTests } from '../core/test-choice.ts';
import { UnsureOfTests } from './judge-end.ts';
import { runCommands } from './run-commands.ts';
import type { Site } from './site.ts';

/** Runs the commands of a check; those for all of its tests where its tool is not sure which some of them it should have run. */
export async function runSurely(kind: ToolKind | undefined, work: Work, site: Site): Promise<WorkResult> {
  try {
    return await runCommands(kind, work, site);
  } catch (error) {
    if (!(error instanceof UnsureOfTests)) throw error;
    const check = withAllTests(work.check, { type: 'unsure', why: error.message });
    return { ...(await runCommands(kind, { ...work, check }, site)), tests: check.tests };
  }
}
