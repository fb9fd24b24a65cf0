import { isAscii } from 'node:buffer';
import type { ChangeKind, FileEntry, FileMode, RepoPath } from '../../core/files.ts';
import { decodePath, encodePath, splitFields } from '../../core/path-bytes.ts';

const TAB = 9;
const COLON = 58;

/** What the index holds. */
export interface Stage {
  /** Merged entries; what was added with `--intent-to-add` looks like an empty file here. */
  readonly tree: ReadonlyMap<RepoPath, FileEntry>;
  readonly unmerged: ReadonlySet<RepoPath>;
}

/** What `git ls-files --stage -z` lists: `<mode> <id> <stage>TAB<path>`. */
export function parseStage(output: Buffer): Stage {
  const tree = new Map<RepoPath, FileEntry>();
  const unmerged = new Set<RepoPath>();
  for (const [[mode, id, stage], path] of readListing(output)) {
    if (stage !== '0') unmerged.add(path);
    else if (mode !== undefined && id !== undefined) tree.set(path, { mode: mode as FileMode, id });
  }
  return { tree, unmerged };
}

/** One line for `update-index --index-info -z`. */
export function indexLine(path: RepoPath, { mode, id }: FileEntry): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${id}\t`), encodePath(path), Buffer.from([0])]);
}

/** Arguments by which git lists all files of a commit, as `parseTree` reads it. */
export function listTree(commit: string): readonly string[] {
  return ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit];
}

/** What `git ls-tree -r -z` lists: `<mode> <type> <id>TAB<path>`. */
export function parseTree(output: Buffer): Map<RepoPath, FileEntry> {
  const tree = new Map<RepoPath, FileEntry>();
  for (const [[mode, , id], path] of readListing(output)) {
    if (mode !== undefined && id !== undefined) tree.set(path, { mode: mode as FileMode, id });
  }
  return tree;
}

/** Fields that end in NUL, each of words, a tab and a path. Most lists are ASCII, and those need no decoding one by one. */
function* readListing(output: Buffer): Generator<readonly [words: readonly string[], path: RepoPath]> {
  if (isAscii(output)) {
    for (const field of output.toString('latin1').split('\0')) {
      const tab = field.indexOf('\t');
      if (tab !== -1) yield [field.slice(0, tab).split(' '), field.slice(tab + 1)];
    }
    return;
  }
  for (const field of splitFields(output)) {
    const tab = field.indexOf(TAB);
    yield [field.subarray(0, tab).toString('latin1').split(' '), decodePath(field.subarray(tab + 1))];
  }
}

/** What `--raw -z --no-renames` of the diff family lists. */
export interface RawDiff {
  readonly changed: ReadonlyMap<RepoPath, ChangeKind>;
  /** The changed paths on the old side. */
  readonly before: ReadonlyMap<RepoPath, FileEntry>;
  /** The changed paths on the new side. */
  readonly after: ReadonlyMap<RepoPath, FileEntry>;
}

/** Reads `:<old mode> <new mode> <old id> <new id> <status>NUL<path>NUL`, see git-diff-tree(1), "Raw output format". */
export function parseRawDiff(output: Buffer): RawDiff {
  return readRecords(splitFields(output));
}

/**
 * Reads what `diff-tree --stdin -z` lists: the id of each commit, followed by its records; once for each of its parents
 * (`-m`) from which it differs.
 */
export function parseRawDiffs(output: Buffer): ReadonlyMap<string, readonly RawDiff[]> {
  const fields = splitFields(output);
  const diffs = new Map<string, RawDiff[]>();
  for (let start = 0; start < fields.length; ) {
    let end = start + 1;
    while (fields[end]?.[0] === COLON) end += 2;
    const id = fields[start]?.toString('latin1') ?? '';
    diffs.set(id, [...(diffs.get(id) ?? []), readRecords(fields.slice(start + 1, end))]);
    start = end;
  }
  return diffs;
}

function readRecords(fields: readonly Buffer[]): RawDiff {
  const changed = new Map<RepoPath, ChangeKind>();
  const before = new Map<RepoPath, FileEntry>();
  const after = new Map<RepoPath, FileEntry>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [oldMode, newMode, oldId, newId, status] = (fields[index]?.toString('latin1').slice(1) ?? '').split(' ');
    const path = decodePath(fields[index + 1] ?? Buffer.alloc(0));
    changed.set(path, kindOf(status));
    setEntry(before, path, oldMode, oldId);
    setEntry(after, path, newMode, newId);
  }
  return { changed, before, after };
}

function setEntry(entries: Map<RepoPath, FileEntry>, path: RepoPath, mode?: string, id?: string): void {
  if (mode !== undefined && id !== undefined && mode !== '000000') entries.set(path, { mode: mode as FileMode, id });
}

function kindOf(status: string | undefined): ChangeKind {
  if (status?.startsWith('A')) return 'added';
  return status?.startsWith('D') ? 'deleted' : 'modified';
}
