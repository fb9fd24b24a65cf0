import { textAt, valueAt } from '../../yaml/tree.ts';
import { type Deployment, deploymentsOf, environmentOf } from '../deployments.ts';
import type { Rule } from '../finding.ts';
import { canCoincide, type Occasion, occasionsOf } from '../occasions.ts';
import type { Workflow } from '../workflow.ts';

/** Two workflows that deploy the same on the same event: none waits for what the other finds. */
export const twoDeploys: Rule = {
  name: 'two-deploys',
  severity: 'error',
  *check(workflow, others) {
    const own = inTime(workflow);
    if (own.length === 0) return;
    for (const other of others) {
      if (other === workflow) continue;
      const theirs = inTime(other);
      const pair = own
        .flatMap((one) => theirs.map((two) => [one, two] as const))
        .find(([one, two]) => collide(one, two));
      if (pair === undefined) continue;
      const [{ occasion, deployment }, { occasion: theirOccasion }] = pair;
      const events =
        occasion.event === theirOccasion.event
          ? `\`${occasion.event}\``
          : `\`${occasion.event}\`, which is \`${theirOccasion.event}\` there,`;
      const message = `${other.file} deploys on ${events} too, at the same time as this with ${deployment.tool}: make one workflow of them whose jobs need each other`;
      yield { at: occasion.at, message };
    }
  },
};

interface Timed {
  readonly workflow: Workflow;
  readonly deployment: Deployment;
  readonly occasion: Occasion;
}

/** Of more in one workflow the first are enough. */
const MOST_DEPLOYMENTS = 200;

function inTime(workflow: Workflow): readonly Timed[] {
  return deploymentsOf(workflow)
    .slice(0, MOST_DEPLOYMENTS)
    .flatMap((deployment) => occasionsOf(workflow, deployment).map((occasion) => ({ workflow, deployment, occasion })));
}

function collide(one: Timed, other: Timed): boolean {
  return canCoincide(one.occasion, other.occasion) && isSameThing(one, other);
}

/**
 * Whether both deploy one thing, as far as names tell. Another service by the same tool, what stands in another folder,
 * infrastructure beside what runs on it, and pages of documentation are things of their own.
 */
function isSameThing(one: Timed, other: Timed): boolean {
  const [own, theirs] = [one.deployment, other.deployment];
  if (own.family !== theirs.family || own.family === 'pages') return false;
  // An environment alone may be one for anything; two stages are of something.
  if ([own, theirs].some(({ step, job }) => step === undefined && job.uses === undefined)) return isStaged(one, other);
  const [folder, theirFolder] = [folderOf(own), folderOf(theirs)];
  if (folder !== undefined && theirFolder !== undefined && folder !== theirFolder) return false;
  if (own.tool !== theirs.tool || own.target === undefined || theirs.target === undefined) return true;
  return withoutStage(own.target) === withoutStage(theirs.target);
}

function folderOf({ job, step }: Deployment): string | undefined {
  const folders = [step?.node, valueAt(valueAt(job.node, 'defaults'), 'run')];
  return folders.map((node) => textAt(node, 'working-directory')?.text).find((folder) => folder !== undefined);
}

function isStaged(one: Timed, other: Timed): boolean {
  const [stage, theirs] = [stageOf(one), stageOf(other)];
  return stage !== undefined && theirs !== undefined && stage !== theirs;
}

const STAGE = /(?:^|[^a-z])(production|prod|live|staging|stage|stg|development|dev|qa|uat|preview)(?=$|[^a-z])/i;

/** What it is deployed to, by the name of the environment, the target, the job, the workflow or its file. */
function stageOf({ workflow, deployment: { job, target } }: Timed): string | undefined {
  const names = [
    environmentOf(job),
    target,
    job.key.text,
    textAt(workflow.root, 'name')?.text,
    workflow.file.replace(/^.*\//, ''),
  ];
  const [, stage] = names.map((name) => STAGE.exec(name ?? '')).find((match) => match !== null) ?? [];
  return stage
    ?.toLowerCase()
    .replace(/^(?:production|live)$/, 'prod')
    .replace(/^(?:stage|stg)$/, 'staging');
}

function withoutStage(target: string): string {
  return target.replace(new RegExp(STAGE, 'gi'), '').replace(/\W+$/, '').toLowerCase();
}
