import { escaped, folded, type Html, table } from './markup.ts';

/** One value over time. */
export interface Point {
  readonly value: number;
  /** As a table has it: what, when. */
  readonly cells: readonly Html[];
  /** In plain words. */
  readonly text: string;
  readonly kind: 'good' | 'bad' | 'plain';
}

/** What is drawn. */
export interface Plot {
  readonly title: string;
  /** In one sentence, for those who do not see it. */
  readonly summary: string;
  readonly points: readonly Point[];
  /** Values at the bottom and at the top. */
  readonly range: readonly [bottom: number, top: number];
  readonly labels: readonly [bottom: string, top: string];
  /** What the first and the last point are, as in a day. */
  readonly ends: readonly [first: Html, last: Html];
  /** Heads of the table. */
  readonly heads: readonly string[];
}

const [WIDTH, HEIGHT] = [600, 100];
/** Fewer leave room: a bar must not look like a wall. */
const LEAST_BARS = 20;

/** Bars side by side, for what has no value between two points. */
export function barPlot(plot: Plot): Html {
  const width = WIDTH / Math.max(LEAST_BARS, plot.points.length);
  const bars = plot.points.map(({ value, text, kind }, index) => {
    const height = Math.max(1, shareOf(value, plot) * HEIGHT);
    const place = `x="${round(index * width)}" y="${round(HEIGHT - height)}" width="${round(width * 0.8)}" height="${round(height)}"`;
    return `<rect ${place} class="bar ${kind}"><title>${escaped(text)}</title></rect>`;
  });
  // Where there is room left the last one does not stand at the end.
  const [first, last] = plot.ends;
  const between = first === last ? first : `${first} – ${last}`;
  return figure(plot.points.length < LEAST_BARS ? { ...plot, ends: [between, ''] } : plot, bars);
}

/** A line from point to point, of which there are two at least. */
export function linePlot(plot: Plot): Html {
  const step = WIDTH / Math.max(1, plot.points.length - 1);
  const places = plot.points.map(
    ({ value }, index) => `${round(index * step)},${round(HEIGHT - shareOf(value, plot) * HEIGHT)}`,
  );
  return figure(plot, [`<polyline points="${places.join(' ')}" class="line"/>`]);
}

/** A small one without words, for a cell of a table. */
export function spark(values: readonly number[], summary: string): Html {
  const most = Math.max(1, ...values);
  const bars = values.map((value, index) => {
    const height = Math.max(1, (value / most) * 20);
    return `<rect x="${index * 10}" y="${round(20 - height)}" width="8" height="${round(height)}" class="bar plain"/>`;
  });
  return `<svg class="spark" viewBox="0 0 100 20" role="img" aria-label="${escaped(summary)}">${bars.join('')}</svg>`;
}

function figure(plot: Plot, shapes: readonly Html[]): Html {
  const { title, summary, points, labels, ends, heads } = plot;
  const rows = points.toReversed().map(({ cells }) => cells);
  return `<figure>
<figcaption>${escaped(title)}</figcaption>
<div class="plot"><p class="scale" aria-hidden="true"><span>${escaped(labels[1])}</span><span>${escaped(labels[0])}</span></p>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${escaped(summary)}">${shapes.join('')}</svg></div>
<p class="axis" aria-hidden="true"><span>${ends[0]}</span><span>${ends[1]}</span></p>
${folded('As a table', table(title, heads, rows))}
</figure>`;
}

function shareOf(value: number, { range: [bottom, top] }: Plot): number {
  return top <= bottom ? 1 : Math.min(1, Math.max(0, (value - bottom) / (top - bottom)));
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
