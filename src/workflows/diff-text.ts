import { changedLines, type LineChange, linesOf } from '../core/changed-lines.ts';
import { withLineFeeds } from './differences.ts';

/** Lines around a change that say where it is. */
const AROUND = 2;
/** Lines that are shown of a difference. */
const MOST = 60;

/** What makes the second text of the first, as `diff` shows it, and the first line that is concerned, counted from 1. */
export function diffText(found: string, wanted: string): { readonly line: number; readonly text: string } {
  const before = linesOf(withLineFeeds(found));
  const changes = changedLines(before, linesOf(wanted));
  if (changes === undefined) return { line: 1, text: '  (too much differs to be shown)\n' };
  const lines = hunksOf(changes).flatMap((hunk) => hunkLines(hunk, before));
  const left = lines.length - MOST;
  const shown = left > 0 ? [...lines.slice(0, MOST), `… and ${left} more lines`] : lines;
  const start = changes[0]?.start ?? 0;
  return { line: Math.min(start + 1, Math.max(1, before.length)), text: shown.map((line) => `  ${line}\n`).join('') };
}

/** Changes whose surroundings meet are shown together. */
function hunksOf(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    const end = last?.at(-1)?.end;
    if (last !== undefined && end !== undefined && change.start - end <= 2 * AROUND) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkLines(hunk: readonly LineChange[], before: readonly string[]): readonly string[] {
  const first = Math.max(0, (hunk[0]?.start ?? 0) - AROUND);
  const end = Math.min(before.length, (hunk.at(-1)?.end ?? 0) + AROUND);
  const lines = [`@@ line ${first + 1} @@`];
  let position = first;
  for (const change of hunk) {
    lines.push(...marked(' ', before.slice(position, change.start)));
    lines.push(...marked('-', before.slice(change.start, change.end)), ...marked('+', change.lines));
    position = change.end;
  }
  return [...lines, ...marked(' ', before.slice(position, end))];
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => mark + line.replace(/\n$/, ''));
}
