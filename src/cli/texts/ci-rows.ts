import { columnsOf, padTo, wrap } from '../../report-text/columns.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import type { Page } from '../../report-text/page.ts';
import type { CiRow } from '../../workflows/explain-ci.ts';

const HEAD = ['event', 'workflow', 'tiers', 'commands'] as const;
/** Between two columns. */
const GAP = '  ';
/** Columns that the commands get at least; where they have less, they stand below their row. */
const LEAST = 24;

/** The table, and below it the events that lead to nothing. */
export function ciRowsText(rows: readonly CiRow[], page: Page): string {
  const cells = rows.map(({ event, workflow, tiers, commands }) => ({
    left: [event, workflow ?? '-', tiers.map(safeName).join(', ') || '-'] as const,
    commands: commands.length === 0 ? ['-'] : commands.map(oneLine),
  }));
  const widths = [0, 1, 2].map((index) =>
    Math.max(columnsOf(HEAD[index] as string), ...cells.map(({ left }) => columnsOf(left[index] as string))),
  );
  const row = (left: readonly string[]) =>
    left.map((text, index) => padTo(text, widths[index] as number)).join(GAP) + GAP;
  const head = page.paint('strong', row(HEAD.slice(0, 3)) + HEAD[3]);
  const lines = cells.flatMap(({ left, commands }) => rowLines(row(left), commands, page));
  const idle = rows.filter(({ tiers }) => tiers.length === 0).map(({ event }) => event);
  const told = idle.length === 0 ? [] : ['', ...wrap(`nothing runs at: ${idle.join(', ')}`, page.width)];
  return `${[head, ...lines, ...told].map((line) => line.trimEnd()).join('\n')}\n`;
}

/** The same for scripts. */
export function ciRowsJson(rows: readonly CiRow[]): string {
  return jsonText({ version: 1, rows });
}

function rowLines(start: string, commands: readonly string[], page: Page): readonly string[] {
  const room = page.width - columnsOf(start);
  const isBeside = room >= LEAST;
  const indent = isBeside ? ' '.repeat(columnsOf(start)) : GAP + GAP;
  const lines = commands.flatMap((command) => wrap(command, page.width - indent.length));
  if (!isBeside) return [start, ...lines.map((line) => indent + line)];
  const [first = '', ...more] = lines;
  return [start + first, ...more.map((line) => indent + line)];
}
