import { pairsOf, valueAt } from '../../yaml/tree.ts';
import { isOlder, versionedAction } from '../action-version.ts';
import type { Rule } from '../finding.ts';
import type { Step } from '../workflow.ts';

/** The first version that fails when the circuit breaker of ECS has put the earlier task definition back. */
const FIRST = [2, 6, 2];

/** A deployment that is green although ECS has rolled it back. */
export const falseRollout: Rule = {
  name: 'false-rollout',
  severity: 'error',
  *check({ jobs, text }) {
    for (const step of jobs.flatMap(({ steps }) => steps)) {
      const action = versionedAction(step.uses, text);
      if (action?.id !== 'aws-actions/amazon-ecs-deploy-task-definition' || step.uses === undefined) continue;
      if (!isOlder(action.version, FIRST) || !updatesService(step)) continue;
      const message = `Version ${action.version.join('.')} of this action reports success when ECS has rolled the deployment back: take ${FIRST.join('.')} or later`;
      yield { at: step.uses.at, message };
    }
  },
};

/** Without a service nothing is rolled out, and CodeDeploy has a rollback of its own, which the action sees. */
function updatesService({ node }: Step): boolean {
  const inputs = pairsOf(valueAt(node, 'with')).map(({ key }) => key.text);
  if (inputs.length === 0) return true;
  return inputs.includes('service') && !inputs.some((name) => name.startsWith('codedeploy'));
}
