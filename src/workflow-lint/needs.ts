import { suggest } from '../core/nearest.ts';
import type { YamlText } from '../yaml/tree.ts';
import type { Problem } from './finding.ts';
import type { Job, Workflow } from './workflow.ts';

/** `needs` that name no job, and jobs that wait for themselves. GitHub compares ids without regard to case. */
export function* wrongNeeds({ jobs }: Workflow): Iterable<Problem> {
  const byId = new Map(jobs.map((job) => [idOf(job), job]));
  const ids = jobs.map(({ key }) => key.text);
  for (const job of jobs) {
    for (const need of job.needs) {
      if (need.text === '' || byId.has(need.text.toLowerCase())) continue;
      yield { at: need.at, message: `There is no job \`${need.text}\`${suggest(need.text, ids)}` };
    }
  }
  for (const cycle of cyclesOf(jobs, byId)) yield* tell(cycle);
}

interface Cycle {
  /** Where the way back begins. */
  readonly need: YamlText;
  readonly ids: readonly string[];
}

function* tell({ need, ids }: Cycle): Iterable<Problem> {
  const [only] = ids;
  const message =
    ids.length === 1 ? `The job \`${only}\` needs itself` : `Jobs wait for each other: ${[...ids, only].join(' → ')}`;
  yield { at: need.at, message };
}

/** One for each way back. */
function cyclesOf(jobs: readonly Job[], byId: ReadonlyMap<string, Job>): readonly Cycle[] {
  const walk = new Walk(byId);
  for (const job of jobs) walk.from(job);
  return walk.cycles;
}

/** A walk from need to need that comes to each job once. By hand: a chain of jobs may be longer than the stack is deep. */
class Walk {
  readonly cycles: Cycle[] = [];
  private readonly byId: ReadonlyMap<string, Job>;
  private readonly done = new Set<Job>();
  /** Jobs on the way, and the number of the need of each that is next. */
  private readonly way: { readonly job: Job; next: number }[] = [];
  private readonly places = new Map<Job, number>();

  constructor(byId: ReadonlyMap<string, Job>) {
    this.byId = byId;
  }

  from(start: Job): void {
    this.enter(start);
    for (let top = this.way.at(-1); top !== undefined; top = this.way.at(-1)) {
      const need = top.job.needs[top.next];
      top.next += 1;
      if (need === undefined) this.leave(top.job);
      else this.follow(need);
    }
  }

  private follow(need: YamlText): void {
    const needed = this.byId.get(need.text.toLowerCase());
    const since = needed && this.places.get(needed);
    if (since !== undefined) this.cycles.push({ need, ids: this.way.slice(since).map(({ job }) => job.key.text) });
    else if (needed !== undefined) this.enter(needed);
  }

  private enter(job: Job): void {
    if (this.done.has(job)) return;
    this.places.set(job, this.way.length);
    this.way.push({ job, next: 0 });
  }

  private leave(job: Job): void {
    this.done.add(job);
    this.places.delete(job);
    this.way.pop();
  }
}

function idOf({ key }: Job): string {
  return key.text.toLowerCase();
}
