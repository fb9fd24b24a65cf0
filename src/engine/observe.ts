import type { FileSet, RepoPath } from '../core/files.ts';
import { type Check, rewrites, wantsFiles } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { filesRead, isChanged, type Touch, type WatchedFiles } from './watched-files.ts';

/** What happened to files while a check ran. */
export interface Effects {
  /** Files it was given and rewrote; they have been put back where it may not write. */
  readonly rewrote: readonly Touch[];
  /** Files it was given and somebody else changed: what it says is about neither content. */
  readonly foreign: readonly RepoPath[];
  /** Other files it may have read and somebody wrote to: its pass is not to be remembered. */
  readonly disturbed: readonly RepoPath[];
}

/** What a check is given in this run, and what every file holds. */
export interface Observed {
  readonly check: Check;
  readonly files: readonly RepoPath[];
  readonly tree: FileSet;
}

/** Does the work and tells what happened to files meanwhile. What the work may not change is put back, also when it throws. */
export async function observe<T>(
  observed: Observed,
  watched: WatchedFiles,
  ports: Pick<Ports, 'preserve'>,
  work: () => Promise<T>,
): Promise<readonly [T, Effects]> {
  const reads = filesRead(observed.check, observed.tree);
  watched.watch(reads);
  const given = givenFiles(observed);
  const undoes = rewrites(observed.check) && !observed.check.writes;
  const putBack = undoes ? await ports.preserve(given) : undefined;
  try {
    const result = await work();
    const touches = await watched.touched(reads);
    return [result, effectsOf(observed, new Set(given), touches, watched)];
  } finally {
    await putBack?.();
    if (undoes) await acceptWhatIsBack(given, observed.tree, watched);
  }
}

/** Files that changes of this check are laid to; for one that only reads, those it is handed. */
function givenFiles({ check, files }: Observed): readonly RepoPath[] {
  if (check.writes || wantsFiles(check)) return files;
  return rewrites(check) ? [...new Set([...files, ...check.dependsOn])] : [];
}

function effectsOf(
  { check, tree }: Observed,
  given: ReadonlySet<RepoPath>,
  touches: readonly Touch[],
  watched: WatchedFiles,
): Effects {
  const mine = touches.filter(({ path }) => given.has(path));
  const changed = mine.filter((touch) => isChanged(touch, tree));
  const others = touches.filter((touch) => !mine.includes(touch)).map(({ path }) => path);
  if (rewrites(check)) {
    if (check.writes) watched.accept(mine);
    return { rewrote: changed, foreign: [], disturbed: others };
  }
  const unchanged = mine.filter((touch) => !changed.includes(touch)).map(({ path }) => path);
  return { rewrote: [], foreign: changed.map(({ path }) => path), disturbed: [...others, ...unchanged] };
}

async function acceptWhatIsBack(given: readonly RepoPath[], tree: FileSet, watched: WatchedFiles): Promise<void> {
  const touches = await watched.touched(given);
  watched.accept(touches.filter((touch) => !isChanged(touch, tree)));
}
