import { writeFileSync } from 'node:fs';
import type { FileSet } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { Aftermath, Isolation, Verdict } from './isolation.ts';
import type { JournalEntry } from './journal.ts';
import { listPaths, type Made, notesOn } from './made.ts';
import { type Merged, mergeFix } from './merge.ts';
import type { Rescue } from './rescue.ts';
import { putEverythingBack, putHiddenBack, type Restoring } from './restore.ts';
import { isEmptyCommit, stage } from './stage.ts';

/** The bracket just before it closes. */
export interface Closing {
  readonly isolation: Isolation;
  readonly entries: readonly JournalEntry[];
  readonly rescue: Rescue;
  readonly restoring: Restoring;
  readonly made: Made;
}

/** Accepted: stages the fixes and brings hidden work back into them. Refused, or a fix that cannot be kept: everything as it was. */
export async function conclude(closing: Closing, verdict: Verdict): Promise<Aftermath> {
  const { entries, restoring, made, rescue } = closing;
  const merges = verdict.accepted ? await mergeAll(closing, verdict.fixes) : [];
  const refusals = conflicts(merges);
  if (verdict.accepted && refusals.length === 0) refusals.push(...(await stageFixes(closing, verdict.fixes)));
  if (verdict.accepted && refusals.length === 0) {
    putHiddenBack(entries, restoring);
    for (const merge of merges) {
      if (merge.status === 'merged') writeFileSync(onDisk(restoring.root, merge.path), merge.bytes);
    }
    return { refusals, notes: [...notesOn(made), ...notesOnRescue(rescue)] };
  }
  for (const path of made.files) rescue.take(path);
  putEverythingBack(entries, restoring);
  return { refusals, notes: [...notesOn({ ...made, files: [] }), ...notesOnRescue(rescue)] };
}

async function mergeAll({ isolation, entries, restoring }: Closing, fixes: FileSet): Promise<readonly Merged[]> {
  const merges: Merged[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'edited' || !fixes.has(entry.path)) continue;
    merges.push(await mergeFix(isolation.place, restoring.folder, entry));
  }
  return merges;
}

function conflicts(merges: readonly Merged[]): string[] {
  return merges
    .filter(({ status }) => status === 'conflict')
    .map(
      ({ path }) =>
        `${path}: the fix and your unstaged edit touch the same lines. Your edit stays and the fix is undone; ` +
        'stage the edit, or put it away, and commit again',
    );
}

/** Stages the fixes; takes them back when nothing of the commit is left, and says so. */
async function stageFixes({ isolation }: Closing, fixes: FileSet): Promise<readonly string[]> {
  const { place, repository, index } = isolation;
  if (fixes.size === 0) return [];
  await stage(place, repository.gitDir, fixes);
  if (!(await isEmptyCommit(place))) return [];
  await stage(place, repository.gitDir, new Map([...index].filter(([path]) => fixes.has(path))));
  return ['the fixes leave nothing to commit: what was staged is just what they undo'];
}

function notesOnRescue({ taken, folder }: Rescue): readonly string[] {
  return taken.length === 0 ? [] : [`written while the checks ran, now in ${folder}: ${listPaths(taken)}`];
}
