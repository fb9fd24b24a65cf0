import { columnsOf } from '../report-text/columns.ts';
import { withoutSequences } from '../report-text/harmless.ts';

const CSI = `${String.fromCharCode(0x1b)}[`;
/** Erases what stands right of the cursor, and all below it: ECMA-48. */
const [END_OF_LINE, ALL_BELOW] = [`${CSI}K`, `${CSI}J`];
/** Terminals that know it show what stands in between at once; others pass over it. */
const [AT_ONCE, SHOWN] = [`${CSI}?2026h`, `${CSI}?2026l`];

/**
 * Lines that are drawn over again and again. What it returns is to be written at once. Nothing is erased before something
 * new stands in its place, so that nothing flickers.
 */
export class Drawing {
  /** Columns of the lines that stand there now. */
  #drawn: readonly number[] = [];
  #last = '';

  /** Puts these lines in the place of the last ones; nothing where they are the same, in a window as wide. */
  show(lines: readonly string[], width: number): string {
    const text = lines.map((line) => `${line}${END_OF_LINE}\n`).join('');
    if (this.#last === `${width} ${text}`) return '';
    const start = this.#start(width);
    this.#last = `${width} ${text}`;
    this.#drawn = lines.map((line) => columnsOf(withoutSequences(line)));
    return `${AT_ONCE}${start}${text}${ALL_BELOW}${SHOWN}`;
  }

  /** Takes them away. */
  clear(width: number): string {
    const start = this.#start(width);
    [this.#drawn, this.#last] = [[], ''];
    return start === '' ? '' : `${start}${ALL_BELOW}`;
  }

  /** Goes up to the first of them. A window that became narrower has broken them into more rows than they were. */
  #start(width: number): string {
    const rows = this.#drawn.reduce((sum, columns) => sum + Math.max(1, Math.ceil(columns / Math.max(1, width))), 0);
    return rows === 0 ? '' : `\r${CSI}${rows}A`;
  }
}
