import type { Comparison, FileSet } from '../../core/files.ts';
import { type PathPattern, pathTest } from '../../core/globs.ts';
import { findBases } from '../../git/commits/bases.ts';
import { compareCommit } from '../../git/commits/compare.ts';
import type { RemoteTip } from '../../git/commits/remote-tips.ts';
import type { GitPlace } from '../../git/git.ts';

/** A commit that is pushed, and what the remote has. */
export interface Pushed {
  readonly commit: string;
  readonly tree: FileSet;
  /** What it is compared with where all branches count. */
  readonly bases: readonly string[];
  readonly known: readonly RemoteTip[];
}

/**
 * Compares a pushed commit with what those branches of the remote have that a pattern matches: what a task for these
 * branches is about, wherever else the remote may have the commit. Undefined where that is the same as with all branches.
 * Nothing is asked twice.
 */
export function branchComparer(
  place: GitPlace,
  { commit, tree, bases, known }: Pushed,
): (branches: PathPattern) => Promise<Comparison | undefined> {
  const compare = async (branches: PathPattern): Promise<Comparison | undefined> => {
    const isMeant = pathTest(branches);
    const had = known.flatMap(({ id, branch }) => (branch !== undefined && isMeant(branch) ? [id] : []));
    const own = (await findBases(place, [commit], [...new Set(had)])).get(commit) ?? [];
    const isSame = own.length === bases.length && own.every((id) => bases.includes(id));
    return isSame ? undefined : compareCommit(place, { commit, tree: Promise.resolve(tree) }, own);
  };
  const asked = new Map<string, Promise<Comparison | undefined>>();
  return (branches) => {
    const key = JSON.stringify(branches);
    const answer = asked.get(key) ?? compare(branches);
    asked.set(key, answer);
    return answer;
  };
}
