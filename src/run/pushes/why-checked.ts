import type { CommitRecord, Skip } from '../../core/record.ts';
import { looksAtCommits } from '../../core/task.ts';
import type { Sought } from './commit-states.ts';
import type { Owed } from './debts.ts';

/** Commits that are named before the rest is counted. */
const NAMED = 3;
/** Digits of an id that a person recognizes. */
const SHORT = 7;

/**
 * Why tiers that run at a commit run at a push: a sentence for a person. `states`: of the commits that are pushed, the
 * oldest first.
 */
export function whyChecked(lacking: readonly Sought[], states: readonly CommitRecord[]): string {
  const names = lacking.map(({ tier }) => `\`${tier.name}\``).join(', ');
  const runs = `${names} ${lacking.length === 1 ? 'runs' : 'run'} at this push too`;
  const open = states.filter(({ state }) => state !== 'proven');
  if (open.length === 0) return `${runs}: ${whyAgain(lacking)}`;
  const rest = open.length - NAMED;
  const more = rest > 0 ? [`and so on, ${open.length} of ${states.length} commits`] : [];
  return `${runs}: ${[...open.slice(-NAMED).map(commitText), ...more].join('; ')}`;
}

/** Every commit was looked at when it was made. */
function whyAgain(lacking: readonly Sought[]): string {
  const lookers = lacking.map(({ tier }) => tier.tasks.filter(looksAtCommits).map(({ name }) => `\`${name}\``));
  if (lookers.some((tasks) => tasks.length === 0)) {
    return 'what it looks at was not checked together before, or not by these tools';
  }
  const names = lookers.flat();
  return `${names.join(', ')} ${names.length === 1 ? 'looks' : 'look'} at each commit that is new`;
}

/** What is said of checks that look at more than a push brings; nothing where none of `looking`, by their names, does. */
export function whyOwed(owed: Owed | undefined, looking: ReadonlySet<string>): readonly string[] {
  const made = owed?.skips.filter(({ task }) => looking.has(task)) ?? [];
  if (made.length === 0) return [];
  const parts = [...new Set(made.map(leftText))].join(', ');
  return [`an earlier push was accepted without ${parts}: what it brought is looked at now`];
}

function leftText({ task, reason }: Skip): string {
  return `\`${task}\`${reason === '' ? '' : ` (${reason})`}`;
}

function commitText({ id, subject, state, skips }: CommitRecord): string {
  const name = `${id.slice(0, SHORT)} (${subject})`;
  if (state !== 'skipped') return `${name} was not checked by it when it was made`;
  return `${name} was made without ${skips.map(leftText).join(', ')}`;
}
