import { readYamlTree } from '../yaml/read-tree.ts';
import type { Spot } from '../yaml/tree.ts';
import type { Finding, LintSettings, Problem } from './finding.ts';
import { readAsGitHub } from './read-template.ts';
import { RULES } from './rules.ts';
import { withoutSuppressed } from './suppressions.ts';
import { toWorkflow, type Workflow } from './workflow.ts';

/** A file that is to be a workflow. */
export interface WorkflowFile {
  /** As it is shown. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What GitHub reads at most. Source: `ParseOptions` of its runner. */
const MOST_BYTES = 1024 * 1024;

/** What is wrong in these files, by file in the given order and then by place. */
export async function lintWorkflows(
  files: readonly WorkflowFile[],
  settings: LintSettings = { runnerLabels: new Set() },
): Promise<readonly Finding[]> {
  const read = await Promise.all(files.map(readWorkflow));
  const workflows = read.flatMap((one) => ('root' in one ? [one] : []));
  return read.flatMap((one) => ('root' in one ? findingsIn(one, workflows, settings) : one.findings));
}

type Unreadable = { readonly findings: readonly Finding[] };

async function readWorkflow({ file, bytes }: WorkflowFile): Promise<Workflow | Unreadable> {
  const refused = (problems: readonly Problem[]): Unreadable => ({
    findings: problems.map(({ at, message }) => ({ rule: 'syntax', severity: 'error', message, file, ...at })),
  });
  const text = decode(bytes);
  if (typeof text !== 'string') return refused([text]);
  const tree = readYamlTree(text);
  if ('problems' in tree) return refused(tree.problems);
  if (tree.root === undefined)
    return refused([{ at: TOP, message: 'The file is empty: a workflow has `on` and `jobs`' }]);
  return toWorkflow(file, text, tree.root, await readAsGitHub(tree.root));
}

const TOP: Spot = { line: 1, column: 1 };

function decode(bytes: Uint8Array): string | Problem {
  if (bytes.length > MOST_BYTES)
    return { at: TOP, message: `The file is larger than ${MOST_BYTES} bytes, which GitHub does not read` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Not UTF-8.
  }
  return { at: TOP, message: 'The file is no text in UTF-8: save it as such' };
}

function findingsIn(workflow: Workflow, all: readonly Workflow[], settings: LintSettings): readonly Finding[] {
  const found = RULES.flatMap(({ name, severity, check }) =>
    [...check(workflow, all, settings)].map(
      ({ at, message }): Finding => ({ rule: name, severity, message, file: workflow.file, ...at }),
    ),
  );
  const findings = withoutSuppressed(
    withoutRepeated(found),
    workflow,
    RULES.map(({ name }) => name),
  );
  return [...findings].sort((one, other) => one.line - other.line || one.column - other.column);
}

/** What stands behind an anchor is looked at wherever an alias repeats it, and told of once. */
function withoutRepeated(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter(({ rule, line, column, message }) => {
    const key = `${line}:${column} ${rule} ${message}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}
