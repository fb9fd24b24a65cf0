import type { RepoPath, Snapshot } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import type { Check } from '../core/plan.ts';
import type { Exposure } from '../git/isolation/plan-hiding.ts';

/**
 * What has to be out of sight while these checks run: everything for a task that reads the whole project; else unstaged
 * edits of what is committed, of the files that the tasks read, and of their inputs. Kinds that read git's objects, and
 * tasks that are about the hook's arguments, see no file on disk.
 */
export function exposureOf(running: readonly Check[], snapshot: Snapshot): Exposure {
  const reading = running.filter(({ task }) => !task.readsSnapshot && !task.usesArguments);
  const reads = new Set<RepoPath>(reading.length === 0 ? [] : snapshot.changed.keys());
  for (const { task, files, dependsOn } of reading) {
    for (const path of [...files, ...dependsOn, ...inputFiles(task, snapshot.tree).keys()]) reads.add(path);
  }
  const rewrites = new Set(reading.filter(({ writes }) => writes).flatMap(({ files }) => files));
  return { everything: reading.some(({ task }) => task.scope === 'project'), reads, rewrites };
}
