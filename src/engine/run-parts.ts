import type { FileSet, RepoPath } from '../core/files.ts';
import { type Check, wantsFiles } from '../core/plan.ts';
import type { Ports, WorkResult } from '../core/ports.ts';
import { isMeasuring, type Task } from '../core/task.ts';
import { splitByBytes, splitOverCores } from './chunks.ts';
import type { Slots } from './slots.ts';

/** Some of a check's files, and how the work on them ended. */
export interface Part {
  readonly files: readonly RepoPath[];
  readonly result: WorkResult;
}

/** What work needs of a run. */
export interface Workplace {
  readonly ports: Pick<Ports, 'execute'>;
  /** How many programs a task may be split over. */
  readonly cores: (task: Task) => number;
  readonly slots: Pick<Slots, 'use'>;
  readonly tree: FileSet;
  readonly signal: AbortSignal;
}

/**
 * Does the work of a check on these files, in as many pieces as the list of them asks for. Only pieces of `file` scope run
 * side by side: a program that works on a whole project, or leaves a report, may not be its own neighbour.
 */
export async function runParts(
  check: Check,
  files: readonly RepoPath[],
  workplace: Workplace,
): Promise<readonly Part[]> {
  const run = (part: readonly RepoPath[]) => runPart(check, part, workplace);
  if (!wantsFiles(check)) return [await run(files)];
  if (check.task.scope === 'file' && !isMeasuring(check.task)) {
    return allOf(splitOverCores(files, workplace.cores(check.task)).map(run));
  }
  const parts: Part[] = [];
  for (const part of splitByBytes(files)) parts.push(await run(part));
  return parts;
}

/** The check as it was made in the end: with other tests than it was planned with, where its tool was not sure of those. */
export function asMade(check: Check, parts: readonly Part[]): Check {
  const tests = parts.find(({ result }) => result.tests !== undefined)?.result.tests;
  return tests === undefined ? check : { ...check, tests };
}

async function runPart(
  check: Check,
  files: readonly RepoPath[],
  { ports, slots, tree, signal }: Workplace,
): Promise<Part> {
  const result = await slots.use<WorkResult>(async () =>
    signal.aborted
      ? { outcome: { status: 'cancelled' } }
      : ports.execute({ check, files, tree, fixing: check.writes, signal }),
  );
  return { files, result };
}

/** What all of them come to. Rejects like the first one that does, and not before every one has ended: work that goes on unwatched could write at any time. */
export async function allOf<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
