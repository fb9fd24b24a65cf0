import { resolve } from 'node:path';
import type { WrittenMessage } from '../core/contracts/commit-message.ts';
import type { ExtractStore } from '../core/contracts/stores.ts';
import type { InspectionKind } from '../core/contracts/tasks.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { FileEntry, FileSet, RepoPath, Snapshot } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Work } from '../core/ports.ts';
import { readCommitMessage } from '../git/commit-message.ts';
import { findObjects, readHosting } from '../git/hosting.ts';
import { readBlobs } from '../git/objects/hash-files.ts';
import { streamBlobs } from '../git/objects/stream-blobs.ts';
import { findUnknown } from '../git/unknown-files.ts';
import { LONGEST_WAIT } from '../system/processes/program.ts';
import { visibleVariables } from '../system/processes/task-environment.ts';
import { mend } from './mend.ts';
import type { Site } from './site.ts';
import { broken, reasonOf, toOutcome } from './to-outcome.ts';

/**
 * Runs a kind that works in our process. It reads blobs and nothing else, so it sees what is committed and not the disk.
 * Where the run may write, it mends first what it can.
 * One that does not look at its signal is not waited for when its time is over.
 */
export async function inspect(kind: InspectionKind, work: Work, site: Site): Promise<Outcome> {
  const { task } = work.check;
  if (work.signal.aborted) return { status: 'cancelled' };
  const timeout = AbortSignal.timeout(Math.min(task.timeout, LONGEST_WAIT));
  const signal = AbortSignal.any([work.signal, timeout]);
  const files = task.scope === 'file' ? work.files : work.check.dependsOn;
  try {
    const tree = work.fixing ? await mendedTree(kind, work, site, signal) : work.tree;
    const tools = toolsOf({ ...work, tree }, site, signal);
    return toOutcome(await Promise.race([kind.inspect(files, task.options, tools), whenAborted(signal)]));
  } catch (error) {
    if (work.signal.aborted) return { status: 'cancelled' };
    if (timeout.aborted) return broken(`it was stopped after ${task.timeout / 1000} s (its \`timeout\`)`);
    return broken(`the check could not be made: ${reasonOf(error)}`);
  }
}

async function mendedTree(kind: InspectionKind, work: Work, site: Site, signal: AbortSignal): Promise<FileSet> {
  const mended = await mend(kind, work, site, toolsOf(work, site, signal));
  return mended.size === 0 ? work.tree : new Map([...work.tree, ...mended]);
}

/** Mends what is handed over; what files hold now that were rewritten. */
export function mendAlone(kind: InspectionKind, work: Work, site: Site): Promise<FileSet> {
  return mend(kind, work, site, toolsOf(work, site, work.signal));
}

/** Rejects when the signal fires. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

function toolsOf(work: Work, site: Site, signal: AbortSignal): Tools {
  const { before, ...changes } = work.check.compared ?? { before: site.before };
  const snapshot: Snapshot = { ...site.snapshot, ...changes, tree: work.tree };
  return {
    snapshot,
    before,
    signal,
    pathTest: (globs) => pathTest(globs, work.check.task.root, site),
    message: async () => messageOf(site),
    web: () => site.openWeb(visibleVariables(work.check.task, site.env)),
    hosting: () => readHosting(site.place),
    // Of a commit that is not checked out the disk says nothing.
    unknown: async (paths) => (snapshot.source === 'commit' ? new Map() : findUnknown(site.place, site.gitDir, paths)),
    find: (names) => findObjects(site.place, names),
    readBlobs: (ids) => readBlobs(site.place, ids),
    streamBlobs: (ids) => streamBlobs(site.place, ids),
    extracts: (form) => forgiving(site.extracts?.(work.check.task.uses ?? '', form)),
    read: async (paths) => {
      const entries = paths.flatMap((path) => entryOf(path, snapshot));
      const blobs = await readBlobs(
        site.place,
        entries.map(([, entry]) => entry.id),
      );
      return new Map(
        entries.flatMap(([path, { id }]) => {
          const content = blobs.get(id);
          return content === undefined ? [] : [[path, content]];
        }),
      );
    },
  };
}

/** Git names its file relative to the top of the worktree, as the first argument of the hooks that are about it. */
function messageOf({ place, gitDir, hookArguments: [file] }: Site): Promise<WrittenMessage | undefined> {
  return file === undefined ? Promise.resolve(undefined) : readCommitMessage(place, gitDir, resolve(place.cwd, file));
}

async function pathTest(globs: readonly string[], root: RepoPath, site: Site): Promise<(path: RepoPath) => boolean> {
  const tests = await Promise.all(globs.map(site.globTest));
  const inside = root === '' ? '' : `${root}/`;
  return (path) => path.startsWith(inside) && tests.some((matches) => matches(path.slice(inside.length)));
}

/** A store that fails costs what it held. */
function forgiving(store: ExtractStore | undefined): ExtractStore {
  return {
    recall: async (keys) => (await store?.recall(keys).catch(() => undefined)) ?? new Map(),
    remember: async (extracts) => store?.remember(extracts).catch(() => undefined),
  };
}

function entryOf(path: RepoPath, { tree }: Snapshot): readonly (readonly [RepoPath, FileEntry])[] {
  const entry = tree.get(path);
  return entry === undefined || entry.mode === '160000' ? [] : [[path, entry]];
}
