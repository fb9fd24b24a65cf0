import { commandsIn, type ShellCommand } from '../shell/commands.ts';
import { itemsOf, type Spot, textAt, valueAt, type YamlNode, type YamlText } from '../yaml/tree.ts';
import { expressionsIn } from './expressions.ts';
import type { Job, Step, Workflow } from './workflow.ts';

/** A command of a `run`. */
export interface RunCommand extends ShellCommand {
  readonly at: Spot;
}

/** A step with its job, and what it runs. */
export interface RunStep {
  readonly job: Job;
  readonly step: Step;
  /** None where no shell like `sh` takes them. */
  readonly commands: readonly RunCommand[];
}

const known = new WeakMap<YamlText, readonly RunCommand[]>();

/** All steps of a workflow in their order. */
export function runSteps(workflow: Workflow): readonly RunStep[] {
  return workflow.jobs.flatMap((job) =>
    job.steps.map((step) => ({ job, step, commands: hasShell(workflow, job, step) ? commandsOf(step.run) : [] })),
  );
}

/** All commands of a workflow. */
export function commandsOfWorkflow(workflow: Workflow): readonly RunCommand[] {
  return runSteps(workflow).flatMap(({ commands }) => commands);
}

/** Whether the script is one for `sh`, `bash` and their like. Runners with Windows take PowerShell unless they are told. */
function hasShell(workflow: Workflow, { node }: Job, step: Step): boolean {
  const shell = [textAt(step.node, 'shell'), defaultShell(node), defaultShell(workflow.root)].find(
    (one) => one !== undefined,
  );
  if (shell !== undefined) return /(?:^|[/\s])(?:ba|da|z|k)?sh(?:\s|$)/.test(shell.text);
  return !itemsOf(valueAt(node, 'runs-on')).some((label) => label.type === 'text' && /^windows/i.test(label.text));
}

function defaultShell(node: YamlNode): YamlText | undefined {
  return textAt(valueAt(valueAt(node, 'defaults'), 'run'), 'shell');
}

function commandsOf(run: YamlText | undefined): readonly RunCommand[] {
  if (run === undefined) return [];
  let found = known.get(run);
  if (found === undefined) {
    found = commandsIn(withoutExpressions(run)).map((command) => ({ ...command, at: run.spotAt(command.start) }));
    known.set(run, found);
  }
  return found;
}

/** Expressions as variables of the same length: GitHub fills them in before a shell sees anything. */
function withoutExpressions(run: YamlText): string {
  const found = expressionsIn(run);
  const pieces = found.map(({ start, end }, index) => {
    const before = run.text.slice(found[index - 1]?.end ?? 0, start);
    return `${before}$${'_'.repeat(end - start - 1)}`;
  });
  return `${pieces.join('')}${run.text.slice(found.at(-1)?.end ?? 0)}`;
}
