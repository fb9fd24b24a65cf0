import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../../core/errors.ts';
import { stampAt } from '../../system/stamps.ts';
import { readCircumstances } from '../circumstances.ts';
import { readStack, refsIn, STUB_HEAD, type TableStack } from '../reftable.ts';
import type { Repository } from '../repository.ts';

/** What a commit builds on, read from git's own files (gitrepository-layout(5)) without starting git. */
export interface GitState {
  /** Text of the file `HEAD`. */
  readonly head: string;
  /** Content of the files of the config by their paths; `''` for one that is not there. */
  readonly config: ReadonlyMap<string, string>;
  /** What each loose ref holds, by its full name. */
  readonly loose: ReadonlyMap<string, string>;
  readonly packed: string;
  /** Tables of refs, those of this worktree last; none where refs are files. */
  readonly stacks: readonly TableStack[];
  /** Changes whenever something is fetched. */
  readonly fetched: string;
}

/** A ref that is not what it was; undefined where it was not there, or is not any more. */
export interface RefChange {
  readonly ref: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Reads all of it. Throws what the disk says, but for what is not there. */
export function readGitState({ gitDir, commonDir }: Repository): GitState {
  const folders = [...new Set([commonDir, gitDir])];
  const configs = [join(commonDir, 'config'), join(gitDir, 'config.worktree')];
  const loose = new Map<string, string>();
  for (const folder of folders) readLoose(folder, 'refs', loose);
  const head = textOf(join(gitDir, 'HEAD'));
  return {
    head,
    config: new Map(configs.map((file) => [file, textOf(file)])),
    loose,
    packed: textOf(join(commonDir, 'packed-refs')),
    stacks: isStub(head) ? folders.map(readStack) : [],
    fetched: folders.map((folder) => stampAt(join(folder, 'FETCH_HEAD')) ?? '').join(),
  };
}

/** What HEAD leads to: a ref or an id; empty where there is none. */
export function headOf({ head, stacks }: GitState): string {
  const own = stacks.at(-1);
  const text = own !== undefined && isStub(head) ? (refsIn(own).get('HEAD') ?? '') : head;
  return text.trim().replace(/^ref: /, '');
}

/**
 * The refs that changed and that nobody but a task should have changed, by name. Others work at the same time: commits in
 * linked worktrees move the branches that are checked out there, and fetching and pushing move remote-tracking refs;
 * fetching brings tags along. Packing refs changes none.
 */
export function refChanges(before: GitState, after: GitState, repository: Repository): readonly RefChange[] {
  if (textsOf(before) === textsOf(after)) return [];
  const [old, now] = [refsOf(before), refsOf(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((ref) => ({ ref, from: old.get(ref), to: now.get(ref) }))
    .filter(({ from, to }) => from !== to);
  if (changes.length === 0) return [];
  const elsewhere = branchesElsewhere(repository);
  const isFetched = before.fetched !== after.fetched;
  return changes.filter(({ ref }) => {
    if (/^refs\/(?:remotes|prefetch)\//.test(ref) || elsewhere.has(ref)) return false;
    return !(isFetched && ref.startsWith('refs/tags/'));
  });
}

function readLoose(folder: string, name: string, refs: Map<string, string>): void {
  for (const entry of namesIn(join(folder, name))) {
    const ref = `${name}/${entry.name}`;
    if (entry.isDirectory()) readLoose(folder, ref, refs);
    else if (!ref.endsWith('.lock')) refs.set(ref, textOf(join(folder, ref)).trim());
  }
}

/** Git removes folders of refs that have become empty at any time. */
function namesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}

function isStub(head: string): boolean {
  return head.trim() === STUB_HEAD;
}

/** All that refs are read from. A table is never written to, so that its name stands for what is in it. */
function textsOf({ packed, loose, stacks }: GitState): string {
  return JSON.stringify([packed, [...loose], stacks.map(({ list }) => list)]);
}

/** All refs: a loose one hides the packed one. `packed-refs` also has comments (`#`) and what tags lead to (`^`). */
function refsOf({ loose, packed, stacks }: GitState): ReadonlyMap<string, string> {
  const lines = packed.matchAll(/^([0-9a-f]{40,64}) (\S+)$/gm);
  const refs = new Map([...lines].map(([, id = '', ref = '']) => [ref, id]));
  for (const [ref, id] of loose) if (id !== '') refs.set(ref, id);
  // `ORIG_HEAD` and the like are there too: they are nobody's work.
  for (const [ref, id] of stacks.flatMap((stack) => [...refsIn(stack)])) if (ref.startsWith('refs/')) refs.set(ref, id);
  return refs;
}

/** Branches that other worktrees of the repository are on. */
function branchesElsewhere({ gitDir, commonDir }: Repository): ReadonlySet<string> {
  const linked = join(commonDir, 'worktrees');
  const others = [commonDir, ...namesIn(linked).map(({ name }) => join(linked, name))];
  return new Set(
    others
      .filter((folder) => folder !== gitDir)
      .flatMap((folder) => readCircumstances({ gitDir: folder }).branch ?? [])
      .map((branch) => `refs/heads/${branch}`),
  );
}
