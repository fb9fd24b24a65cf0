import type { RunStats, WeekStats } from '../../core/runs/stats.ts';
import { rememberedShare, type TaskStats } from '../../core/runs/task-stats.ts';
import { counted, durationText } from '../../report-text/amounts.ts';
import { type Bar, type Chart, chartLines } from '../../report-text/chart.ts';
import { taskName } from '../../report-text/check-line.ts';
import { safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { type Page, wrapped } from '../../report-text/page.ts';
import { momentName } from './moments.ts';

/** What runs have cost and what was saved, for a person. */
export function statsText(stats: RunStats, page: Page): string {
  if (stats.since === undefined) return 'no run is logged yet\n';
  const { runs, refused, spentMs, savedMs } = stats;
  const head = `${counted(runs, 'run')}${refusedText(refused)}; checks took ${durationText(spentMs)}, and about ${durationText(savedMs)} were saved`;
  const parts = [
    wrapped(head, page),
    chartLines(taskChart(stats.tasks), page),
    chartLines(triggerChart(stats), page),
    chartLines(weekChart(stats.weeks), page),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The same for scripts. */
export function statsJson(stats: RunStats): string {
  return jsonText({ version: 1, ...stats });
}

function taskChart(tasks: readonly TaskStats[]): Chart {
  const longest = Math.max(...tasks.map(({ usualMs }) => usualMs));
  const lines = tasks.map((task): Bar => {
    const { looked, refused, remembered, usualMs, spentMs, savedMs } = task;
    const share = Math.round(rememberedShare(task) * 100);
    return {
      name: taskName({ task: task.task, ...(task.root === '' ? {} : { root: task.root }) }),
      share: usualMs / longest,
      cells: [
        looked === 0 ? '-' : durationText(usualMs),
        durationText(spentMs),
        durationText(savedMs),
        `${share} % of ${counted(looked + remembered, 'run')}${refusedText(refused)}`,
      ],
    };
  });
  return { title: 'How long checks take, as a rule', heads: ['usual', 'in all', 'saved', 'remembered'], lines };
}

function triggerChart({ triggers }: RunStats): Chart {
  const longest = Math.max(...triggers.map(({ usualMs }) => usualMs));
  const lines = triggers.map(
    ({ trigger, runs, refused, usualMs, slowMs }): Bar => ({
      name: safeName(momentName(trigger)),
      share: usualMs / longest,
      cells: [durationText(usualMs), durationText(slowMs), `${counted(runs, 'run')}${refusedText(refused)}`],
    }),
  );
  return { title: 'How long people wait, as a rule', heads: ['usual', 'one in ten over', 'runs'], lines };
}

function weekChart(weeks: readonly WeekStats[]): Chart {
  const longest = Math.max(...weeks.map(({ spentMs, savedMs }) => spentMs + savedMs));
  const lines = weeks.map(
    ({ week, runs, refused, spentMs, savedMs }): Bar => ({
      name: week,
      share: (spentMs + savedMs) / longest,
      cells: [durationText(spentMs), durationText(savedMs), `${counted(runs, 'run')}${refusedText(refused)}`],
    }),
  );
  return {
    title: 'What checks took, and what was saved, week by week',
    heads: ['took', 'saved', 'runs'],
    lines,
  };
}

function refusedText(refused: number): string {
  return refused === 0 ? '' : `, ${refused} refused`;
}
