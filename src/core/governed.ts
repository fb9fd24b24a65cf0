import type { Changes, RepoPath, Snapshot } from './files.ts';
import { type PathPattern, pathTest, relativeTo } from './globs.ts';
import type { Tier } from './task.ts';

/** A path as seen from the folder of a config, and as git has it. */
export type Place = readonly [inside: string, path: RepoPath];

/** The paths that a tier's config governs. */
export interface Governed {
  readonly changed: readonly Place[];
  /** What differs from each state that it is compared with, where these are several; empty where there is one. */
  readonly sides: readonly (readonly Place[])[];
  /** Every file. Asked for only where a task depends on more than what changed: most commits change little of much. */
  readonly all: () => readonly Place[];
}

/** The paths of a snapshot below the tier's folder, without those that a nearer config governs. */
export function governedPaths({ root, nested }: Tier, snapshot: Pick<Snapshot, 'tree' | keyof Changes>): Governed {
  const select = (paths: Iterable<RepoPath>): readonly Place[] => {
    const selected: Place[] = [];
    for (const path of paths) {
      const inside = relativeTo(root, path);
      const isNested = nested.some((folder) => relativeTo(folder, path) !== undefined);
      if (inside !== undefined && !isNested) selected.push([inside, path]);
    }
    return selected;
  };
  let all: readonly Place[] | undefined;
  return {
    changed: select(snapshot.changed.keys()),
    sides: (snapshot.sides ?? []).map(select),
    all: () => {
      all ??= select(snapshot.tree.keys());
      return all;
    },
  };
}

/** The paths that match, in the order of the places. */
export function matching(pattern: PathPattern, places: readonly Place[]): readonly RepoPath[] {
  const isMatch = pathTest(pattern);
  return places.flatMap(([inside, path]) => (isMatch(inside) ? [path] : []));
}
