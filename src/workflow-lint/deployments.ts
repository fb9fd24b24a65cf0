import { pairsOf, type Spot, textAt, valueAt, type YamlText } from '../yaml/tree.ts';
import { deployActionWay } from './deploy-actions.ts';
import { type DeployWay, deployWay } from './deploying.ts';
import { type RunStep, runSteps } from './run-commands.ts';
import { readUses } from './uses.ts';
import type { Job, Step, Workflow } from './workflow.ts';
import { environmentsOf } from './written-by-others.ts';

/** One place of a workflow that deploys. */
export interface Deployment extends DeployWay {
  readonly job: Job;
  /** Undefined where the job as a whole does. */
  readonly step: Step | undefined;
  readonly at: Spot;
}

/** Clusters that live as long as the job: what goes there is a test. */
const SHORT_LIVED = /\b(?:kind|k3d|k3s|minikube|microk8s|localstack)\b/i;

const known = new WeakMap<Workflow, readonly Deployment[]>();

/** What a workflow deploys, in its order: by actions and commands that are known, or by a job for an environment of that name. */
export function deploymentsOf(workflow: Workflow): readonly Deployment[] {
  const found = known.get(workflow) ?? findDeployments(workflow);
  known.set(workflow, found);
  return found;
}

/** Name of a job's environment. */
export function environmentOf({ node }: Job): string | undefined {
  const environment = valueAt(node, 'environment');
  return environment?.type === 'text' ? environment.text : textAt(environment, 'name')?.text;
}

function findDeployments(workflow: Workflow): readonly Deployment[] {
  const steps = new Map<Job, RunStep[]>(workflow.jobs.map((job) => [job, []]));
  for (const one of runSteps(workflow)) steps.get(one.job)?.push(one);
  return workflow.jobs.flatMap((job) => {
    const own = steps.get(job) ?? [];
    if (own.some(({ step }) => SHORT_LIVED.test(`${step.run?.text ?? ''} ${step.uses?.text ?? ''}`))) return [];
    const found = own.flatMap((one) => inStep(one, workflow));
    if (found.length > 0) return found;
    if (job.uses !== undefined) return calledWorkflow(job, job.uses);
    const environment = environmentOf(job) ?? '';
    if (!/(?:^|[^a-z])(?:production|prod|staging|stage|live)(?:$|[^a-z])/i.test(environment)) return [];
    const at = job.key.at;
    return [{ job, step: undefined, at, tool: `the environment ${environment}`, family: 'app', target: undefined }];
  });
}

function inStep({ job, step, commands }: RunStep, workflow: Workflow): readonly Deployment[] {
  if (step.uses !== undefined) {
    const way = deployActionWay(
      readUses(step.uses.text)?.id ?? '',
      valueAt(step.node, 'with'),
      environmentsOf(workflow, job, step),
    );
    return way === undefined ? [] : [{ ...way, job, step, at: step.uses.at }];
  }
  return commands.flatMap(({ words, at }) => {
    const way = deployWay(words);
    return way === undefined ? [] : [{ ...way, job, step, at }];
  });
}

/** A workflow that is called so; what it is handed tells what it deploys. */
function calledWorkflow(job: Job, uses: YamlText): readonly Deployment[] {
  const [path = ''] = uses.text.split('@', 1);
  if (!/(?:^|[^a-z])deploy(?:ment)?(?:$|[^a-z])/i.test(path.slice(path.lastIndexOf('/')))) return [];
  const inputs = pairsOf(valueAt(job.node, 'with')).map(({ value }) => (value.type === 'text' ? value.text : ''));
  const target = [path, ...inputs].join(' ');
  const known = target.includes('${{') ? undefined : target;
  return [{ job, step: undefined, at: uses.at, tool: 'a workflow', family: 'app', target: known }];
}
