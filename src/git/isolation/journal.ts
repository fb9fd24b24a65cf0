import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { FileEntry, RepoPath } from '../../core/files.ts';

/** One path that isolation touches, and how it is put back. `slot` names the kept file in the journal's folder. */
export type JournalEntry =
  /** What stands at the path was moved into the slot; `staged` was written in its place. */
  | { readonly kind: 'edited'; readonly path: RepoPath; readonly slot: number; readonly staged: FileEntry }
  /** Nothing stood at the path; `staged` was written there. Folders made for it are listed, the outermost first. */
  | {
      readonly kind: 'deleted';
      readonly path: RepoPath;
      readonly staged: FileEntry;
      readonly folders: readonly RepoPath[];
    }
  /** What stands at the path was moved into the slot, and nothing was put in its place. */
  | { readonly kind: 'untracked'; readonly path: RepoPath; readonly slot: number }
  /** A copy of what stands at the path is in the slot, because a task may rewrite it. */
  | { readonly kind: 'handed'; readonly path: RepoPath; readonly slot: number };

/** What has to be undone, written and flushed before the first byte changes. */
export interface Journal {
  readonly version: 1;
  /** The process that wrote it. */
  readonly pid: number;
  readonly entries: readonly JournalEntry[];
}

/** The folder of the journal and of what it keeps: in the worktree's own git directory, so on the same file system as a rule. */
export function journalFolder(gitDir: string): string {
  return join(gitDir, 'lattice-hooks', 'journal');
}

/** Absolute path of a kept file. */
export function slotPath(folder: string, slot: number): string {
  return join(folder, `${slot}`);
}

/** Absolute path of the staged content of a kept file, which a three-way merge needs. */
export function basePath(folder: string, slot: number): string {
  return join(folder, `${slot}.base`);
}

/** Writes the journal so that it survives a power cut: file and folder are flushed. */
export function writeJournal(folder: string, journal: Journal): void {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, 'journal.json'), 'wx', 0o600);
  try {
    writeSync(file, JSON.stringify(journal));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  flushFolder(folder);
}

/** Whether an interrupted run left something to put back. One stat: it is asked at every hook. */
export function hasJournal(gitDir: string): boolean {
  return existsSync(journalFolder(gitDir));
}

/**
 * The journal in the folder. Undefined when the run was killed before it was written whole: then nothing had changed.
 * Throws `LatticeError` for a journal of a form that this version does not know.
 */
export function readJournal(folder: string): Journal | undefined {
  const file = join(folder, 'journal.json');
  if (!existsSync(file)) return undefined;
  let journal: { readonly version?: unknown };
  try {
    journal = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  if (journal.version === 1) return journal as Journal;
  throw new LatticeError(
    'isolation',
    `${file} was written by another version of lattice-hooks`,
    `Run that version's \`lattice-hooks recover\`; your changes are kept in ${folder}.`,
  );
}

/** Forgets the journal and all that it keeps. Only after everything is put back. */
export function removeJournal(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
