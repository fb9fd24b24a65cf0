import { LatticeError } from '../core/errors.ts';
import type { ChangeKind, FileEntry, FileMode, RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';

const TAB = 9;

/** What `git ls-files --stage -z` lists. Throws `LatticeError` for unmerged paths: there is no one content to judge. */
export function parseStage(output: Buffer): Map<RepoPath, FileEntry> {
  const tree = new Map<RepoPath, FileEntry>();
  const unmerged = new Set<RepoPath>();
  for (const field of splitFields(output)) {
    const tab = field.indexOf(TAB);
    const [mode, id, stage] = field.subarray(0, tab).toString('latin1').split(' ');
    const path = decodePath(field.subarray(tab + 1));
    if (stage !== '0') unmerged.add(path);
    else if (mode !== undefined && id !== undefined) tree.set(path, { mode: mode as FileMode, id });
  }
  if (unmerged.size > 0) throw unmergedPaths([...unmerged]);
  return tree;
}

/** What `git ls-tree -r -z` lists: `<mode> <type> <id>TAB<path>`. */
export function parseTree(output: Buffer): Map<RepoPath, FileEntry> {
  const tree = new Map<RepoPath, FileEntry>();
  for (const field of splitFields(output)) {
    const tab = field.indexOf(TAB);
    const [mode, , id] = field.subarray(0, tab).toString('latin1').split(' ');
    if (mode !== undefined && id !== undefined)
      tree.set(decodePath(field.subarray(tab + 1)), { mode: mode as FileMode, id });
  }
  return tree;
}

/** What `--raw -z --no-renames` of the diff family lists, and what each path was before. */
export interface RawDiff {
  readonly changed: ReadonlyMap<RepoPath, ChangeKind>;
  readonly before: ReadonlyMap<RepoPath, FileEntry>;
}

/** Reads `:<old mode> <new mode> <old id> <new id> <status>NUL<path>NUL`, see git-diff-tree(1), "Raw output format". */
export function parseRawDiff(output: Buffer): RawDiff {
  const fields = splitFields(output);
  const changed = new Map<RepoPath, ChangeKind>();
  const before = new Map<RepoPath, FileEntry>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [oldMode, , oldId, , status] = (fields[index]?.toString('latin1').slice(1) ?? '').split(' ');
    const path = decodePath(fields[index + 1] ?? Buffer.alloc(0));
    changed.set(path, kindOf(status));
    if (oldMode !== undefined && oldId !== undefined && oldMode !== '000000') {
      before.set(path, { mode: oldMode as FileMode, id: oldId });
    }
  }
  return { changed, before };
}

function kindOf(status: string | undefined): ChangeKind {
  if (status?.startsWith('A')) return 'added';
  return status?.startsWith('D') ? 'deleted' : 'modified';
}

function unmergedPaths(paths: readonly RepoPath[]): LatticeError {
  const shown = paths.slice(0, 5).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '');
  return new LatticeError(
    'environment',
    `unmerged paths: ${shown}`,
    'Resolve the conflicts and `git add` the files first.',
  );
}
