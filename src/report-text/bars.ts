/** Eighths of a column, from nothing to seven. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of so many columns, `share` of which are filled, to an eighth of one. What is more than nothing can be seen. */
export function bar(share: number, columns: number): string {
  const eighths = share <= 0 ? 0 : Math.max(1, Math.round(Math.min(1, share) * columns * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A column for each of some amounts, the largest of them as high as a line. */
export function spark(amounts: readonly number[]): string {
  const most = Math.max(...amounts);
  return amounts
    .map((amount) => LEVELS[most <= 0 ? 0 : Math.ceil((amount / most) * LEVELS.length) - 1] ?? LEVELS[0])
    .join('');
}
