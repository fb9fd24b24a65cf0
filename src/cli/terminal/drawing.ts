const CSI = `${String.fromCharCode(0x1b)}[`;
/** Erases what stands right of the cursor, and with all below it: ECMA-48. */
const [END_OF_LINE, ALL_BELOW] = [`${CSI}K`, `${CSI}J`];
/** Terminals that know it show what stands in between at once; others pass over it. */
const [AT_ONCE, SHOWN] = [`${CSI}?2026h`, `${CSI}?2026l`];
/** Keeps the place of the cursor, and brings it back there: DECSC and DECRC. */
const [KEEP_PLACE, BACK] = [`${String.fromCharCode(0x1b)}7`, `${String.fromCharCode(0x1b)}8`];
/** Ends what hides the cursor: DECTCEM. */
const SHOW_CURSOR = `${CSI}?25h`;

/**
 * Lines that are drawn over again and again, below the cursor, which waits on an empty line above them: whatever others
 * write there, such as a shell its prompt when git has died of Ctrl-C, is not erased with them, and a window that breaks
 * them into more rows moves nothing. What it returns is to be written at once; nothing is erased before something new
 * stands in its place, so that nothing flickers.
 */
export class Drawing {
  #last = '';
  #width = 0;
  #hasLines = false;

  /** Puts these lines in the place of the last ones; nothing where they are the same, in a window as wide. */
  show(lines: readonly string[], width: number): string {
    const text = lines.map((line) => `\n${line}${END_OF_LINE}`).join('');
    if (this.#last === `${width} ${text}`) return '';
    // A terminal that has moved rows out of sight may have left the cursor on one of ours.
    const start = this.#width !== 0 && this.#width !== width ? `\r${END_OF_LINE}` : '';
    this.#last = `${width} ${text}`;
    this.#width = width;
    this.#hasLines = lines.length > 0;
    return `${AT_ONCE}${start}${text}${ALL_BELOW}\r${lines.length === 0 ? '' : `${CSI}${lines.length}A`}${SHOWN}`;
  }

  /**
   * Takes them away, and shows the cursor again. From the row below the cursor on: a terminal that is cleared from its first
   * place on keeps what stood there among the rows that were moved out of sight, as tmux does.
   */
  clear(): string {
    const hasLines = this.#hasLines;
    this.#last = '';
    this.#hasLines = false;
    return (hasLines ? `${KEEP_PLACE}\r${CSI}1B${ALL_BELOW}${BACK}` : '') + SHOW_CURSOR;
  }
}
