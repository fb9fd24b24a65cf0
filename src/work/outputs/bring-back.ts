import type { FileSet } from '../../core/files.ts';
import { isOutputPath, isReturned, type OutputFile, planReturn } from '../../core/outputs.ts';
import type { Task } from '../../core/task.ts';
import { ignoredPaths } from '../../git/ignored.ts';
import { stampFiles } from '../../system/stamps.ts';
import { noteOf, type OutputKeeping, type OutputPlace } from './place.ts';
import { isNoted, notePlaced, type Placed, readPlaced, withStamps } from './placed.ts';
import { removeLeft, writeOutput } from './put-back.ts';
import { standingIn } from './standing.ts';

/**
 * Whether files stand just as a pass of the task left them, and nothing that another pass left beside them. Writes nothing
 * in the repository. `tree`: the files that are judged, which are no outputs.
 */
export function areBack(task: Task, outputs: readonly OutputFile[], tree: FileSet, at: OutputPlace): boolean {
  if (!canBeOutputs(outputs, tree)) return false;
  const note = noteOf(task, at);
  const placed = readPlaced(note);
  const { stamps, standingAt } = look(at.root, outputs, placed);
  if (!isReturned(planReturn(outputs, placed, standingAt))) return false;
  const files = withStamps(outputs, stamps, at.since);
  if (!isNoted(placed, files)) notePlaced(note, files);
  return true;
}

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
  const { standingAt } = look(root, outputs, placed);
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

/** How things stand, with the stamps of files from before they were read. */
function look(root: string, outputs: readonly OutputFile[], placed: Placed) {
  const stamps = stampFiles(root, [...outputs.map(({ path }) => path), ...placed.keys()]);
  return { stamps, standingAt: standingIn(root, placed, stamps) };
}

/** A file that git does not ignore is somebody's work, as far as we know; one that it ignores the task would write over. */
async function areIgnored(files: readonly OutputFile[], place: OutputKeeping['place']): Promise<boolean> {
  const paths = files.map(({ path }) => path);
  const ignored = await ignoredPaths(place, paths);
  return paths.every((path) => ignored.has(path));
}

function canBeOutputs(outputs: readonly OutputFile[], tree: FileSet): boolean {
  return outputs.every(({ path }) => isOutputPath(path) && !tree.has(path));
}
