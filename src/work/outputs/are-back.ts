import type { FileSet } from '../../core/files.ts';
import { isOutputPath, isReturned, type OutputFile, planReturn } from '../../core/outputs.ts';
import type { Task } from '../../core/task.ts';
import { stampFiles } from '../../system/stamps.ts';
import { noteOf, type OutputPlace } from './place.ts';
import { isNoted, notePlaced, type Placed, readPlaced, withStamps } from './placed.ts';
import { standingIn } from './standing.ts';

/**
 * Whether files stand just as a pass of the task left them, and nothing that another pass left beside them. Writes nothing
 * in the repository. `tree`: the files that are judged, which are no outputs.
 */
export function areBack(task: Task, outputs: readonly OutputFile[], tree: FileSet, at: OutputPlace): boolean {
  if (!canBeOutputs(outputs, tree)) return false;
  const note = noteOf(task, at);
  const placed = readPlaced(note);
  const { stamps, standingAt } = lookAtOutputs(at.root, outputs, placed);
  if (!isReturned(planReturn(outputs, placed, standingAt))) return false;
  const files = withStamps(outputs, stamps, at.since);
  if (!isNoted(placed, files)) notePlaced(note, files);
  return true;
}

/** How things stand, with the stamps of files from before they were read. */
export function lookAtOutputs(root: string, outputs: readonly OutputFile[], placed: Placed) {
  const stamps = stampFiles(root, [...outputs.map(({ path }) => path), ...placed.keys()]);
  return { stamps, standingAt: standingIn(root, placed, stamps) };
}

/** Whether these may be files of a task in this tree, wherever the list of them comes from. */
export function canBeOutputs(outputs: readonly OutputFile[], tree: FileSet): boolean {
  return outputs.every(({ path }) => isOutputPath(path) && !tree.has(path));
}
