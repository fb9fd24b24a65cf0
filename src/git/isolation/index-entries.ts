import { statSync } from 'node:fs';
import type { RepoPath } from '../../core/files.ts';
import { decodePath, splitFields } from '../../core/path-bytes.ts';
import { type GitPlace, git } from '../git.ts';

/** Paths whose entries differ between two index files, whatever git has noted about the files; none where both are missing or empty. */
export async function changedEntries(place: GitPlace, one: string, other: string): Promise<readonly RepoPath[]> {
  const [before, after] = [await entriesOf(place, one), await entriesOf(place, other)];
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Flags, mode, id and stage of every entry of an index. */
async function entriesOf(place: GitPlace, file: string): Promise<ReadonlyMap<RepoPath, string>> {
  const entries = new Map<RepoPath, string>();
  if (!statSync(file, { throwIfNoEntry: false })?.size) return entries;
  const indexed = { ...place, env: { ...place.env, GIT_INDEX_FILE: file } };
  for (const field of splitFields(await git(indexed, ['ls-files', '--stage', '-v', '-z', '--full-name']))) {
    const tab = field.indexOf('\t');
    const path = decodePath(field.subarray(tab + 1));
    entries.set(path, `${entries.get(path) ?? ''}${field.subarray(0, tab).toString('latin1')}\n`);
  }
  return entries;
}
