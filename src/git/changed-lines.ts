import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedLines } from '../core/contracts/gates.ts';
import type { FileSet } from '../core/files.ts';
import { encodePath } from '../core/path-bytes.ts';
import { makeRunFolder } from '../system/run-folders.ts';
import { emptyTree } from './commits.ts';
import type { BaseHints } from './default-base.ts';
import { DIFF_LINES_ARGS, parseDiffLines } from './diff-lines.ts';
import { type GitPlace, git } from './git.ts';
import { findMergeBase } from './merge-base.ts';

/** What is judged. */
export type Judged =
  | { readonly type: 'commit'; readonly commit: string }
  /** Files that are to become the child of HEAD; their blobs are in the object store. `temporary`: a folder for files of a moment. */
  | { readonly type: 'files'; readonly files: FileSet; readonly temporary: string };

/** The lines and what they were compared with. */
export interface ComparedLines {
  readonly lines: ChangedLines;
  /** Id of the merge base, or of the empty tree. */
  readonly base: string;
  /** For people: `origin/main`. */
  readonly since: string;
}

/** A private index is nobody else's business: no hook, no daemon, no second file beside the real one. */
const PRIVATE_INDEX = [
  ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'],
  ...['-c', 'core.splitIndex=false', '-c', 'core.untrackedCache=false'],
];

/**
 * The lines that changed since the merge base with `base`: by default the pull request's base, else the remote's default
 * branch. Where the remote has nothing at all, everything is new.
 * Rejects with an `Error` that names the ref and the command that helps when there is no merge base.
 */
export async function changedLinesSince(
  place: GitPlace,
  judged: Judged,
  base: string | undefined,
  hints: BaseHints,
): Promise<ComparedLines> {
  const head = judged.type === 'commit' ? judged.commit : undefined;
  const found = await findMergeBase(place, head, base, hints);
  if (found === undefined) return compare(place, judged, await emptyTree(place), 'the beginning');
  return compare(place, judged, found.id, found.since);
}

async function compare(place: GitPlace, judged: Judged, base: string, since: string): Promise<ComparedLines> {
  const output =
    judged.type === 'commit'
      ? await git(place, [...DIFF_LINES_ARGS, base, judged.commit, '--'])
      : await compareFiles(place, judged.files, judged.temporary, base);
  return { lines: parseDiffLines(output.toString('latin1')), base, since };
}

/**
 * Neither the index nor the worktree will do: fixes that were just made are not staged yet, and edits that no task looks at
 * stay on disk. So the files get an index of their own.
 */
async function compareFiles(place: GitPlace, files: FileSet, temporary: string, base: string): Promise<Buffer> {
  const folder = makeRunFolder(temporary);
  try {
    const own = { ...place, env: { ...place.env, GIT_INDEX_FILE: join(folder, 'index') } };
    const lines = [...files].map(([path, { mode, id }]) =>
      Buffer.concat([Buffer.from(`${mode} ${id}\t`), encodePath(path), Buffer.from([0])]),
    );
    await git(own, [...PRIVATE_INDEX, 'update-index', '-z', '--index-info'], Buffer.concat(lines));
    return await git(own, [...PRIVATE_INDEX, ...DIFF_LINES_ARGS, '--cached', base, '--']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
