import { type GitPlace, git } from '../git.ts';
import { DIFF_LINES_ARGS } from './diff-lines.ts';

/** One place where two texts differ: first lines, counted from 1, and how many. An empty side names the line before it. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** Where a line of the new text stands in the old one. `isExact`: it is the same line, and not one near by. */
export interface OldLine {
  readonly line: number;
  readonly isExact: boolean;
}

/**
 * How lines of one blob stand in an earlier one. Compared twice: where only blanks of a line differ it is still the line that
 * it was made of, which is what formatters do all day.
 */
export async function lineMap(place: GitPlace, oldId: string, newId: string): Promise<(line: number) => OldLine> {
  const compare = async (...options: readonly string[]) =>
    readHunks((await git(place, [...DIFF_LINES_ARGS, ...options, oldId, newId])).toString('latin1'));
  const [hunks, hunksOfWords] = await Promise.all([compare(), compare('--ignore-all-space')]);
  return (line) => {
    const exact = toOldLine(line, hunks);
    return exact.isExact ? exact : { ...toOldLine(line, hunksOfWords), isExact: false };
  };
}

/** Where a diff without context says that texts differ. Their lines begin with a sign, so that nothing in them looks like the head of a hunk. */
export function readHunks(diff: string): readonly Hunk[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(
    ([, oldStart, oldCount, newStart, newCount]) => ({
      oldStart: Number(oldStart),
      oldCount: Number(oldCount ?? 1),
      newStart: Number(newStart),
      newCount: Number(newCount ?? 1),
    }),
  );
}

function toOldLine(line: number, hunks: readonly Hunk[]): OldLine {
  let shift = 0;
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    const firstNew = newCount === 0 ? newStart + 1 : newStart;
    if (line < firstNew) break;
    if (line < firstNew + newCount) {
      // Inside what changed there is no one answer: the same distance from its beginning, as far as it goes.
      return { line: Math.max(1, oldStart + Math.min(line - firstNew, Math.max(0, oldCount - 1))), isExact: false };
    }
    shift += oldCount - newCount;
  }
  return { line: line + shift, isExact: true };
}
