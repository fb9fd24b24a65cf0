import { bar } from './bars.ts';
import { columnsOf, cutTo, padTo } from './columns.ts';
import { indented, type Page, wrapped } from './page.ts';

/** Columns of a bar where the page is wide, and where it is not. */
const BAR = 20;
const SHORT_BAR = 8;
/** From so many columns on, a page is wide. */
const WIDE = 100;
/** Below so many columns, what a bar means stands under it. */
const NARROW = 70;
/** So many columns the last one has, or as many as it needs: with fewer it would be broken at every word. */
const LAST = 16;
const INDENT = 2;
/** Between two columns. */
const GAP = 2;

/** One bar: its name, its length beside the longest, and what it means, in the columns of its chart. */
export interface Bar {
  readonly name: string;
  readonly share: number;
  readonly cells: readonly string[];
}

/** Bars below each other: what they are about, and the heads of their columns. */
export interface Chart {
  readonly title: string;
  readonly heads: readonly string[];
  readonly lines: readonly Bar[];
}

/** A chart, laid out for the page: in columns, or where these have no room with what a bar means below it. */
export function chartLines(drawn: Chart, page: Page): readonly string[] {
  const title = wrapped(drawn.title, page).map((line) => page.paint('strong', line));
  return [...title, ...(tableRows(drawn, page) ?? listRows(drawn, page))];
}

/** A row for each bar, below the heads of the columns. The last column is broken where the page ends. Undefined: it has no room. */
function tableRows({ heads, lines }: Chart, page: Page): readonly string[] | undefined {
  const names = Math.min(longestName(lines), Math.floor(page.width / 3));
  const columns = page.width < WIDE ? SHORT_BAR : BAR;
  const widths = heads.map((head, at) =>
    Math.max(...[head, ...lines.map(({ cells }) => cells[at] ?? '')].map(columnsOf)),
  );
  const before = widths.slice(0, -1).map((width) => width + GAP);
  const left = INDENT + names + GAP + columns + GAP + before.reduce((sum, width) => sum + width, 0);
  if (page.width < NARROW || page.width - left < Math.min(LAST, widths.at(-1) ?? 0)) return undefined;
  const row = (start: string, cells: readonly string[]) => {
    const fixed = before.map((width, at) => padTo(cells[at] ?? '', width)).join('');
    const [first = '', ...more] = indented(left, cells.at(-1) ?? '', page);
    return [start + fixed + first.trimStart(), ...more];
  };
  const head = row(' '.repeat(INDENT + names + GAP + columns + GAP), heads);
  return [
    ...head.map((line) => page.paint('quiet', line)),
    ...lines.flatMap(({ name, share, cells }) => {
      const drawn = barOf(share, columns);
      const blank = ' '.repeat(columns - columnsOf(drawn) + GAP);
      const start = `${' '.repeat(INDENT)}${padTo(cutTo(name, names), names + GAP)}`;
      return row(`${start}${page.paint('good', drawn)}${blank}`, cells);
    }),
  ];
}

/** What a bar means stands below it, each cell with its head. */
function listRows({ heads, lines }: Chart, page: Page): readonly string[] {
  const names = Math.min(longestName(lines), page.width - INDENT - 1 - SHORT_BAR);
  return lines.flatMap(({ name, share, cells }) => {
    const start = `${' '.repeat(INDENT)}${padTo(cutTo(name, names), names)} ${page.paint('good', barOf(share, SHORT_BAR))}`;
    return [start.trimEnd(), ...cellLines(heads, cells, page)];
  });
}

/** No line ends within a cell that has room on one. A cell that says itself what it is about needs no head. */
function cellLines(heads: readonly string[], cells: readonly string[], page: Page): readonly string[] {
  const texts = heads.map((head, at) => {
    const cell = cells[at] ?? '';
    return cell.split(/[ ,]/).some((word) => head === word || head === `${word}s`) ? cell : `${head} ${cell}`;
  });
  const lines: string[] = [];
  for (const text of texts) {
    const longer = `${lines.at(-1)}; ${text}`;
    if (lines.length > 0 && columnsOf(longer) < page.width - 2 * INDENT) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines.flatMap((line, at) => {
    return indented(2 * INDENT, at === lines.length - 1 ? line : `${line};`, page, 'quiet');
  });
}

function longestName(lines: readonly Bar[]): number {
  return Math.max(...lines.map(({ name }) => columnsOf(name)));
}

/** Nothing where nothing can be compared. */
function barOf(share: number, columns: number): string {
  return Number.isFinite(share) ? bar(share, columns) : '';
}
