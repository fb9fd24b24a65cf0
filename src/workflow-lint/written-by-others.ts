import type { Reference } from './references.ts';

/** What others write, below `github.event`: anybody who can open an issue or a pull request, comment, or push to a fork. */
const OF_EVENTS = [
  ...['issue', 'pull_request', 'discussion', 'comment', 'review', 'review_comment'].flatMap((name) => [
    `${name}.title`,
    `${name}.body`,
    `${name}.labels.*.name`,
    `${name}.labels.*.description`,
  ]),
  ...['pull_request', 'workflow_run.pull_requests.*', 'check_suite.pull_requests.*', 'check_run.pull_requests.*'].flatMap(
    (name) => [`${name}.head.ref`, `${name}.head.label`, `${name}.head.repo.default_branch`],
  ),
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

/** Whether the text of what is read is one that others write; of a whole object only where a function makes it a text. */
export function isWrittenByOthers({ path, inside }: Pick<Reference, 'path' | 'inside'>): boolean {
  const isWritten = inside.includes('tojson');
  return PATHS.some((names) => {
    if (path.length > names.length || (path.length < names.length && !isWritten)) return false;
    return path.every((name, index) => isOneOf(name, names[index] ?? ''));
  });
}

/** Names that are computed may be any; so may be those of a list. */
function isOneOf(name: string | undefined, expected: string): boolean {
  return name === expected || expected === '*' || name === '*';
}
