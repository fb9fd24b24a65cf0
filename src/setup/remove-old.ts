import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editJsonc } from '../config/jsonc.ts';
import type { Carried } from '../core/contracts/migrations.ts';
import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import type { InstallScript } from '../foreign-config/install-scripts.ts';
import { type GitPlace, git } from '../git/git.ts';

/** What was taken out of the project, and what was not. */
export interface RemovedOld {
  /** Files and keys, and scripts that were changed: as people are told them. */
  readonly removed: readonly string[];
  /** Files that git could not bring back. */
  readonly kept: readonly string[];
}

/**
 * Takes out what configured the old tools. Only what git has in these bytes is removed, so that nothing is lost; in
 * package.json keys go and scripts change, and everything else stays as it is written. `place.cwd` is the top.
 */
export async function removeOld(
  place: GitPlace,
  readings: Iterable<Carried>,
  scripts: readonly InstallScript[],
): Promise<RemovedOld> {
  const all = [...readings];
  const files = [...new Set(all.flatMap(({ configs }) => configs))];
  const kept = await unsavedAmong(place, files);
  const removed = files.filter((file) => !kept.includes(file));
  for (const file of removed) rmSync(join(place.cwd, file));
  const keys = all.flatMap(({ packageKeys = [] }) => packageKeys);
  const told = editPackage(join(place.cwd, 'package.json'), keys, scripts);
  return { removed: [...removed, ...told], kept };
}

/** Files that differ from what git has, or that it does not know. */
async function unsavedAmong(place: GitPlace, files: readonly RepoPath[]): Promise<readonly RepoPath[]> {
  if (files.length === 0) return [];
  const args = [
    '--literal-pathspecs',
    'status',
    '--porcelain',
    '-z',
    '--ignored',
    '--untracked-files=all',
    '--no-renames',
  ];
  const output = await git(place, [...args, '--', ...files]);
  const unsaved = new Set(splitFields(output).map((field) => decodePath(field.subarray(3))));
  return files.filter((file) => unsaved.has(file));
}

function editPackage(file: string, keys: readonly string[], scripts: readonly InstallScript[]): readonly string[] {
  const changed = scripts.filter(({ replaced }) => replaced !== undefined);
  if (keys.length + changed.length === 0) return [];
  const bytes = readFileSync(file, 'utf8');
  const mark = bytes.startsWith('\uFEFF') ? '\uFEFF' : '';
  let text = bytes.slice(mark.length);
  for (const key of keys) text = editJsonc(text, [key], undefined);
  for (const { name, replaced } of changed) text = editJsonc(text, ['scripts', name], replaced);
  writeFileSync(file, mark + text);
  return [
    ...keys.map((key) => `package.json#${key}`),
    ...changed.map(({ name, replaced }) => `script ${name} (now \`${replaced}\`)`),
  ];
}
