import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry, RepoPath } from '../../core/files.ts';
import { writeWhole } from './write-whole.ts';

/** What a run is about to change in the index. */
export interface Restaged {
  readonly path: RepoPath;
  readonly was: FileEntry;
  readonly fixed: FileEntry;
}

/** Notes in the journal's folder what is about to change in the index. */
export function writeRestaged(folder: string, restaged: readonly Restaged[]): void {
  writeWhole(folder, 'restaged.json', restaged);
}

/** What was about to change in the index; nothing as a rule. */
export function readRestaged(folder: string): readonly Restaged[] {
  const file = join(folder, 'restaged.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

/** Forgets it, when it is taken back. */
export function removeRestaged(folder: string): void {
  const file = join(folder, 'restaged.json');
  if (existsSync(file)) rmSync(file);
}
