import { itemsOf, textAt, valueAt, type YamlText } from '../yaml/tree.ts';
import { type Expression, expressionsIn } from './expressions.ts';
import { type Job, type Step, triggerOf, type Workflow } from './workflow.ts';

const SOURCE = '(?:full_name|clone_url|ssh_url|git_url|html_url|name)';
/** What of events names the code of a pull request, in lower case. */
const HEAD = new RegExp(
  String.raw`^github\.(?:head_ref|event\.pull_request\.(?:head\.(?:sha|ref|repo\.${SOURCE})|merge_commit_sha)|event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.${SOURCE}|pull_requests\.[^.]+\.head\.(?:sha|ref)))$`,
);

/** Refs under which GitHub keeps the code of pull requests. */
export const PULL_REF = /\bpull\/(?:\$|\d)/;

/** Whether a text names the code of a pull request. */
export function namesPullRequest(text: YamlText): boolean {
  return expressionsIn(text).some(isOfPullRequest);
}

/** Whether an expression comes to what names the code of a pull request. */
export function isOfPullRequest({ references }: Expression): boolean {
  return references.some(({ path, isValue }) => isValue && HEAD.test(path.map((name) => name ?? '').join('.')));
}

/** Conditions that leave out pull requests from forks, or those of people whom nobody knows. */
const TRUSTED = [
  /(?:head\.repo|head_repository)\.(?:full_name|owner\.login|id)\s*==|==\s*github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\./,
  /!\s*github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.fork|\.fork\s*(?:==\s*false|!=\s*true)/,
  /author_association|pull_request\.merged/,
  /workflow_run\.(?:head_branch\s*==|event\s*==\s*'(?!pull_request)|event\s*!=\s*'pull_request)/,
  /github\.event_name\s*(?:==\s*'(?!pull_request_target'|workflow_run')|!=\s*'(?:pull_request_target|workflow_run)')/,
  /(?:github\.(?:triggering_)?actor|(?:user|sender)\.login)\s*==|fromJSON\([^)]*\),\s*github\.(?:actor|event)/i,
];

/** Whether a step runs for people alone who may do what it does anyway, as far as its conditions say. */
export function isForTrustedOnly(
  workflow: Workflow,
  { job, step }: { readonly job: Job; readonly step: Step },
): boolean {
  const conditions = [step.node, job.node].flatMap((node) => textAt(node, 'if')?.text ?? []);
  if (conditions.some((text) => TRUSTED.some((pattern) => pattern.test(text)))) return true;
  const isTarget = triggerOf(workflow, 'pull_request_target') !== undefined;
  if (!isTarget && valueAt(triggerOf(workflow, 'workflow_run')?.settings, 'branches') !== undefined) return true;
  // A label that only maintainers can give, looked at in the moment in which it is given.
  const types = itemsOf(valueAt(triggerOf(workflow, 'pull_request_target')?.settings, 'types'));
  const isOnLabel = types.length > 0 && types.every((type) => type.type === 'text' && type.text === 'labeled');
  return isOnLabel && conditions.some((text) => /\blabel/.test(text));
}
