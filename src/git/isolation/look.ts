import type { FileSet, RepoPath } from '../../core/files.ts';
import { readStatus, type WorktreeStatus } from '../status.ts';
import { askGit } from './ask-git.ts';
import { compareStamps } from './doubtful.ts';
import type { Isolation } from './isolation.ts';
import { newSince, type Surroundings, seeSurroundings } from './surroundings.ts';
import { beganAt, touchedSince } from './touched.ts';

/** The worktree before the tasks. */
export interface Before extends WorktreeStatus {
  /** What stood beside the tracked files, where tasks run that may make some; else nobody looks for it afterwards. */
  readonly surroundings: Surroundings | undefined;
}

/**
 * What has to be hidden, and what was there. Git is asked no more than needed: about nothing, where every file that is read
 * bears the stamp that git has noted. It walks through the worktree only for a task that reads all of it, to find what is
 * untracked.
 */
export async function lookBefore({ place, repository, captured, exposure }: Isolation): Promise<Before> {
  const { tree } = captured.snapshot;
  const { everything, reads, rewrites } = exposure;
  const surroundings = everything || rewrites.size > 0 ? seeSurroundings(repository.root, tree) : undefined;
  if (everything) return { ...(await readStatus(place, 'all-and-ignored')), surroundings };
  const stamps = compareStamps(place, repository.gitDir, captured, new Set([...reads, ...rewrites]));
  // Also whether a folder beside is ignored, and what it holds if not: that is not taken for a task's work later.
  const asked = await askGit(place, tree, stamps, [...(surroundings?.folders ?? [])]);
  return { ...asked, edited: new Map([...stamps.edited, ...asked.edited]), surroundings };
}

/**
 * What differs now, of all that bears a time of the run or was not there before. `known`: paths that are judged otherwise.
 * Git is asked about these alone, which are none as a rule.
 */
export async function lookAfter(
  { place, repository, captured, startedAt }: Isolation,
  before: Before,
  known: ReadonlySet<RepoPath>,
): Promise<WorktreeStatus> {
  const { root, gitDir } = repository;
  const { tree } = captured.snapshot;
  const since = beganAt(gitDir, startedAt);
  const touched = (await touchedSince(place, tree, since)).filter((path) => !known.has(path));
  const stamps = compareStamps(place, gitDir, captured, new Set(touched));
  const asked = await askGit(place, tree, stamps, placesOfNewFiles(root, tree, before));
  return { ...asked, edited: new Map([...stamps.edited, ...asked.edited]) };
}

/** What is new beside the tracked files, and the folders there that git looks into. */
function placesOfNewFiles(root: string, tree: FileSet, { surroundings, closed }: Before): readonly RepoPath[] {
  if (surroundings === undefined) return [];
  const now = seeSurroundings(root, tree);
  const open = [...surroundings.folders].filter((path) => now.folders.has(path) && !closed.has(path));
  return [...newSince(surroundings, now), ...open];
}
