import type { Facts } from '../../src/diagnoses/facts.ts';
import { factsWithTasks, makeFacts } from './facts.ts';

// Ways in which a command may be written down.

export const WORKFLOW = '.github/workflows/ci.yml';

/** As the command of a task. */
export function task(line: string): Facts {
  return factsWithTasks([{ check: [line.split(' ')] }]);
}

/** As a script that a task hands to a shell. */
export function script(text: string): Facts {
  return factsWithTasks([{ check: [['sh', '-c', text]] }]);
}

/** As a script of package.json that a task runs. */
export function npmScript(text: string): Facts {
  const lint = { tier: 'fast', name: 'lint', root: '' };
  return makeFacts({ scripts: [{ task: lint, name: 'lint', file: 'package.json', text }] });
}

/** As a step of a workflow, in its seventh line. */
export function step(run: string | undefined, isForgiven = false, uses?: string): Facts {
  return makeFacts({ steps: [{ file: WORKFLOW, line: 7, run, uses, isForgiven }] });
}
