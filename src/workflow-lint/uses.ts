import type { YamlText } from '../yaml/tree.ts';
import type { Problem } from './finding.ts';
import type { Workflow } from './workflow.ts';

/** An action or a workflow of others, as `uses` names it. */
export interface Used {
  /** `owner/name`, with the folder behind it: as people write it. */
  readonly name: string;
  /** The same in lower case, for comparing. */
  readonly id: string;
  /** What stands behind `@`. */
  readonly ref: string;
}

/** What `uses` names; undefined for what lies in the repository itself, for images, and for what cannot be read. */
export function readUses(text: string): Used | undefined {
  const match = /^([\w.-]+\/[\w.-]+(?:\/[^@\s]+)?)@([^@\s]+)$/.exec(text.trim());
  if (match === null || text.startsWith('.')) return undefined;
  const [, name = '', ref = ''] = match;
  return { name, id: name.toLowerCase(), ref };
}

/** Whether a ref is the full id of a commit. */
export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref);
}

/** Whether a ref has a name that people give to branches alone. */
export function isBranch(ref: string): boolean {
  return /^(?:main|master|develop|development|dev|trunk|head|refs\/heads\/.*)$/i.test(ref);
}

/** The version behind a ref: itself where it is one, for a commit that of the comment behind it, such as `# v4.2.1`. */
export function versionOf({ ref }: Used, uses: YamlText, text: string): string | undefined {
  const written = isCommit(ref) ? commentBehind(uses, text) : ref;
  return /^\s*(?:[\w./-]+@)?(v?\d+(?:\.\d+)*)(?![\w.])/.exec(written)?.[1];
}

function commentBehind(uses: YamlText, text: string): string {
  const line = text.split('\n', uses.lastLine)[uses.lastLine - 1] ?? '';
  return /\s#\s*(?:tag[:=]\s*)?(.*)$/.exec(line)?.[1] ?? '';
}

/** `uses` that GitHub cannot resolve. Sources: `WorkflowTemplateConverter` of the runner, `validate-uses` of the language server. */
export function* badUses({ jobs }: Workflow): Iterable<Problem> {
  for (const { uses, steps } of jobs) {
    if (uses !== undefined && !isWorkflow(uses.text)) yield { at: uses.at, message: BAD_WORKFLOW };
    for (const step of steps) {
      if (step.uses === undefined || isAction(step.uses.text)) continue;
      yield { at: step.uses.at, message: BAD_ACTION };
    }
  }
}

const BAD_ACTION = 'An action is `owner/name@version`, `owner/name/folder@version`, `./folder` or `docker://image`';
const BAD_WORKFLOW = 'A workflow is `owner/name/.github/workflows/file.yml@version` or `./.github/workflows/file.yml`';

/** An empty one is told of as a missing value. */
function isAction(text: string): boolean {
  if (text === '' || text.includes('${{') || /^(?:docker:\/\/|\.[/\\]|\$\/)/.test(text)) return true;
  return /^[^/\\@\s]+(?:[/\\]+[^/\\@\s][^@]*)@[^@\s]+$/.test(text.trim());
}

function isWorkflow(text: string): boolean {
  if (text === '' || text.includes('${{')) return true;
  const path = /^[.$]\/(.*)$/.exec(text)?.[1] ?? /^[^/@]+\/[^/@]+\/(.*)@[^@\s]+$/.exec(text)?.[1];
  return path !== undefined && /^\.github\/workflows(?:-lab)?\/[^/@]+\.ya?ml$/.test(path);
}
