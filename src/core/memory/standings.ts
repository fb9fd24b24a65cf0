import type { FileSet, RepoPath } from '../files.ts';
import type { Check } from '../plan.ts';
import type { Standing } from '../standing.ts';
import type { KeyParts } from './fingerprint.ts';
import { nearestOrigin, type Origin, originsOfFile, type Present, presentOfCheck, presentOfFiles } from './origin.ts';

/** Files of a pass that are compared with what passed before. */
const MOST_FILES = 100;

/** What is looked up about a check. */
export interface LookedUp {
  readonly check: Check;
  readonly tree: FileSet;
  readonly parts: KeyParts;
  /** Of the task, the newest first. */
  readonly origins: readonly Origin[];
  /** Files that nothing is known about. */
  readonly missing: ReadonlySet<RepoPath>;
  /** Those of them of which a fix is remembered. */
  readonly fixable: ReadonlySet<RepoPath>;
}

/** What is known of each of these files, for a check that is remembered file by file. */
export function fileStandings(paths: readonly RepoPath[], about: LookedUp): readonly Standing[] {
  const { tree, parts, origins, missing, fixable } = about;
  return paths.map((file) => {
    const standing = standingOf(presentOfFiles(parts, [file], tree), originsOfFile(file, origins), !missing.has(file));
    return { file, ...standing, ...(fixable.has(file) ? { fixKnown: true } : {}) };
  });
}

/** What is known of a check that is remembered as a whole. */
export function checkStanding({ check, tree, parts, origins }: LookedUp, remembered: boolean): Standing {
  return standingOf(presentOfCheck(parts, check, tree), origins, remembered);
}

/**
 * In what the files of a pass differed from when they passed before. `origins`: all of the task, the newest first; `at`: when
 * the run began that made the pass. Empty where it made none.
 */
export function earlierStandings(origins: readonly Origin[], at: string, byFile: boolean): readonly Standing[] {
  const made = origins.filter((origin) => origin.at === at);
  const before = origins.filter((origin) => origin.at < at);
  if (!byFile) {
    const [pass] = made;
    return pass?.files === undefined ? [] : [standingOf({ details: pass.details, files: pass.files }, before, false)];
  }
  const files = new Map(
    made.flatMap(({ details, files: own }) => [...(own ?? [])].map(([file, word]) => [file, { details, word }])),
  );
  return [...files].slice(0, MOST_FILES).map(([file, { details, word }]) => {
    const present = { details, files: new Map([[file, word]]) };
    return { file, ...standingOf(present, originsOfFile(file, before), false) };
  });
}

function standingOf(present: Present, origins: Iterable<Origin>, remembered: boolean): Standing {
  const nearest = nearestOrigin(present, origins);
  // A pass that another task of the same making left, or one from before origins were noted.
  if (nearest === undefined || (remembered && nearest.differences.length > 0)) return { remembered, differences: [] };
  return { remembered, ...nearest };
}
