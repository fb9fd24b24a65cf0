import { suggest } from '../../core/nearest.ts';
import { valueAt } from '../../yaml/tree.ts';
import { idOf, matrixOfJob, outputsOfJob } from '../definitions.ts';
import type { Expression } from '../expressions.ts';
import { expressionsBelow, expressionsOf } from '../expressions-below.ts';
import type { Problem, Rule } from '../finding.ts';
import { knownUse } from '../known-actions.ts';
import { wrongNeeds } from '../needs.ts';
import type { Reference } from '../references.ts';
import type { Job, Step, Workflow } from '../workflow.ts';

/** Names that nothing defines: GitHub puts an empty text in their place. */
export const reference: Rule = {
  name: 'reference',
  severity: 'error',
  *check(workflow, others) {
    yield* wrongNeeds(workflow);
    for (const job of workflow.jobs) {
      const names = namesOf(job, workflow, others);
      yield* check(expressionsOf(job.node, 'steps'), { ...names, steps: stepsBefore(job.steps, job.steps.length) });
      for (const [index, step] of job.steps.entries())
        yield* check(expressionsOf(step.node), { ...names, steps: stepsBefore(job.steps, index) });
    }
    yield* ofCallers(workflow, others);
  },
};

/** What can be named where an expression stands. Names are in lower case. */
interface Names {
  readonly matrix: ReadonlySet<string> | undefined;
  /** Outputs of the jobs that are needed. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  readonly steps: ReadonlyMap<string, Step>;
  /** All steps of the job, whether they come before or behind. */
  readonly allSteps: ReadonlyMap<string, Step>;
  readonly text: string;
}

function namesOf(job: Job, { jobs, text }: Workflow, others: readonly Workflow[]): Omit<Names, 'steps'> {
  const byId = new Map(jobs.map((one) => [one.key.text.toLowerCase(), one]));
  const needs = job.needs.map(({ text: id }) => {
    const needed = byId.get(id.toLowerCase());
    return [id.toLowerCase(), needed && outputsOfJob(needed, others)] as const;
  });
  return { matrix: matrixOfJob(job), needs: new Map(needs), allSteps: stepsBefore(job.steps, job.steps.length), text };
}

function stepsBefore(steps: readonly Step[], index: number): ReadonlyMap<string, Step> {
  return new Map(steps.slice(0, index).flatMap((step) => pairOf(step)));
}

function pairOf(step: Step): readonly (readonly [string, Step])[] {
  const id = idOf(step.node);
  return id === undefined ? [] : [[id, step]];
}

function* check(expressions: Iterable<Expression>, names: Names): Iterable<Problem> {
  for (const { references } of expressions) {
    for (const one of references) {
      const message = wrongWith(one, names);
      if (message !== undefined) yield { at: one.at, message };
    }
  }
}

function wrongWith({ path, shown }: Reference, names: Names): string | undefined {
  const [context, name, property, output] = path;
  if (name === undefined || name === '*') return undefined;
  if (context === 'matrix')
    return names.matrix?.has(name) === false ? noMatrix(shown, name, [...names.matrix]) : undefined;
  if (context === 'needs') return wrongNeed(name, property, output, names);
  return context === 'steps' ? wrongStep(name, property, output, names) : undefined;
}

function noMatrix(shown: string, name: string, known: readonly string[]): string {
  if (known.length === 0) return `\`${shown}\`: this job has no matrix`;
  return `The matrix of this job has no \`${name}\`${suggest(name, known)}`;
}

function wrongNeed(
  name: string,
  property: string | undefined,
  output: string | undefined,
  { needs }: Names,
): string | undefined {
  if (!needs.has(name)) return `This job does not need \`${name}\`, and knows nothing of it: add it to \`needs\``;
  if (property === undefined || property === '*') return undefined;
  if (property !== 'outputs')
    return property === 'result'
      ? undefined
      : `\`needs.${name}\` has \`result\` and \`outputs\`, and no \`${property}\``;
  return noOutput(name, output, needs.get(name));
}

function wrongStep(
  name: string,
  property: string | undefined,
  output: string | undefined,
  names: Names,
): string | undefined {
  if (!names.steps.has(name)) {
    if (names.allSteps.has(name)) return `The step \`${name}\` comes later, so that nothing is known of it here`;
    return `No step of this job has the id \`${name}\`${suggest(name, [...names.allSteps.keys()])}`;
  }
  if (property === undefined || property === '*') return undefined;
  if (property !== 'outputs')
    return ['outcome', 'conclusion'].includes(property)
      ? undefined
      : `\`steps.${name}\` has \`outputs\`, \`outcome\` and \`conclusion\`, and no \`${property}\``;
  const known = knownUse(names.steps.get(name)?.uses, names.text);
  if (output === undefined || output === '*' || known === undefined || known.outputs.includes(output)) return undefined;
  return undefined;
}

/** Outputs of a workflow that others call. */
function* ofCallers(workflow: Workflow, others: readonly Workflow[]): Iterable<Problem> {
  const outputs = valueAt(valueAt(valueAt(workflow.root, 'on'), 'workflow_call'), 'outputs');
  const jobs = new Map(workflow.jobs.map((job) => [job.key.text.toLowerCase(), job]));
  for (const { references } of outputs === undefined ? [] : expressionsBelow(outputs)) {
    for (const { path, at } of references) {
      const message = path[0] === 'jobs' ? wrongJob(path, jobs, others) : undefined;
      if (message !== undefined) yield { at, message };
    }
  }
}

function wrongJob(
  [, name, property, output]: Reference['path'],
  jobs: ReadonlyMap<string, Job>,
  others: readonly Workflow[],
): string | undefined {
  if (name === undefined || name === '*') return undefined;
  const job = jobs.get(name);
  if (job === undefined) return `There is no job \`${name}\`${suggest(name, [...jobs.keys()])}`;
  const outputs = property === 'outputs' ? outputsOfJob(job, others) : undefined;
  return noOutput(name, output, outputs);
}

function noOutput(
  job: string,
  output: string | undefined,
  outputs: ReadonlySet<string> | undefined,
): string | undefined {
  if (outputs === undefined || output === undefined || output === '*' || outputs.has(output)) return undefined;
  return `The job \`${job}\` has no output \`${output}\`${suggest(output, [...outputs]) || ': it has none'}`;
}
