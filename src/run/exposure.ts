import type { RepoPath, Snapshot } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import { type Check, rewrites, wantsFiles } from '../core/plan.ts';
import type { Exposure } from '../git/isolation/plan-hiding.ts';

/**
 * What has to be out of sight while these checks run: everything for a task that reads the whole project (but untracked
 * files where every such task may see them, because they hide for all); else unstaged
 * edits of what is committed, of the files that the tasks read, and of their inputs. Kinds that read git's objects, and
 * tasks that are about the hook's arguments alone, see no file on disk; what the former rewrite is what is committed all the same.
 */
export function exposureOf(running: readonly Check[], snapshot: Snapshot): Exposure {
  const reading = running.filter(readsDisk);
  const reads = new Set<RepoPath>(reading.length === 0 ? [] : snapshot.changed.keys());
  for (const { task, files, dependsOn } of reading) {
    for (const path of [...files, ...dependsOn, ...inputFiles(task, snapshot.tree).keys()]) reads.add(path);
  }
  const project = reading.filter(({ task }) => task.scope === 'project');
  const showsUntracked = project.length > 0 && project.every(({ task }) => task.seesUntracked === true);
  return {
    everything: project.length > 0,
    ...(showsUntracked ? { showsUntracked } : {}),
    reads,
    rewrites: new Set(running.filter((check) => readsDisk(check) || check.task.mends === true).flatMap(filesRewritten)),
  };
}

/** Files that fixing commands rewrite where they stand in for checking ones, and that are put back at their end. */
export function filesRewrittenForNow(running: readonly Check[]): ReadonlySet<RepoPath> {
  const standingIn = running.filter((check) => readsDisk(check) && !check.writes);
  return new Set(standingIn.flatMap(filesRewritten));
}

function readsDisk(check: Check): boolean {
  const { readsSnapshot, usesArguments } = check.task;
  return !readsSnapshot && (!usesArguments || wantsFiles(check));
}

/** Also those that a fixing command stands in for a checking one with: they are put back at its end, unless we are killed before. */
function filesRewritten(check: Check): readonly RepoPath[] {
  if (!rewrites(check)) return [];
  return check.writes || wantsFiles(check) ? check.files : [...check.files, ...check.dependsOn];
}
