import type { FileEntry, RepoPath } from '../../core/files.ts';
import { type GitPlace, git } from '../git.ts';
import { parseRawDiffs, type RawDiff } from '../index/entries.ts';
import { RAW_DIFF } from './captured.ts';

/** A commit, as a list of commits tells of it. */
export interface LoggedCommit {
  readonly id: string;
  readonly tree: string;
  /** Tree of the first parent; undefined for a commit without one, and where it is not known here. */
  readonly parentTree: string | undefined;
  /** Name of whoever made it. */
  readonly committer: string;
  /** First line of the message. */
  readonly subject: string;
  /** What it changes, with what each path holds since, undefined for nothing; for a merge, what it has from no parent. */
  readonly changed: ReadonlyMap<RepoPath, FileEntry | undefined>;
}

interface Listed extends Omit<LoggedCommit, 'parentTree' | 'changed'> {
  readonly parents: readonly string[];
  /** Whether it is one of `bases` or an ancestor, which comes along for its tree. */
  readonly isOutside: boolean;
}

/** Fields of a commit in the list: mark, id, tree, parents, committer, subject. See git-log(1), "PRETTY FORMATS". */
const FIELDS = ['%m', '%H', '%T', '%P', '%cn', '%s'];

/**
 * The commits that lead to `tip` and not to any of `bases`, parents before their children; of more than `most`, the newest.
 * Two git calls, however many they are.
 */
export async function logCommits(
  place: GitPlace,
  tip: string,
  bases: readonly string[],
  most: number,
): Promise<readonly LoggedCommit[]> {
  const range = ['--boundary', '--topo-order', `--max-count=${most}`, tip, ...bases.map((base) => `^${base}`)];
  const all = await list(place, range);
  const trees = new Map(all.map(({ id, tree }) => [id, tree]));
  const inside = all.filter(({ isOutside }) => !isOutside);
  const changes = await changesOf(place, inside);
  return inside.reverse().map(({ parents, isOutside, ...commit }) => ({
    ...commit,
    parentTree: parents[0] === undefined ? undefined : trees.get(parents[0]),
    changed: changes.get(commit.id) ?? new Map(),
  }));
}

/** What each of some commits changes, by their ids. */
export async function readChanges(
  place: GitPlace,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LoggedCommit['changed']>> {
  return ids.length === 0 ? new Map() : changesOf(place, await list(place, ['--no-walk=unsorted', ...ids]));
}

async function list(place: GitPlace, range: readonly string[]): Promise<readonly Listed[]> {
  const format = ['-z', '--no-show-signature', '--encoding=UTF-8', `--format=tformat:${FIELDS.join('%x00')}`];
  return readList(await git(place, ['log', ...format, ...range, '--']));
}

function readList(output: Buffer): readonly Listed[] {
  const fields = output.toString().split('\0');
  const commits: Listed[] = [];
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [mark, id = '', tree = '', parents = '', committer = '', subject = ''] = fields.slice(at);
    commits.push({
      id,
      tree,
      parents: parents.split(' ').filter(Boolean),
      committer,
      subject,
      isOutside: mark === '-',
    });
  }
  return commits;
}

async function changesOf(
  place: GitPlace,
  commits: readonly Listed[],
): Promise<ReadonlyMap<string, LoggedCommit['changed']>> {
  if (commits.length === 0) return new Map();
  const input = Buffer.from(commits.map(({ id }) => `${id}\n`).join(''));
  const output = await git(place, ['diff-tree', '--stdin', '-r', '-m', '--root', ...RAW_DIFF], input);
  const diffs = parseRawDiffs(output);
  return new Map(commits.map(({ id, parents }) => [id, fromNoParent(diffs.get(id) ?? [], parents.length)]));
}

/** A parent of which a merge differs in nothing has no diff of its own. */
function fromNoParent(diffs: readonly RawDiff[], parents: number): LoggedCommit['changed'] {
  const [first, ...others] = diffs;
  if (first === undefined || diffs.length < parents) return new Map();
  const paths = [...first.changed.keys()].filter((path) => others.every(({ changed }) => changed.has(path)));
  return new Map(paths.map((path) => [path, first.after.get(path)]));
}
