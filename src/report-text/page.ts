import type { ReportStyle } from '../core/contracts/reports.ts';
import type { RepoPath } from '../core/files.ts';
import { columnsOf, wrap } from './columns.ts';
import { relativeUri } from './relative-uri.ts';

/** What a piece of text means; the colour follows from it. */
export type Tone = 'good' | 'bad' | 'warning' | 'quiet' | 'strong';

/** What texts are laid out on. */
export interface Page {
  /** Columns; at least 20, so that something is left beside the indentation. */
  readonly width: number;
  /** Whether a window ends there, which would break longer lines anywhere. */
  readonly isWindow: boolean;
  /** Whether words say how something ended, and not signs. */
  readonly words: boolean;
  paint(tone: Tone, text: string): string;
  /** Where the documentation begins; see `ReportStyle`. */
  readonly guide?: string;
  /** Whether links can be followed there that stand behind a text. */
  readonly follows: boolean;
  /** Makes a text lead to a line of a file, where that can be followed; else it stays as it is. */
  link(file: RepoPath, line: number | undefined, text: string): string;
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

const ESCAPE = String.fromCharCode(0x1b);
/** OSC 8, between which and its end the target stands; without a target the link ends. */
const [LINK, LINK_END] = [`${ESCAPE}]8;;`, `${ESCAPE}\\`];

/** A page for the style. */
export function openPage({ color, width, isWindow = false, words = false, linkRoot, guide }: ReportStyle): Page {
  const introducer = `${ESCAPE}[`;
  return {
    width: Math.max(NARROWEST, width),
    isWindow,
    words,
    follows: linkRoot !== undefined,
    ...(guide === undefined ? {} : { guide }),
    link: (file, line, text) => {
      if (linkRoot === undefined) return text;
      const place = `${linkRoot}/${relativeUri(file)}${line === undefined ? '' : `#${line}`}`;
      return linked(place, text);
    },
    paint: (tone, text) => {
      const [on, off] = CODES[tone];
      return color && text !== '' ? `${introducer}${on}m${text}${introducer}${off}m` : text;
    },
  };
}

/** A text behind which an address stands, for a page that follows links. The address holds no control characters. */
export function linked(address: string, text: string): string {
  return `${LINK}${address}${LINK_END}${text}${LINK}${LINK_END}`;
}

/** The sign alone. */
export function paintedSign(sign: Sign, page: Page): string {
  const [mark, tone] = SIGNS[sign];
  return page.paint(tone, mark);
}

/** `✓ lint  2 files, 1.2 s`, wrapped below what follows the sign; in words `passed: lint  2 files, 1.2 s`. */
export function signed(sign: Sign, name: string, text: string, page: Page): readonly string[] {
  const body = [name, text].filter((part) => part !== '').join('  ');
  const word = page.words && !body.startsWith(sign) ? `${sign}: ` : '';
  const lines = wrap(word + body, page.width - 2);
  return lines.map((line, index) => {
    if (index > 0) return `  ${line}`;
    const rest = line.slice(word.length);
    const start = rest.startsWith(name) ? page.paint('strong', name) + rest.slice(name.length) : rest;
    return page.words ? page.paint(SIGNS[sign][1], word) + start : `${paintedSign(sign, page)} ${start}`;
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
