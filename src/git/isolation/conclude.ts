import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import type { Aftermath, Verdict } from '../../core/ports.ts';
import { isSameMoved } from '../../system/stamps.ts';
import type { Captured } from '../commits/captured.ts';
import { tellConflict } from './conflict.ts';
import { flushFiles } from './flush-files.ts';
import type { Isolation } from './isolation.ts';
import { type JournalEntry, mergedPath, removeJournal } from './journal.ts';
import { type Made, notesOn, tellTasks } from './made.ts';
import { mergeHidden } from './merge.ts';
import { type Found, recognize, type State } from './recognize.ts';
import { type Rescue, tellUndone } from './rescue.ts';
import { putBack, type Restoring } from './restore.ts';
import { stage } from './stage.ts';

/** The bracket just before it closes. */
export interface Closing {
  readonly isolation: Isolation;
  /** The journal's folder and what it keeps. */
  readonly folder: string;
  readonly entries: readonly JournalEntry[];
  /** Stamps of what the tasks saw, from before they ran. */
  readonly hidden: ReadonlyMap<RepoPath, string>;
  readonly rescue: Rescue;
  readonly made: Made;
}

/** Accepted: stages the fixes and brings hidden work back into them. Refused, or a fix that cannot be kept: everything as it was. */
export async function conclude(closing: Closing, verdict: Verdict): Promise<Aftermath> {
  const { isolation, folder, entries, hidden } = closing;
  const found = await recognize(isolation.place, folder, entries, hidden, verdict.fixes);
  const fixed = verdict.accepted ? await mergeAll(closing, edited(entries, found, 'fixed')) : NOTHING;
  const refusals = await Promise.all(fixed.conflicts.map((entry) => tellConflict(isolation.place, folder, entry)));
  if (verdict.accepted && refusals.length === 0) refusals.push(...(await stageFixes(closing, verdict.fixes)));
  const isKept = verdict.accepted && refusals.length === 0;
  // A fixer that was stopped half way and an editor look the same: what is refused comes back without either.
  const isMergeable = ({ path }: JournalEntry) => isKept || !isolation.exposure.rewrites.has(path);
  const others = await mergeAll(closing, edited(entries, found, 'foreign').filter(isMergeable));
  const merged = new Set([...others.clean, ...(isKept ? fixed.clean : [])]);
  await close(closing, isKept, { ...found, merged });
  return { refusals, notes: notes(closing, isKept, { ...found, ran: verdict.ran, merged: others.clean }) };
}

type Edited = Extract<JournalEntry, { kind: 'edited' }>;

interface Merges {
  readonly clean: readonly RepoPath[];
  readonly conflicts: readonly Edited[];
}

const NOTHING: Merges = { clean: [], conflicts: [] };

function edited(entries: readonly JournalEntry[], { states }: Found, state: State): readonly Edited[] {
  return entries.filter((entry) => entry.kind === 'edited' && states.get(entry.path) === state) as Edited[];
}

async function mergeAll({ isolation, folder }: Closing, entries: readonly Edited[]): Promise<Merges> {
  const clean: Edited[] = [];
  const conflicts: Edited[] = [];
  for (const entry of entries) {
    if (await mergeHidden(isolation.place, folder, entry)) clean.push(entry);
    else conflicts.push(entry);
  }
  // Before any of them counts: the hidden version is given up with the journal.
  await flushFiles(clean.map(({ slot }) => mergedPath(folder, slot)));
  return { clean: clean.map(({ path }) => path), conflicts };
}

/** Stages the fixes; where they leave nothing of the commit it does not, and says so. */
async function stageFixes({ isolation, folder }: Closing, fixes: FileSet): Promise<readonly string[]> {
  const { place, repository, captured } = isolation;
  if (fixes.size === 0) return [];
  // A merge is a commit of its own, whatever it changes.
  if (isEmptied(captured, fixes) && !existsSync(join(repository.gitDir, 'MERGE_HEAD')))
    return ['the fixes leave nothing to commit: what was staged is just what they undo'];
  await stage(place, repository.gitDir, folder, fixes, captured.snapshot.tree);
  return [];
}

/** Whether the fixes give every changed file what it had before, and no other file anything else. */
function isEmptied({ snapshot, before }: Captured, fixes: FileSet): boolean {
  const isBack = (path: RepoPath): boolean => {
    const [fixed, old] = [fixes.get(path), before.get(path)];
    return fixed !== undefined && fixed.id === old?.id && fixed.mode === old.mode;
  };
  const { changed } = snapshot;
  return [...changed.keys()].every(isBack) && [...fixes.keys()].every((path) => changed.has(path));
}

async function close(
  { isolation, folder, entries, hidden, rescue, made }: Closing,
  isKept: boolean,
  { states, stamps, merged }: Found & { readonly merged: ReadonlySet<RepoPath> },
): Promise<void> {
  const ours = ({ path }: JournalEntry) => {
    const state = states.get(path);
    return state === 'untouched' || merged.has(path) || (isKept && state === 'fixed');
  };
  // Written to, with the bytes it had: the copy comes back for its times, so that nobody takes the file for changed.
  const isRewritten = ({ path }: JournalEntry) =>
    states.get(path) === 'untouched' && stamps.get(path) !== hidden.get(path);
  const isLeft = (entry: JournalEntry) =>
    entry.kind === 'handed' && ['foreign', 'untouched'].includes(states.get(entry.path) ?? '') && !isRewritten(entry);
  const restoring: Restoring = {
    root: isolation.repository.root,
    folder,
    ours: new Map(entries.filter(ours).map(({ path }) => [path, stamps.get(path) ?? ''])),
    stays: new Set(entries.filter(isLeft).map(({ path }) => path)),
    merged,
    rescue,
  };
  if (!isKept) for (const path of made.files) rescue.take(path);
  // Copies of files that keep their fixes are given up with the journal, not before: until then all can be undone.
  putBack(isKept ? entries.filter((entry) => entry.kind !== 'handed' || isRewritten(entry)) : entries, restoring);
  removeJournal(folder);
}

/** The tasks that ran, and the files that somebody edited meanwhile and that could be merged. */
interface Told {
  readonly ran: readonly string[];
  readonly merged: readonly RepoPath[];
}

function notes(
  { isolation, entries, rescue, made }: Closing,
  isKept: boolean,
  { states, stamps, ran, merged }: Found & Told,
): readonly string[] {
  // What is gone is back, where all is as it was.
  const isLeft = (state: State | undefined) => state === 'foreign' || (isKept && state === 'gone');
  const left = entries.filter(({ kind, path }) => kind === 'handed' && isLeft(states.get(path)));
  const edits = [...made.edits, ...left.map(({ path }) => path)];
  // A file that somebody saves before the fixer comes to it looks like a fix: those that were undone are told as well.
  const isFix = (path: RepoPath) =>
    states.get(path) === 'fixed' && isSameMoved(stamps.get(path) ?? '', rescue.stamps.get(path));
  const undone = rescue.taken.filter(isFix);
  const others = rescue.taken.filter((path) => !isFix(path));
  const say = (text: string, paths: readonly RepoPath[]) =>
    paths.length === 0 ? [] : [`${text}: ${listPaths(paths)}`];
  return [
    ...notesOn({ files: isKept ? made.files : [], edits }, ran),
    ...say(`edited while ${tellTasks(ran)} ran, merged into your unstaged version`, merged),
    ...say(`written while ${tellTasks(ran)} ran, now in ${rescue.folder}`, others),
    ...tellUndone(undone.length, rescue.folder, isolation.repository.root),
  ];
}
