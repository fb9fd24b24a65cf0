import { counted } from './amounts.ts';
import { safeLines } from './harmless.ts';

/** The first line of an output that is kept without its beginning: how much that was, nobody knows any more. */
const CUT = '…';

/** What is shown of a tool's output. */
export interface OutputEnd {
  /** Harmless lines, the last ones. */
  readonly lines: readonly string[];
  /** What stands above them, such as `… 11 more lines above`; empty where nothing does. */
  readonly above: string;
}

/** The last lines of a tool's output, where tools sum up, and how many there are before them, where that is known. */
export function outputEnd(output: string, most: number): OutputEnd {
  const all = safeLines(output.replace(/^\s*\n|\s+$/g, ''));
  const isCut = all[0] === CUT;
  const lines = (isCut ? all.slice(1) : all).slice(-most);
  const left = all.length - lines.length;
  if (left === 0) return { lines, above: '' };
  return { lines, above: isCut ? '… more above' : `… ${counted(left, 'more line')} above` };
}
