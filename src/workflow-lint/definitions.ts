import { pairsOf, textAt, valueAt, type YamlNode } from '../yaml/tree.ts';
import type { Job, Workflow } from './workflow.ts';

/** Names of outputs that a job has, in lower case; undefined where nobody can tell. `others`: workflows that it may call. */
export function outputsOfJob(job: Job, others: readonly Workflow[]): ReadonlySet<string> | undefined {
  if (job.uses === undefined) return namesUnder(valueAt(job.node, 'outputs') ?? NOTHING);
  const called = calledWorkflow(job.uses.text, others);
  if (called === undefined) return undefined;
  const call = valueAt(valueAt(called.root, 'on'), 'workflow_call');
  return namesUnder(valueAt(call, 'outputs') ?? NOTHING);
}

/** Names that `matrix` has in a job, in lower case; undefined where an expression decides. */
export function matrixOfJob({ node }: Job): ReadonlySet<string> | undefined {
  const strategy = valueAt(node, 'strategy');
  if (strategy === undefined) return new Set();
  const matrix = valueAt(strategy, 'matrix');
  if (strategy.type !== 'map' || (matrix !== undefined && matrix.type !== 'map')) return undefined;
  const names = pairsOf(matrix).map(({ key, value }) => {
    if (key.text.includes('${{')) return undefined;
    return key.text === 'include' ? namesOfEntries(value) : key.text === 'exclude' ? [] : [key.text];
  });
  return names.includes(undefined) ? undefined : new Set(names.flatMap((some) => lowered(some ?? [])));
}

function namesOfEntries(include: YamlNode): readonly string[] | undefined {
  if (include.type !== 'list' || include.items.some(({ type }) => type !== 'map')) return undefined;
  return include.items.flatMap((entry) => pairsOf(entry).map(({ key }) => key.text));
}

function lowered(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

/** Names of inputs of a workflow that is called or started by hand, in lower case; undefined for one that is neither. */
export function inputsOf({ root, triggers }: Workflow): ReadonlySet<string> | undefined {
  const asked = triggers.filter(({ event }) => event === 'workflow_call' || event === 'workflow_dispatch');
  if (asked.length === 0 || root.type !== 'map') return undefined;
  return new Set(
    asked.flatMap(({ settings }) => lowered(pairsOf(valueAt(settings, 'inputs')).map(({ key }) => key.text))),
  );
}

/** The workflow of the same repository that `uses` names, as far as it is looked at too. */
function calledWorkflow(uses: string, others: readonly Workflow[]): Workflow | undefined {
  const path = /^[.$]\/(.*)$/.exec(uses)?.[1];
  return path === undefined ? undefined : others.find(({ file }) => file === path || file.endsWith(`/${path}`));
}

/** The id of a step in lower case. */
export function idOf(step: YamlNode): string | undefined {
  return textAt(step, 'id')?.text.toLowerCase();
}

const NOTHING: YamlNode = { type: 'map', at: { line: 1, column: 1 }, pairs: [] };

function namesUnder(node: YamlNode): ReadonlySet<string> | undefined {
  return node.type === 'map' ? new Set(node.pairs.map(({ key }) => key.text.toLowerCase())) : undefined;
}
