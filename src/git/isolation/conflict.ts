import { readFileSync } from 'node:fs';
import { onDisk } from '../../core/path-bytes.ts';
import { type Hunk, readHunks } from '../commits/line-map.ts';
import { type GitPlace, gitFailed, tryGit } from '../git.ts';
import { look, lookAt } from '../standing.ts';
import { basePath, type JournalEntry, slotPath } from './journal.ts';

/** Lines are told as they differ, the way in which `git merge-file` compares; no setting of the user's changes that. */
const COMPARE = [
  ...['diff', '--no-index', '--no-color', '--no-ext-diff', '--no-textconv', '--text', '--unified=0'],
  ...['--inter-hunk-context=0', '--diff-algorithm=myers', '--no-indent-heuristic', '--ws-error-highlight=none'],
];

/** The sentence that refuses: which lines of the user's version the fix and the edit both touch, where both are text. */
export async function tellConflict(
  place: GitPlace,
  folder: string,
  { path, slot }: Extract<JournalEntry, { kind: 'edited' }>,
): Promise<string> {
  const [hidden, base, current] = [slotPath(folder, slot), basePath(folder, slot), onDisk(place.cwd, path)];
  const areFiles = look(hidden)?.isFile() && look(base)?.isFile() && lookAt(place.cwd, path)?.isFile();
  const texts = areFiles ? [hidden, base, current].map((file) => readFileSync(file, 'latin1')) : [];
  const [edited = '', , fixed = ''] = texts;
  if (!areFiles || texts.some((text) => text.includes('\0'))) {
    return `${path}: the fix and your unstaged edit cannot be merged. ${WHAT_NOW}`;
  }
  // `mergeHidden` has left the fixed version there under a name that is ASCII.
  const [edits, fixes] = await Promise.all([compare(place, base, hidden), compare(place, base, `${hidden}.current`)]);
  const touching = edits.filter((edit) =>
    fixes.some((fix) => isTouching(edit, fix) && !isSameChange([edit, edited], [fix, fixed])),
  );
  return `${path}: the fix and your unstaged edit touch the same lines${listLines(touching)}. ${WHAT_NOW}`;
}

const WHAT_NOW = 'Your edit stays and the fix is undone; stage the edit, or put it away, and commit again';

/** `git diff --no-index` ends with 1 where there is a difference. */
async function compare(place: GitPlace, from: string, to: string): Promise<readonly Hunk[]> {
  const args = [...COMPARE, '--', from, to];
  const result = await tryGit({ ...place, env: { ...place.env, GIT_DIFF_OPTS: undefined } }, args);
  if (result.code > 1) throw gitFailed(args, result);
  return readHunks(result.stdout.toString('latin1'));
}

/** Whether they change the same lines of the base, or lines with nothing in between: git's merge takes both for a conflict. */
function isTouching(a: Hunk, b: Hunk): boolean {
  const [firstA, firstB] = [firstOld(a), firstOld(b)];
  return firstA <= firstB + b.oldCount && firstB <= firstA + a.oldCount;
}

/** The first line of the base that is replaced, or before which lines are added. */
function firstOld({ oldStart, oldCount }: Hunk): number {
  return oldCount === 0 ? oldStart + 1 : oldStart;
}

/** What both sides changed in the same way is no conflict. */
function isSameChange([a, textA]: readonly [Hunk, string], [b, textB]: readonly [Hunk, string]): boolean {
  const lines = (hunk: Hunk, text: string) =>
    text.split('\n').slice(hunk.newStart - 1, hunk.newStart - 1 + hunk.newCount);
  const isSamePlace = a.oldStart === b.oldStart && a.oldCount === b.oldCount && a.newCount === b.newCount;
  return isSamePlace && lines(a, textA).join('\n') === lines(b, textB).join('\n');
}

/** Lines of the user's version: where it has only lost some, the one before them. */
function listLines(hunks: readonly Hunk[]): string {
  const ranges = hunks.map(({ newStart, newCount }) =>
    newCount > 1 ? `${newStart}-${newStart + newCount - 1}` : `${Math.max(1, newStart)}`,
  );
  if (ranges.length === 0) return '';
  const isOne = ranges.length === 1 && !ranges[0]?.includes('-');
  const more = ranges.length > 5 ? ` and ${ranges.length - 5} more` : '';
  return ` (${isOne ? 'line' : 'lines'} ${ranges.slice(0, 5).join(', ')}${more} of your version)`;
}
