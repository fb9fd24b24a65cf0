import {
  itemsOf,
  pairAt,
  pairsOf,
  type Spot,
  textAt,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlText,
} from '../yaml/tree.ts';
import type { Complaint } from './read-template.ts';

/** A workflow as its file has it: what stands at a wrong place or is of a wrong type is left out, and told by `syntax`. */
export interface Workflow {
  /** Path with `/`, relative to where the user is; the file's name alone decides nothing. */
  readonly file: string;
  readonly text: string;
  readonly root: YamlNode;
  /** Events that start it, in their order. */
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly Job[];
  /** What GitHub's own reader says of it. */
  readonly complaints: readonly Complaint[];
}

/** An event under `on`. */
export interface Trigger {
  readonly event: string;
  readonly at: Spot;
  /** What stands under it; of `schedule` a list. */
  readonly settings: YamlNode | undefined;
}

/** One of `jobs`. */
export interface Job {
  /** Its key: `key.text` is the id. */
  readonly key: YamlText;
  readonly node: YamlMap;
  readonly needs: readonly YamlText[];
  /** The workflow that it calls, in place of steps. */
  readonly uses: YamlText | undefined;
  readonly steps: readonly Step[];
}

/** One of a job's `steps`. */
export interface Step {
  readonly node: YamlMap;
  /** The action that it runs. */
  readonly uses: YamlText | undefined;
  readonly run: YamlText | undefined;
}

/** The workflow that a file holds. */
export function toWorkflow(file: string, text: string, root: YamlNode, complaints: readonly Complaint[]): Workflow {
  const triggers = triggersOf(valueAt(root, 'on'));
  return { file, text, root, triggers, jobs: jobsOf(valueAt(root, 'jobs')), complaints };
}

/** The trigger for an event, undefined where that does not start the workflow. */
export function triggerOf(workflow: Workflow, event: string): Trigger | undefined {
  return workflow.triggers.find((trigger) => trigger.event === event);
}

function triggersOf(on: YamlNode | undefined): readonly Trigger[] {
  if (on?.type === 'map') {
    return on.pairs.map(({ key, value }) => ({
      event: key.text,
      at: key.at,
      settings: value.type === 'text' && value.value === null ? undefined : value,
    }));
  }
  return textsOf(on).map(({ text, at }) => ({ event: text, at, settings: undefined }));
}

function jobsOf(jobs: YamlNode | undefined): readonly Job[] {
  return pairsOf(jobs).flatMap(({ key, value: node }) => {
    if (node.type !== 'map') return [];
    const needs = textsOf(valueAt(node, 'needs'));
    return [{ key, node, needs, uses: textAt(node, 'uses'), steps: stepsOf(valueAt(node, 'steps')) }];
  });
}

/** Steps that run beside each other, under `parallel`, are steps too. */
function stepsOf(steps: YamlNode | undefined): readonly Step[] {
  if (steps?.type !== 'list') return [];
  return steps.items.flatMap((node) => {
    if (node.type !== 'map') return [];
    if (pairAt(node, 'parallel') !== undefined) return stepsOf(valueAt(node, 'parallel'));
    return [{ node, uses: textAt(node, 'uses'), run: textAt(node, 'run') }];
  });
}

function textsOf(node: YamlNode | undefined): readonly YamlText[] {
  return itemsOf(node).filter((item) => item.type === 'text');
}

/** All `if` of jobs and steps. */
export function* conditionsOf({ jobs }: Workflow): Iterable<YamlText> {
  for (const { node, steps } of jobs) {
    for (const holder of [node, ...steps.map((step) => step.node)]) {
      const condition = textAt(holder, 'if');
      if (condition !== undefined) yield condition;
    }
  }
}
