import { pairsOf, valueAt, type YamlNode } from '../yaml/tree.ts';
import { expressionsIn } from './expressions.ts';
import type { Reference } from './references.ts';
import type { Job, Step, Workflow } from './workflow.ts';

/** What others write, below `github.event`: anybody who can open an issue or a pull request, comment, or push to a fork. */
const OF_EVENTS = [
  ...['issue', 'pull_request', 'discussion', 'comment', 'review', 'review_comment'].flatMap((name) => [
    `${name}.title`,
    `${name}.body`,
    `${name}.labels.*.name`,
    `${name}.labels.*.description`,
  ]),
  ...[
    'pull_request',
    'workflow_run.pull_requests.*',
    'check_suite.pull_requests.*',
    'check_run.pull_requests.*',
  ].flatMap((name) => [`${name}.head.ref`, `${name}.head.label`, `${name}.head.repo.default_branch`]),
  ...['label.name', 'label.description', 'pages.*.page_name', 'pages.*.title'],
  ...['changes.title.from', 'changes.body.from', 'changes.head.ref.from'],
  ...['commits.*', 'head_commit', 'workflow_run.head_commit', 'check_suite.head_commit'].flatMap((name) => [
    `${name}.message`,
    ...['author', 'committer'].flatMap((person) => [`${name}.${person}.name`, `${name}.${person}.email`]),
  ]),
  ...['workflow_run.head_branch', 'workflow_run.display_title', 'check_suite.head_branch'],
  ...['workflow_run.head_repository.description', 'pull_request.head.repo.description'],
  ...['pull_request.head.repo.homepage', 'check_run.check_suite.head_branch'],
];

const PATHS = ['github.head_ref', ...OF_EVENTS.map((path) => `github.event.${path}`)].map((path) => path.split('.'));

/** Events in which a part of `github` has something; parts that are not here may be in any. */
const EVENTS: ReadonlyMap<string, RegExp> = new Map([
  ['head_ref', /^pull_request(?:_target)?$/],
  ['issue', /^issue/],
  ['pull_request', /^pull_request/],
  ['comment', /_comment$/],
  ['review', /^pull_request_review$/],
  ['discussion', /^discussion/],
  ['commits', /^push$/],
  ['head_commit', /^push$/],
  ['workflow_run', /^workflow_run$/],
]);

/** Whether a reference can come to something: some event of the workflow has it, or that of a caller may. */
function isFilled({ path: [, first = '', second = ''] }: Reference, { triggers }: Workflow): boolean {
  const events = EVENTS.get(first === 'event' ? second : first);
  return events === undefined || triggers.some(({ event }) => event === 'workflow_call' || events.test(event));
}

/** The `env` of a step, of its job and of the workflow, as they are there: the first that knows a name decides. */
export function environmentsOf({ root }: Workflow, job: Job, step: Step): readonly YamlNode[] {
  return [step.node, job.node, root].flatMap((node) => valueAt(node, 'env') ?? []);
}

/**
 * What others write of the text that a reference of a step comes to, as it is shown: the reference itself, or what a
 * variable of `env` is made of, since `${{ env.TITLE }}` is filled in like anything else. Undefined: nothing, as far as is
 * known.
 */
export function writtenByOthers(
  reference: Reference,
  workflow: Workflow,
  environments: readonly YamlNode[],
): string | undefined {
  if (!reference.isValue) return undefined;
  const isWritten = (one: Reference) => one.isValue && isWrittenByOthers(one) && isFilled(one, workflow);
  if (isWritten(reference)) return reference.shown;
  const [context, name, ...more] = reference.path;
  if (context !== 'env' || name === undefined || more.length > 0) return undefined;
  const variables = environments.flatMap(pairsOf).filter(({ key }) => key.text.toLowerCase() === name);
  const value = variables[0]?.value;
  const references = value?.type === 'text' ? expressionsIn(value).flatMap((one) => one.references) : [];
  return references.find(isWritten)?.shown;
}

/** Of a whole object the text is only read where a function writes it out. */
function isWrittenByOthers({ path, inside }: Reference): boolean {
  const isWhole = inside.includes('tojson');
  return PATHS.some((names) => {
    if (path.length > names.length || (path.length < names.length && !isWhole)) return false;
    return path.every((name, index) => isOneOf(name, names[index] ?? ''));
  });
}

/** Each of a list may be the one that is named by `*` or a number. */
function isOneOf(name: string | undefined, expected: string): boolean {
  return name === expected || expected === '*' || name === '*';
}
