import { itemsOf, textAt, valueAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';
import { type Job, triggerOf, type Workflow } from '../workflow.ts';

/** Several jobs for a pull request, each of which has to be named as required, and counts as passed when it is skipped. */
export const noVerdict: Rule = {
  name: 'no-verdict',
  severity: 'warning',
  *check(workflow) {
    if (!isForChanges(workflow)) return;
    const jobs = workflow.jobs.filter(isForPullRequest);
    const [first] = jobs;
    if (first === undefined || jobs.length < 2 || hasLast(jobs)) return;
    yield {
      at: first.key.at,
      message: `None of the ${jobs.length} jobs for a pull request needs all others: a last one with \`if: always()\` that fails when one of them failed, was skipped or was cancelled is the only one that has to be required`,
    };
  },
};

function isForChanges(workflow: Workflow): boolean {
  if (triggerOf(workflow, 'merge_group') !== undefined) return true;
  const trigger = triggerOf(workflow, 'pull_request');
  if (trigger === undefined) return false;
  const types = valueAt(trigger.settings, 'types');
  return (
    types === undefined ||
    itemsOf(types).some((one) => one.type === 'text' && /^(?:opened|synchronize)$/.test(one.text))
  );
}

/** Whether no condition leaves it to another event. */
function isForPullRequest({ node }: Job): boolean {
  const condition = textAt(node, 'if')?.text ?? '';
  return !/event_name\s*==\s*'(?!pull_request'|merge_group')|event_name\s*!=\s*'pull_request'|github\.ref(?:_name)?\s*==|refs\/tags|ref_type/.test(
    condition,
  );
}

/** Whether one of them needs all others, perhaps by way of others: then it is the only one that none needs. */
function hasLast(jobs: readonly Job[]): boolean {
  const needed = new Set(jobs.flatMap(({ needs }) => needs.map(({ text }) => text.toLowerCase())));
  return jobs.filter(({ key }) => !needed.has(key.text.toLowerCase())).length === 1;
}
