import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage, LatticeError } from '../../core/errors.ts';
import type { FileEntry, RepoPath } from '../../core/files.ts';
import { remove } from './move.ts';
import { writeWhole } from './write-whole.ts';

/**
 * One path that isolation touches, and how it is put back. `slot` names the kept thing in the journal's folder: as long as
 * it is there, the path is not put back yet.
 */
export type JournalEntry =
  /** What stands at the path was moved into the slot; `staged` was written in its place. */
  | { readonly kind: 'edited'; readonly path: RepoPath; readonly slot: number; readonly staged: FileEntry }
  /** Nothing stood at the path, for which an empty slot stands; `staged` was written there. */
  | {
      readonly kind: 'deleted';
      readonly path: RepoPath;
      readonly slot: number;
      readonly staged: FileEntry;
      /** Folders that were made for it, the outermost first. */
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

/** Absolute path of a kept thing. */
export function slotPath(folder: string, slot: number): string {
  return join(folder, `${slot}`);
}

/** Absolute path of the staged content of a kept file, which a three-way merge needs. */
export function basePath(folder: string, slot: number): string {
  return join(folder, `${slot}.base`);
}

/** Absolute path of what comes back in a kept file's place. */
export function mergedPath(folder: string, slot: number): string {
  return join(folder, `${slot}.merged`);
}

/** Writes the journal so that it is there whole or not at all, and survives a power cut. */
export function writeJournal(folder: string, journal: Journal): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeWhole(folder, 'journal.json', journal);
}

/** Whether an interrupted run left something to put back. One stat: it is asked at every hook. */
export function hasJournal(gitDir: string): boolean {
  return existsSync(journalFolder(gitDir));
}

/**
 * The journal in the folder. Undefined when the run was killed before it was written: then nothing had changed.
 * Throws `LatticeError` for one that cannot be read: what it keeps is never given up.
 */
export function readJournal(folder: string): Journal | undefined {
  const file = join(folder, 'journal.json');
  if (!existsSync(file)) {
    const kept = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+$/.test(name)) : [];
    if (kept.length === 0) return undefined;
    throw unreadable(`${file} is gone`, folder);
  }
  const journal = parse(file);
  if (journal?.version === 1 && Array.isArray(journal.entries)) return journal as Journal;
  if (typeof journal?.version !== 'number') throw unreadable(`${file} cannot be read`, folder);
  throw new LatticeError(
    'isolation',
    `${file} was written by another version of lattice-hooks`,
    `Run that version's \`lattice-hooks recover\`; your changes are kept in ${folder}.`,
  );
}

function parse(file: string): Partial<Journal> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function unreadable(message: string, folder: string): LatticeError {
  return new LatticeError(
    'isolation',
    message,
    `An interrupted run kept your changes in ${folder}: copy back what you miss, then remove that folder.`,
  );
}

/**
 * Forgets the journal, at one blow, and then all that it keeps. Only when everything is where it belongs.
 * Throws `LatticeError` where it is still there; what it kept may be left beside it, for the next run to remove.
 */
export function removeJournal(folder: string): void {
  if (!existsSync(folder)) return;
  const done = `${folder}.done`;
  try {
    rmSync(done, { recursive: true, force: true });
    renameSync(folder, done);
  } catch (error) {
    throw new LatticeError(
      'isolation',
      `the journal of this run cannot be removed: ${errorMessage(error)}`,
      `Mend the cause, then run \`npx lattice-hooks recover\`; the journal is in ${folder}.`,
      error,
    );
  }
  try {
    for (const name of readdirSync(done)) remove(join(done, name));
    rmSync(done, { recursive: true });
  } catch {
    // Nobody misses it, and the run has ended as it should.
  }
}
