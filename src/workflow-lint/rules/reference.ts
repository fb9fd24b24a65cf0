import { suggest } from '../../core/nearest.ts';
import { valueAt } from '../../yaml/tree.ts';
import { outputsOfJob } from '../definitions.ts';
import type { Expression } from '../expressions.ts';
import { expressionsBelow, expressionsOf } from '../expressions-below.ts';
import type { Problem, Rule } from '../finding.ts';
import { knownUse } from '../known-actions.ts';
import { type Names, namesOf, sharedNames, stepsBefore } from '../names.ts';
import { wrongNeeds } from '../needs.ts';
import type { Reference } from '../references.ts';
import type { Job, Workflow } from '../workflow.ts';

/** Names that nothing defines: GitHub puts an empty text in their place. */
export const reference: Rule = {
  name: 'reference',
  severity: 'error',
  *check(workflow, others) {
    yield* wrongNeeds(workflow);
    const shared = sharedNames(workflow, others);
    for (const job of workflow.jobs) {
      const names = namesOf(job, shared);
      yield* check(expressionsOf(job.node, 'steps'), { ...names, steps: stepsBefore(job.steps, job.steps.length) });
      for (const [index, step] of job.steps.entries())
        yield* check(expressionsOf(step.node), { ...names, steps: stepsBefore(job.steps, index) });
    }
    yield* ofCallers(workflow, others);
  },
};

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
  if (context === 'inputs') return names.inputs?.has(name) === false ? noInput(name, [...names.inputs]) : undefined;
  if (context === 'needs') return wrongNeed(name, property, output, names);
  return context === 'steps' ? wrongStep(name, property, output, names) : undefined;
}

function noMatrix(shown: string, name: string, known: readonly string[]): string {
  if (known.length === 0) return `\`${shown}\`: this job has no matrix`;
  return `The matrix of this job has no \`${name}\`${suggest(name, known)}`;
}

function noInput(name: string, known: readonly string[]): string {
  return `This workflow has no input \`${name}\`${suggest(name, known)}`;
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
