import type { ReportStyle } from '../core/contracts/reports.ts';
import { columnsOf, wrap } from './columns.ts';

/** What a piece of text means; the colour follows from it. */
export type Tone = 'good' | 'bad' | 'warning' | 'quiet' | 'strong';

/** What texts are laid out on. */
export interface Page {
  /** Columns; at least 20, so that something is left beside the indentation. */
  readonly width: number;
  /** Whether a window ends there, which would break longer lines anywhere. */
  readonly isWindow: boolean;
  paint(tone: Tone, text: string): string;
}

/** How a line begins that says how something ended. */
export type Sign = 'passed' | 'failed' | 'warning' | 'skipped' | 'note';

const SIGNS: Readonly<Record<Sign, readonly [mark: string, tone: Tone]>> = {
  passed: ['✓', 'good'],
  failed: ['✗', 'bad'],
  warning: ['!', 'warning'],
  skipped: ['-', 'quiet'],
  note: ['-', 'quiet'],
};

/** Select Graphic Rendition, ECMA-48: on and off. */
const CODES: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  warning: [33, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

const NARROWEST = 20;

/** A page for the style. */
export function openPage({ color, width, isWindow = false }: ReportStyle): Page {
  const introducer = `${String.fromCharCode(0x1b)}[`;
  return {
    width: Math.max(NARROWEST, width),
    isWindow,
    paint: (tone, text) => {
      const [on, off] = CODES[tone];
      return color && text !== '' ? `${introducer}${on}m${text}${introducer}${off}m` : text;
    },
  };
}

/** The sign alone. */
export function paintedSign(sign: Sign, page: Page): string {
  const [mark, tone] = SIGNS[sign];
  return page.paint(tone, mark);
}

/** `✓ lint  2 files, 1.2 s`, wrapped below what follows the sign. */
export function signed(sign: Sign, name: string, text: string, page: Page): readonly string[] {
  const lines = wrap([name, text].filter((part) => part !== '').join('  '), page.width - 2);
  return lines.map((line, index) => {
    if (index > 0) return `  ${line}`;
    const start = line.startsWith(name) ? page.paint('strong', name) + line.slice(name.length) : line;
    return `${paintedSign(sign, page)} ${start}`;
  });
}

/** The text, broken where the page ends. */
export function wrapped(text: string, page: Page): readonly string[] {
  return wrap(text, page.width);
}

/** The text below an indentation, each line painted by itself. */
export function indented(indent: number, text: string, page: Page, tone?: Tone): readonly string[] {
  return wrap(text, page.width - indent).map((line) => {
    return ' '.repeat(indent) + (tone === undefined ? line : page.paint(tone, line));
  });
}

/** `label: text` below an indentation, the text wrapped below itself. */
export function labelled(indent: number, label: string, text: string, page: Page): readonly string[] {
  const start = `${label}: `;
  const left = indent + columnsOf(start);
  return wrap(text, page.width - left).map((line, index) =>
    index === 0 ? ' '.repeat(indent) + page.paint('quiet', start) + line : ' '.repeat(left) + line,
  );
}
