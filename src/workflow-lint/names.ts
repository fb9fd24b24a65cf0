import { idOf, inputsOf, matrixOfJob, outputsOfJob } from './definitions.ts';
import type { Job, Step, Workflow } from './workflow.ts';

/** What can be named where an expression stands. Names are in lower case. */
export interface Names {
  readonly matrix: ReadonlySet<string> | undefined;
  /** Of a workflow that is called or started by hand; undefined for others. */
  readonly inputs: ReadonlySet<string> | undefined;
  /** Outputs of the jobs that are needed. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  readonly steps: ReadonlyMap<string, Step>;
  /** All steps of the job, whether they come before or behind. */
  readonly allSteps: ReadonlyMap<string, Step>;
  readonly text: string;
}

/** What is the same for all jobs. */
export interface SharedNames extends Pick<Names, 'inputs' | 'text'> {
  readonly byId: ReadonlyMap<string, Job>;
  readonly outputs: (job: Job) => ReadonlySet<string> | undefined;
}

/** Names of a workflow. `others`: workflows that its jobs may call. */
export function sharedNames(workflow: Workflow, others: readonly Workflow[]): SharedNames {
  const byId = new Map(workflow.jobs.map((one) => [one.key.text.toLowerCase(), one]));
  const known = new Map<Job, ReadonlySet<string> | undefined>();
  const outputs = (job: Job) => {
    if (!known.has(job)) known.set(job, outputsOfJob(job, others));
    return known.get(job);
  };
  return { byId, outputs, inputs: inputsOf(workflow), text: workflow.text };
}

/** Names that a job has beside them, before it has any step. */
export function namesOf(job: Job, { byId, outputs, inputs, text }: SharedNames): Omit<Names, 'steps'> {
  const needs = job.needs.map(({ text: id }) => {
    const needed = byId.get(id.toLowerCase());
    return [id.toLowerCase(), needed && outputs(needed)] as const;
  });
  const allSteps = stepsBefore(job.steps, job.steps.length);
  return { matrix: matrixOfJob(job), inputs, needs: new Map(needs), allSteps, text };
}

/** Steps of a job that come before one, by their ids. */
export function stepsBefore(steps: readonly Step[], index: number): ReadonlyMap<string, Step> {
  return new Map(steps.slice(0, index).flatMap((step) => pairOf(step)));
}

function pairOf(step: Step): readonly (readonly [string, Step])[] {
  const id = idOf(step.node);
  return id === undefined ? [] : [[id, step]];
}
