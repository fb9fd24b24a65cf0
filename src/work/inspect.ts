import type { InspectionKind, Judgment, Tools } from '../core/contracts.ts';
import type { FileEntry, RepoPath, Snapshot } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Work } from '../core/ports.ts';
import { readBlobs } from '../git/objects.ts';
import type { Site } from './site.ts';

/** Runs a kind that works in our process. It reads blobs and nothing else, so it sees what is committed and not the disk. */
export async function inspect(kind: InspectionKind, work: Work, site: Site): Promise<Outcome> {
  const { task } = work.check;
  const timeout = AbortSignal.timeout(task.timeout);
  const signal = AbortSignal.any([work.signal, timeout]);
  const files = task.scope === 'file' ? work.files : work.check.dependsOn;
  try {
    const judgment = await kind.inspect(files, task.options, toolsOf(work, site, signal));
    return toOutcome(judgment);
  } catch (error) {
    if (work.signal.aborted) return { status: 'cancelled' };
    if (timeout.aborted) return { status: 'broken', message: `stopped after ${task.timeout} ms`, findings: [] };
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'broken', message: `the check could not be made: ${reason}`, findings: [] };
  }
}

/** The outcome for what a kind says of its own work. */
export function toOutcome(judgment: Judgment): Outcome {
  switch (judgment.status) {
    case 'passed':
      return { status: 'passed', findings: judgment.findings ?? [], measurements: {} };
    case 'failed': {
      const output = judgment.output === undefined ? {} : { output: judgment.output };
      return { status: 'failed', findings: judgment.findings, measurements: {}, ...output };
    }
    case 'broken': {
      const output = judgment.output === undefined ? {} : { output: judgment.output };
      return { status: 'broken', message: judgment.message, findings: [], ...output };
    }
    case 'skipped':
      return { status: 'skipped', reason: 'no-files', detail: judgment.detail };
  }
}

function toolsOf(work: Work, site: Site, signal: AbortSignal): Tools {
  const snapshot: Snapshot = { ...site.snapshot, tree: work.tree };
  return {
    snapshot,
    before: site.before,
    signal,
    readBlobs: (ids) => readBlobs(site.place, ids),
    read: async (paths) => {
      const entries = paths.flatMap((path) => entryOf(path, snapshot));
      const blobs = await readBlobs(
        site.place,
        entries.map(([, entry]) => entry.id),
      );
      return new Map(entries.flatMap(([path, { id }]) => (blobs.has(id) ? [[path, blobs.get(id) as Uint8Array]] : [])));
    },
  };
}

function entryOf(path: RepoPath, { tree }: Snapshot): readonly (readonly [RepoPath, FileEntry])[] {
  const entry = tree.get(path);
  return entry === undefined || entry.mode === '160000' ? [] : [[path, entry]];
}
