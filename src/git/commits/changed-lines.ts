import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedLines } from '../../core/contracts/gates.ts';
import type { FileSet } from '../../core/files.ts';
import { encodePath } from '../../core/path-bytes.ts';
import { makeRunFolder } from '../../system/processes/run-folders.ts';
import { type GitPlace, git } from '../git.ts';
import { DIFF_LINES_ARGS, parseDiffLines } from './diff-lines.ts';
import type { ComparedBase } from './merge-base.ts';

/** What is judged. */
export type Judged =
  | { readonly type: 'commit'; readonly commit: string }
  /** Files that are to become the child of HEAD; their blobs are in the object store. `temporary`: a folder for files of a moment. */
  | { readonly type: 'files'; readonly files: FileSet; readonly temporary: string };

/** The lines and what they were compared with. */
export interface ComparedLines extends ComparedBase {
  readonly lines: ChangedLines;
}

/** A private index is nobody else's business: no hook, no daemon, no second file beside the real one. */
const PRIVATE_INDEX = [
  ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'],
  ...['-c', 'core.splitIndex=false', '-c', 'core.untrackedCache=false'],
];

/** The lines that changed since a commit or tree. */
export async function changedLinesSince(
  { cwd, env }: GitPlace,
  judged: Judged,
  compared: ComparedBase,
): Promise<ComparedLines> {
  // What somebody put in the place of an object on this machine is nobody else's.
  const place = { cwd, env: { ...env, GIT_NO_REPLACE_OBJECTS: '1' } };
  const output =
    judged.type === 'commit'
      ? await git(place, [...DIFF_LINES_ARGS, compared.base, judged.commit, '--'])
      : await compareFiles(place, judged.files, judged.temporary, compared.base);
  return { lines: parseDiffLines(output.toString('latin1')), ...compared };
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
