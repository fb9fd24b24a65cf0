import type { Origin } from '../memory/origin.ts';
import type { CheckRecord, RunRecord, Skip } from '../record.ts';
import type { RunEntry } from '../runs/entry.ts';
import type { Standing } from '../standing.ts';
import type { Task } from '../task.ts';

/** What became of a task when a run was last about it. */
export interface LastTime
  extends Pick<CheckRecord, 'status' | 'cached' | 'files' | 'filesRun' | 'durationMs' | 'reason' | 'message' | 'warn'> {
  /** ISO 8601, UTC: when that run began. */
  readonly at: string;
  /** The hook, the CI event, or `manual`. */
  readonly trigger: string;
  /** The wish by which it was left out. */
  readonly skip?: Skip;
  /** In what the files that it looked at differed from when they passed before; absent where it did not pass. */
  readonly standings?: readonly Standing[];
  /** Set where it passed and that is not remembered: what was said of it, that nothing was to be, or that all was forgotten since. */
  readonly unkept?: { readonly why: 'cleared' | 'no-cache' | 'not-kept'; readonly said: readonly string[] };
}

/** What is kept of runs. */
export interface PastRuns {
  /** Records of the last run. */
  readonly records: readonly RunRecord[];
  /** All runs that are logged, the oldest first. */
  readonly entries: readonly RunEntry[];
  /** When all passes were forgotten; undefined: never. */
  readonly clearedAt?: string | undefined;
  /** Passes of the task, the newest first. */
  readonly origins: readonly Origin[];
}

/** The last time that a run was about the task: of the last run all is known, of those before how they ended. */
export function lastTimeOf(task: Task, past: PastRuns): LastTime | undefined {
  const last = inRecords(task, past.records) ?? inEntries(task, past.entries);
  if (last === undefined) return undefined;
  const isPass = last.status === 'passed' && !last.cached && last.filesRun > 0 && task.cache;
  if (!isPass || past.origins.some(({ at }) => at === last.at)) return last;
  const ofThatRun = [...past.records, ...past.entries].filter(({ startedAt }) => startedAt === last.at);
  if (ofThatRun.some(({ cache }) => cache === false)) return { ...last, unkept: { why: 'no-cache', said: [] } };
  const isCleared = past.clearedAt !== undefined && past.clearedAt > last.at;
  const said = past.records
    .filter(({ startedAt }) => startedAt === last.at)
    .flatMap(({ notes }) => notes.filter((note) => isOn(note, task)));
  return { ...last, unkept: { why: isCleared ? 'cleared' : 'not-kept', said: isCleared ? [] : said } };
}

/** Whether a note says of the task that its pass is not remembered, see `tellDisturbances`. */
function isOn(note: string, { name }: Task): boolean {
  return note.includes(`\`${name}\``) && note.includes('not remembered');
}

function inRecords(task: Task, records: readonly RunRecord[]): LastTime | undefined {
  for (const { checks, startedAt, trigger, skips } of records) {
    const own = checks.find(
      (one) => one.tier === task.tier && one.task === task.name && (one.root ?? '') === task.root,
    );
    if (own === undefined) continue;
    const skip = own.reason === 'by-user' ? skips.find((one) => one.task === task.name) : undefined;
    const { status, cached, files, filesRun, durationMs, reason, message, warn } = own;
    return {
      ...{ at: startedAt, trigger, status, cached, files, filesRun, durationMs },
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      ...(warn === undefined ? {} : { warn }),
      ...(skip === undefined ? {} : { skip }),
    };
  }
  return undefined;
}

function inEntries(task: Task, entries: readonly RunEntry[]): LastTime | undefined {
  const entry = entries.findLast(
    ({ tier, checks }) => tier.includes(task.tier) && checks.some((one) => isOf(task, one)),
  );
  const own = entry?.checks.find((one) => isOf(task, one));
  if (entry === undefined || own === undefined) return undefined;
  const { status, cached, files, filesRun, durationMs } = own;
  return { at: entry.startedAt, trigger: entry.trigger, status, cached, files, filesRun, durationMs };
}

function isOf({ name, root }: Task, check: RunEntry['checks'][number]): boolean {
  return check.task === name && (check.root ?? '') === root;
}
