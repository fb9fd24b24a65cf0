import { type Spot, textAt, valueAt } from '../yaml/tree.ts';
import type { Problem } from './finding.ts';
import type { Job, Workflow } from './workflow.ts';

/** Inputs that somebody can be asked for, since the end of 2025. */
const MOST_INPUTS = 25;

/** What the server refuses and its published reader lets pass. Source: `WorkflowTemplateConverter` of the runner. */
export function* missingParts(workflow: Workflow): Iterable<Problem> {
  const jobs = valueAt(workflow.root, 'jobs');
  if (jobs?.type === 'map' && jobs.pairs.length === 0) yield { at: jobs.at, message: 'There is no job under `jobs`' };
  for (const job of workflow.jobs) {
    yield* withoutSteps(job);
    yield* emptyMatrix(job);
  }
  yield* tooManyInputs(workflow);
  yield* unknownTimeZones(workflow);
}

function* withoutSteps({ key, node, uses, steps }: Job): Iterable<Problem> {
  const written = valueAt(node, 'steps');
  if (uses !== undefined || steps.length > 0 || (written?.type === 'list' && written.items.length > 0)) return;
  yield { at: key.at, message: `The job \`${key.text}\` has no steps, and calls no workflow with \`uses\`` };
}

function* emptyMatrix({ node }: Job): Iterable<Problem> {
  const matrix = valueAt(valueAt(node, 'strategy'), 'matrix');
  if (matrix?.type !== 'map') return;
  if (matrix.pairs.length === 0) yield { at: matrix.at, message: 'The matrix is empty' };
  for (const { key, value } of matrix.pairs) {
    if (value.type === 'list' && value.items.length === 0 && key.text !== 'include' && key.text !== 'exclude')
      yield { at: value.at, message: `The matrix has no value for \`${key.text}\`, so that nothing would run` };
  }
}

function* tooManyInputs({ root }: Workflow): Iterable<Problem> {
  const inputs = valueAt(valueAt(valueAt(root, 'on'), 'workflow_dispatch'), 'inputs');
  const further = inputs?.type === 'map' ? inputs.pairs[MOST_INPUTS] : undefined;
  if (further !== undefined) yield { at: further.key.at, message: `More than ${MOST_INPUTS} inputs are not allowed` };
}

function* unknownTimeZones({ root }: Workflow): Iterable<Problem> {
  const schedule = valueAt(valueAt(root, 'on'), 'schedule');
  for (const entry of schedule?.type === 'list' ? schedule.items : []) {
    const zone = textAt(entry, 'timezone');
    if (zone !== undefined && zone.value !== null && !isTimeZone(zone.text)) yield unknownZone(zone.at, zone.text);
  }
}

function unknownZone(at: Spot, zone: string): Problem {
  return { at, message: `\`${zone}\` is no time zone: write it as in \`Europe/Berlin\`` };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
