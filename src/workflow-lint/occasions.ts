import { itemsOf, type Spot, textAt, valueAt, type YamlNode } from '../yaml/tree.ts';
import { ALL, canMeet, type NameFilter, NONE, readFilter } from './branch-filters.ts';
import type { Deployment } from './deployments.ts';
import type { Trigger, Workflow } from './workflow.ts';

/** When something happens by itself: an event, and what it has to be about. */
export interface Occasion {
  /** Where the workflow names the event. */
  readonly at: Spot;
  /** As it is shown. */
  readonly event: string;
  readonly kind: 'push' | 'release' | 'workflow_run';
  readonly branches: NameFilter;
  readonly tags: NameFilter;
  readonly paths: NameFilter;
  /** Kinds of a release, or workflows that have run; undefined: any. */
  readonly about: readonly string[] | undefined;
}

/** Conditions that a job for the event fulfils anyway. */
const IDLE =
  /always\(\)|success\(\)|needs\.[\w-]+\.result\s*==\s*'success'|!\s*cancelled\(\)|github\.repository(?:_owner)?\s*==\s*'[^']*'|github\.event\.workflow_run\.conclusion\s*==\s*'success'|github\.event\.pull_request\.merged(?:\s*==\s*true)?|github\.event\.action\s*==\s*'closed'/gi;
const BRANCH =
  /github\.(?:ref|ref_name|base_ref|event\.pull_request\.base\.ref)\s*==\s*'(?:refs\/heads\/)?(?!refs\/)([^']+)'/gi;
const EVENT = /github\.event_name\s*==\s*'(\w+)'/gi;
const OTHER_EVENT = /github\.event_name\s*!=\s*'(\w+)'/gi;
const TAG = /startsWith\(\s*github\.ref\s*,\s*'refs\/tags\/[^']*'\s*\)|github\.ref_type\s*==\s*'tag'/gi;

/** When a workflow deploys so, without anybody asking for it; none where its conditions cannot be told. */
export function occasionsOf(workflow: Workflow, { job, step }: Deployment): readonly Occasion[] {
  const nodes = step === undefined ? [job.node] : [job.node, step.node];
  const condition = nodes.flatMap((node) => textAt(node, 'if')?.text ?? []).join(' && ');
  const rest = [IDLE, BRANCH, EVENT, OTHER_EVENT, TAG].reduce((text, pattern) => text.replace(pattern, ''), condition);
  if (/[^\s&|(){}$]/.test(rest)) return [];
  const named = (pattern: RegExp) => [...condition.matchAll(pattern)].map(([, name = '']) => name);
  const [events, others, branches] = [named(EVENT), named(OTHER_EVENT), named(BRANCH)];
  const isForTags = condition.search(TAG) !== -1;
  return workflow.triggers.flatMap((trigger) => {
    if ((events.length > 0 && !events.includes(trigger.event)) || others.includes(trigger.event)) return [];
    const occasion = occasionOf(trigger, /pull_request\.merged/i.test(condition));
    if (occasion === undefined) return [];
    const isBound = branches.length > 0 || isForTags;
    const allowed: NameFilter = isBound ? { only: branches, never: [] } : ALL;
    return [
      {
        ...occasion,
        branches: both(occasion.branches, allowed),
        tags: isBound && !isForTags ? NONE : occasion.tags,
      },
    ];
  });
}

/** Whether one event can be both. */
export function canCoincide(one: Occasion, other: Occasion): boolean {
  if (one.kind !== other.kind || !canMeet(one.paths, other.paths)) return false;
  const { about } = other;
  if (about !== undefined && one.about?.every((name) => !about.includes(name)) === true) return false;
  return canMeet(one.branches, other.branches) || canMeet(one.tags, other.tags);
}

/** The narrower one; that of a condition knows no patterns. */
function both(filter: NameFilter, allowed: NameFilter): NameFilter {
  if (allowed.only === undefined) return filter;
  const only = allowed.only.filter((name) => canMeet(filter, { only: [name], never: [] }));
  return { only, never: [] };
}

function occasionOf({ event, at, settings }: Trigger, isForMerged: boolean): Occasion | undefined {
  const nothing = { at, event, branches: NONE, tags: NONE, paths: ALL, about: undefined };
  switch (event) {
    case 'push': {
      const paths = readFilter(settings, 'paths');
      return {
        ...nothing,
        kind: 'push',
        branches: refs(settings, 'branches', 'tags'),
        tags: refs(settings, 'tags', 'branches'),
        paths,
      };
    }
    case 'pull_request':
    case 'pull_request_target': {
      // Who merges a pull request pushes to its base.
      const isClosed = textsOf(valueAt(settings, 'types'))?.includes('closed') === true;
      if (!isClosed || !isForMerged) return undefined;
      const branches = readFilter(settings, 'branches');
      return { ...nothing, kind: 'push', event: `${event}: closed`, branches, paths: readFilter(settings, 'paths') };
    }
    case 'release':
      return { ...nothing, kind: 'release', branches: ALL, about: textsOf(valueAt(settings, 'types')) };
    case 'workflow_run':
      return {
        ...nothing,
        kind: 'workflow_run',
        branches: readFilter(settings, 'branches'),
        about: textsOf(valueAt(settings, 'workflows')),
      };
    default:
      return undefined;
  }
}

/** A push is filtered by branches alone, by tags alone, by both, or not at all. */
function refs(settings: YamlNode | undefined, key: string, otherKey: string): NameFilter {
  const has = (name: string) => valueAt(settings, name) ?? valueAt(settings, `${name}-ignore`);
  return has(key) === undefined && has(otherKey) !== undefined ? NONE : readFilter(settings, key);
}

function textsOf(node: YamlNode | undefined): readonly string[] | undefined {
  if (node === undefined) return undefined;
  return itemsOf(node).flatMap((item) => (item.type === 'text' ? item.text : []));
}
