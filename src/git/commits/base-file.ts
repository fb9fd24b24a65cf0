import { isRegular, type RepoPath } from '../../core/files.ts';
import { type GitPlace, git } from '../git.ts';
import { parseTree } from '../index/entries.ts';
import { readBlobs } from '../objects/hash-files.ts';

/** Nothing is fetched to find out what a file was. */
const LOCAL = { GIT_NO_LAZY_FETCH: '1' };

/** The text of a file in a commit or tree; undefined where it has none. Rejects where it is no file, or git lacks its text. */
export async function readFileOf(given: GitPlace, tree: string, path: RepoPath): Promise<string | undefined> {
  const place = { ...given, env: { ...given.env, ...LOCAL } };
  const listed = await git(place, ['ls-tree', '-z', '--full-tree', '--end-of-options', tree, path]);
  const entry = parseTree(listed).get(path);
  if (entry === undefined) return undefined;
  const blob = isRegular(entry) ? (await readBlobs(place, [entry.id])).get(entry.id) : undefined;
  if (blob === undefined) throw new Error(`git has no text of ${path} in ${tree}`);
  return Buffer.from(blob).toString();
}
