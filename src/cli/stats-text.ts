import type { RunStats, WeekStats } from '../core/run-stats.ts';
import { rememberedShare, type TaskStats } from '../core/task-stats.ts';
import { counted, durationText } from '../report-text/amounts.ts';
import { bar } from '../report-text/bars.ts';
import { taskName } from '../report-text/check-line.ts';
import { columnsOf, cutTo, padTo } from '../report-text/columns.ts';
import { safeName } from '../report-text/harmless.ts';
import { jsonText } from '../report-text/json-text.ts';
import { indented, type Page, wrapped } from '../report-text/page.ts';
import { momentName } from './moments.ts';

/** Columns of a bar where the page is wide, and where it is not. */
const BAR = 20;
const SHORT_BAR = 8;
/** Below so many columns, what a bar means stands under it. */
const NARROW = 70;
const INDENT = 2;

/** One bar: its name, its length beside the longest, and what it means. */
interface Line {
  readonly name: string;
  readonly share: number;
  readonly text: string;
}

/** What runs have cost and what was saved, for a person. */
export function statsText(stats: RunStats, page: Page): string {
  if (stats.since === undefined) return 'no run is logged yet\n';
  const { runs, refused, spentMs, savedMs } = stats;
  const head = `${counted(runs, 'run')}${refusedText(refused)}; checks took ${durationText(spentMs)}, and about ${durationText(savedMs)} were saved`;
  const parts = [
    wrapped(head, page),
    chart('How long checks take, as a rule', taskLines(stats.tasks), page),
    chart('How long people wait, as a rule', triggerLines(stats), page),
    chart('What checks took, and what was saved, week by week', weekLines(stats.weeks), page),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The same for scripts. */
export function statsJson(stats: RunStats): string {
  return jsonText({ version: 1, ...stats });
}

function taskLines(tasks: readonly TaskStats[]): readonly Line[] {
  const longest = Math.max(...tasks.map(({ usualMs }) => usualMs));
  return tasks.map((task) => {
    const { looked, refused, remembered, usualMs, spentMs, savedMs } = task;
    const saved = savedMs === 0 ? '' : `, about ${durationText(savedMs)} saved`;
    const usual =
      looked === 0 ? 'no look at it is logged' : `${durationText(usualMs)}; ${durationText(spentMs)} in all`;
    const share = Math.round(rememberedShare(task) * 100);
    return {
      name: taskName({ task: task.task, ...(task.root === '' ? {} : { root: task.root }) }),
      share: usualMs / longest,
      text: `${usual}${saved}; ${share} % of ${counted(looked + remembered, 'run')} remembered${refusedText(refused)}`,
    };
  });
}

function triggerLines({ triggers }: RunStats): readonly Line[] {
  const longest = Math.max(...triggers.map(({ usualMs }) => usualMs));
  return triggers.map(({ trigger, runs, refused, usualMs, slowMs }) => ({
    name: safeName(momentName(trigger)),
    share: usualMs / longest,
    text: `${durationText(usualMs)}, one in ten more than ${durationText(slowMs)}; ${counted(runs, 'run')}${refusedText(refused)}`,
  }));
}

function weekLines(weeks: readonly WeekStats[]): readonly Line[] {
  const longest = Math.max(...weeks.map(({ spentMs, savedMs }) => spentMs + savedMs));
  return weeks.map(({ week, runs, refused, spentMs, savedMs }) => ({
    name: week,
    share: (spentMs + savedMs) / longest,
    text: `${durationText(spentMs)}, and about ${durationText(savedMs)} saved; ${counted(runs, 'run')}${refusedText(refused)}`,
  }));
}

function refusedText(refused: number): string {
  return refused === 0 ? '' : `, ${refused} refused`;
}

function chart(title: string, lines: readonly Line[], page: Page): readonly string[] {
  const names = Math.min(Math.max(...lines.map(({ name }) => columnsOf(name))), Math.floor(page.width / 3));
  const columns = page.width < NARROW ? SHORT_BAR : BAR;
  const left = INDENT + names + 1 + columns + 1;
  return [
    ...wrapped(title, page).map((line) => page.paint('strong', line)),
    ...lines.flatMap(({ name, share, text }) => {
      const drawn = Number.isFinite(share) ? bar(share, columns) : '';
      const start = `${' '.repeat(INDENT)}${padTo(cutTo(name, names), names)} ${page.paint('good', drawn)}`;
      if (page.width < NARROW) return [start.trimEnd(), ...indented(2 * INDENT, text, page, 'quiet')];
      const [first = '', ...more] = indented(left, text, page);
      return [`${start}${' '.repeat(columns - columnsOf(drawn))} ${first.trimStart()}`, ...more];
    }),
  ];
}
