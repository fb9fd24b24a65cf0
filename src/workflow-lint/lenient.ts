import { pairAt, pairsOf, valueAt } from '../yaml/tree.ts';
import type { Complaint } from './read-template.ts';
import type { Workflow } from './workflow.ts';

/** Events that the server knows and its published reader does not. Source: `on-string` in the runner's `workflow-v1.0.json`. */
const FURTHER_EVENTS = ['member', 'dynamic', 'interactive_component'];

/** Keys of jobs that came after it. Seen in workflows of GitHub's own actions. */
const FURTHER_KEYS = ['cache-mode'];

/**
 * Whether GitHub takes what its published reader complains of: its server reads settings of events less strictly
 * (`on-event-config-relaxed` and `workflow-dispatch-input-relaxed` in the runner's `workflow-v1.0.json`).
 */
export function isIgnoredByGitHub({ message, node }: Complaint, { root, jobs }: Workflow): boolean {
  if (node === undefined) return false;
  if (node.type === 'text' && FURTHER_KEYS.includes(node.text))
    return [root, ...jobs.map((job) => job.node)].some((one) => pairAt(one, node.text)?.key === node);
  const on = valueAt(root, 'on');
  const event = pairsOf(on).find(({ key, value }) => key === node || value === node);
  // Filters of an event that has none, such as `create`.
  if (event !== undefined && event.value === node) return message.startsWith('A mapping was not expected');
  if (event !== undefined) return FURTHER_EVENTS.includes(event.key.text);
  // Inputs of which nothing is said.
  return ['workflow_dispatch', 'workflow_call'].some((name) => {
    const inputs = pairsOf(pairAt(valueAt(on, name), 'inputs')?.value);
    return inputs.some(({ value }) => value === node) && node.type === 'text' && node.value === null;
  });
}
