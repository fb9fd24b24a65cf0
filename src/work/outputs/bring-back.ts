import type { FileSet } from '../../core/files.ts';
import { type OutputFile, planReturn } from '../../core/outputs.ts';
import type { Task } from '../../core/task.ts';
import { ignoredPaths } from '../../git/ignored.ts';
import { areBack, canBeOutputs, lookAtOutputs } from './are-back.ts';
import { noteOf, type OutputKeeping } from './place.ts';
import { notePlaced, readPlaced } from './placed.ts';
import { removeLeft, writeOutput } from './put-back.ts';

/**
 * Brings back what a pass of the task left. Nothing is touched before all that is needed is known to be there; what anybody
 * else may have written stays. False: the task has to run. Never rejects.
 */
export async function bringBack(
  task: Task,
  outputs: readonly OutputFile[],
  tree: FileSet,
  keeping: OutputKeeping,
): Promise<boolean> {
  try {
    return areBack(task, outputs, tree, keeping) || (await putBack(task, outputs, tree, keeping));
  } catch {
    // A full disk, a folder that may not be written to: the task will say what is wrong.
    return false;
  }
}

async function putBack(
  task: Task,
  outputs: readonly OutputFile[],
  tree: FileSet,
  { root, place, notes, contents }: OutputKeeping,
): Promise<boolean> {
  if (!canBeOutputs(outputs, tree)) return false;
  const note = noteOf(task, { notes });
  const placed = readPlaced(note);
  const { standingAt } = lookAtOutputs(root, outputs, placed);
  const { missing, doubtful, blocked, stale, isLost } = planReturn(outputs, placed, standingAt);
  if (isLost || !(await areIgnored(doubtful, place))) return false;
  const wanted = [...missing, ...doubtful, ...blocked];
  for (const { content } of wanted) if ((await contents.read(content)) === undefined) return false;
  for (const file of stale) removeLeft(root, file);
  // What stood in the way may have been left by the same task.
  if (blocked.some(({ path }) => standingAt(path) !== 'nothing')) return false;
  for (const file of wanted) {
    const bytes = await contents.read(file.content);
    if (bytes === undefined) return false;
    writeOutput(root, file, bytes);
  }
  notePlaced(note, outputs);
  return true;
}

/** A file that git does not ignore is somebody's work, as far as we know; one that it ignores the task would write over. */
async function areIgnored(files: readonly OutputFile[], place: OutputKeeping['place']): Promise<boolean> {
  const paths = files.map(({ path }) => path);
  const ignored = await ignoredPaths(place, paths);
  return paths.every((path) => ignored.has(path));
}
