import type { RunRecord } from '../core/record.ts';
import type { CoverageEntry, RunEntry } from '../core/runs/entry.ts';
import { grouped, quantile } from '../core/runs/sums.ts';
import { rememberedShare, type TaskStats, tasksOf } from '../core/runs/task-stats.ts';
import { counted, durationText } from '../report-text/amounts.ts';
import { taskName } from '../report-text/check-line.ts';
import { oneLine, safeName } from '../report-text/harmless.ts';
import { escaped, type Html, moment, part, table } from './markup.ts';
import { barPlot, linePlot, type Point, spark } from './plot.ts';

/** The latest runs that are drawn, and tasks and lines of coverage that are shown. */
const SHOWN = { runs: 100, tasks: 40, series: 8 };

/** How long runs like these took, task by task too, and how much of the code ran in them. */
export function historyPart(records: readonly RunRecord[], runs: readonly RunEntry[]): Html {
  const kinds = [...new Set(records.map(kindOf))];
  return part('history', 'History', [
    ...kinds.map((kind) => durations(kind, runs.filter((run) => kindOf(run) === kind).slice(-SHOWN.runs))),
    tasksTable(runs),
    ...coverageSeries(runs).slice(0, SHOWN.series).map(coveragePlot),
  ]);
}

function kindOf({ trigger, tier }: Pick<RunRecord, 'trigger' | 'tier'>): string {
  return `${oneLine(trigger)}: ${tier.map(safeName).join(', ')}`;
}

function durations(kind: string, runs: readonly RunEntry[]): Html {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return '';
  const all = runs.map(({ durationMs }) => durationMs);
  const usual = durationText(quantile(all, 0.5));
  const top = Math.max(1, ...all);
  return barPlot({
    title: `How long ${kind} took, ${counted(runs.length, 'run')}`,
    summary: `${counted(runs.length, 'run')}: ${usual} as a rule, ${durationText(top)} at most, ${durationText(last.durationMs)} the last time`,
    points: runs.map(durationPoint),
    range: [0, top],
    labels: ['0', durationText(top)],
    ends: [moment(first.startedAt), moment(last.startedAt)],
    heads: ['when', 'took', 'ended'],
  });
}

function durationPoint({ startedAt, durationMs, accepted }: RunEntry): Point {
  const [took, ended] = [durationText(durationMs), accepted ? 'accepted' : 'refused'];
  return {
    value: durationMs,
    cells: [moment(startedAt), took, ended],
    text: `${oneLine(startedAt)}: ${took}, ${ended}`,
    kind: accepted ? 'good' : 'bad',
  };
}

function tasksTable(runs: readonly RunEntry[]): Html {
  const rows = tasksOf(runs)
    .slice(0, SHOWN.tasks)
    .map((task) => taskRow(task));
  if (rows.length === 0) return '';
  const heads = ['task', 'as a rule', 'latest', 'remembered', 'failed', 'in all', 'saved'];
  return `<h3>Tasks</h3>\n${table('Tasks over time', heads, rows)}`;
}

function taskRow(stats: TaskStats): readonly Html[] {
  const { task, root, looked, remembered, usualMs, latestMs, refused, spentMs, savedMs } = stats;
  const latest = latestMs.map(durationText).join(', ');
  return [
    escaped(taskName({ task, ...(root === '' ? {} : { root }) })),
    looked === 0 ? '' : durationText(usualMs),
    latestMs.length === 0 ? '' : spark(latestMs, `the latest, the newest last: ${latest}`),
    `${Math.round(rememberedShare(stats) * 100)} % of ${looked + remembered}`,
    `${refused}`,
    durationText(spentMs),
    durationText(savedMs),
  ];
}

interface Measured extends CoverageEntry {
  readonly at: string;
}

/** Of the whole first, then of changes. */
function coverageSeries(runs: readonly RunEntry[]): readonly (readonly [name: string, points: readonly Measured[]])[] {
  const all = runs.flatMap(({ startedAt, coverage = [] }) => coverage.map((one) => ({ ...one, at: startedAt })));
  const counting = all.filter(({ total }) => total > 0);
  const sorted = counting.toSorted((a, b) => Number(a.scope === 'changed') - Number(b.scope === 'changed'));
  return grouped(sorted, ({ metric, scope, root }) => {
    const of = scope === 'changed' ? `changed ${oneLine(metric)}` : oneLine(metric);
    return root === undefined ? of : `${of} (${safeName(root)})`;
  });
}

function coveragePlot([name, measured]: readonly [string, readonly Measured[]]): Html {
  const shown = measured.slice(-SHOWN.runs);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return '';
  // One point is no line.
  if (shown.length === 1)
    return `<p>Coverage of ${escaped(name)}: ${percentText(last)} (${last.covered}/${last.total})</p>`;
  const shares = shown.map(percentOf);
  const bottom = Math.max(0, Math.floor(Math.min(...shares) - 2));
  return linePlot({
    title: `Coverage of ${name}, ${counted(shown.length, 'run')}`,
    summary: `${percentText(first)} in the first of ${counted(shown.length, 'run')}, ${percentText(last)} in the last`,
    points: shown.map((one) => ({
      value: percentOf(one),
      cells: [moment(one.at), percentText(one), `${one.covered}/${one.total}`],
      text: percentText(one),
      kind: 'plain',
    })),
    range: [bottom, 100],
    labels: [`${bottom} %`, '100 %'],
    ends: [moment(first.at), moment(last.at)],
    heads: ['when', 'ran', 'of'],
  });
}

function percentOf({ covered, total }: CoverageEntry): number {
  return (covered / total) * 100;
}

/** Rounded down, so that what is short of its limit never looks as if it had reached it. */
function percentText({ covered, total }: CoverageEntry): string {
  return `${(Math.floor((covered * 10_000) / total) / 100).toFixed(2)} %`;
}
