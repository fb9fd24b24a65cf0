import type { CommandLine, Task, Tier } from '../core/task.ts';
import type { CiPlan } from './ci-plan.ts';
import { isOnlyQueued } from './pull-request.ts';

/** What an event leads to. */
export interface CiRow {
  /** As people say it. */
  readonly event: string;
  /** The file of the workflow; null for a git hook, and where nothing runs. */
  readonly workflow: string | null;
  /** By name; none: nothing runs. */
  readonly tiers: readonly string[];
  /** Of their tasks, as the config has them. */
  readonly commands: readonly string[];
}

/** A way in which tiers are started. */
interface Source {
  readonly workflow: string | null;
  /** Whether files may be rewritten. */
  readonly fixing?: true;
  isMeant(trigger: string): boolean;
}

const MERGED: readonly Source[] = [{ workflow: 'lattice-push.yml', isMeant: (trigger) => trigger.startsWith('push:') }];
const PULL_REQUEST: readonly Source[] = [
  { workflow: 'lattice-pr.yml', isMeant: (trigger) => trigger === 'pull_request' },
];
/** The queue runs what pull requests run, and what is for it alone. */
const QUEUE: readonly Source[] = [
  { workflow: 'lattice-pr.yml', isMeant: (trigger) => trigger === 'pull_request' || trigger === 'merge_group' },
];
const COMMIT = new Set(['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit']);

/** Every event of a day's work, in its order, and what it may start. To merge a pull request is to push to its branch. */
const EVENTS: readonly (readonly [event: string, sources: readonly Source[]])[] = [
  ['git commit', [{ workflow: null, fixing: true, isMeant: (trigger) => COMMIT.has(trigger) }]],
  ['git push', [{ workflow: null, isMeant: (trigger) => trigger === 'pre-push' }]],
  ['PR opened', PULL_REQUEST],
  ['PR updated', PULL_REQUEST],
  ['PR queued', QUEUE],
  ['PR merged', MERGED],
  ['push', MERGED],
  ['schedule', [{ workflow: 'lattice-schedule.yml', isMeant: (trigger) => trigger.startsWith('schedule:') }]],
  ['manual', [{ workflow: 'lattice-manual.yml', isMeant: (trigger) => trigger === 'manual' }]],
];

/**
 * A row for each event and workflow, and one for each event that leads to nothing. The merge queue has one only where
 * something runs there that no pull request runs.
 */
export function explainCi(tiers: readonly Tier[], { ci }: Pick<CiPlan, 'ci'>): readonly CiRow[] {
  const { deploy } = ci;
  const smoke = deploy === undefined ? [] : tiers.filter(({ name }) => name === deploy.smoke);
  const hasQueue = tiers.some(isOnlyQueued);
  return EVENTS.filter(([, sources]) => sources !== QUEUE || hasQueue).flatMap(([event, sources]) => {
    const rows = sources.flatMap(({ workflow, isMeant, fixing }) => {
      const meant = tiers.filter(({ on }) => on.some(isMeant));
      return meant.length === 0 ? [] : [rowOf(event, workflow, meant, fixing === true)];
    });
    if (sources === MERGED && deploy !== undefined) rows.push(rowOf(event, 'lattice-deploy.yml', smoke, false));
    return rows.length > 0 ? rows : [rowOf(event, null, [], false)];
  });
}

function rowOf(event: string, workflow: string | null, tiers: readonly Tier[], fixing: boolean): CiRow {
  const commands = tiers.flatMap(({ tasks }) => tasks.flatMap((task) => commandsOf(task, fixing)));
  return { event, workflow, tiers: unique(tiers.map(({ name }) => name)), commands: unique(commands) };
}

/** The kind, whose commands are its own affair, or the commands as the config has them. */
function commandsOf({ uses, check, fix }: Task, fixing: boolean): readonly string[] {
  if (uses !== undefined) return [uses];
  const commands = (fixing && fix.length > 0) || check.length === 0 ? fix : check;
  return commands.map(commandText);
}

function commandText(command: CommandLine): string {
  return command.join(' ');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
