import { createHash } from 'node:crypto';
import { compileGlobs } from '../../src/config/globs.ts';
import type { ExtractStore } from '../../src/core/contracts/stores.ts';
import type { Tools } from '../../src/core/contracts/tools.ts';
import type { ChangeKind, FileEntry, FileMode, RepoPath } from '../../src/core/files.ts';
import { pathTest } from '../../src/core/globs.ts';

/** A file of a made-up repository: its content, the target of a symbolic link, or a submodule. */
export type FakeFile = string | Uint8Array | { readonly link: string } | 'submodule-commit';

/** Files by path. */
export type FakeFiles = Readonly<Record<RepoPath, FakeFile>>;

/** Tools of a run, and what was asked of them. */
export interface FakeTools extends Tools {
  /** The paths and blob ids that were asked for, one list for each call that asked for any. */
  readonly calls: readonly (readonly string[])[];
}

/**
 * Tools over made-up files. `before`: what the repository held; the difference is what changed.
 * Left out, the run is about everything, as with `--all`.
 */
export function makeTools(files: FakeFiles, before?: FakeFiles, signal = new AbortController().signal): FakeTools {
  const blobs = new Map<string, Uint8Array>();
  const keep = (all: FakeFiles) => new Map(Object.entries(all).map(([path, file]) => [path, entryOf(file, blobs)]));
  const tree = keep(files);
  const was = keep(before ?? {});
  const changed = new Map<RepoPath, ChangeKind>();
  for (const path of new Set([...was.keys(), ...tree.keys()])) {
    const [old, now] = [was.get(path), tree.get(path)];
    if (old?.id === now?.id && old?.mode === now?.mode) continue;
    changed.set(path, old === undefined ? 'added' : now === undefined ? 'deleted' : 'modified');
  }
  const calls: (readonly string[])[] = [];
  const kept = new Map<string, Uint8Array>();
  const extracts: ExtractStore = {
    recall: async (keys) => new Map(keys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key) as Uint8Array]] : []))),
    remember: async (added) => {
      for (const [key, bytes] of added) kept.set(key, bytes);
    },
  };
  const ask = (asked: readonly string[]) => {
    if (asked.length > 0) calls.push(asked);
  };
  return {
    calls,
    signal,
    pathTest: async (globs) => pathTest(compileGlobs(globs, [])),
    hosting: async () => ({ addresses: [], branches: [] }),
    find: async () => new Map(),
    unknown: async () => new Map(),
    message: async () => undefined,
    web: () => Promise.reject(new Error('there is no web')),
    snapshot: { source: 'index', tree, changed },
    before: new Map([...was].filter(([path]) => changed.has(path))),
    read: async (paths) => {
      ask(paths);
      return new Map(paths.flatMap((path) => contentOf(path, tree.get(path), blobs)));
    },
    extracts: () => extracts,
    async *streamBlobs(ids) {
      ask(ids.map((id) => [...tree].find(([, entry]) => entry.id === id)?.[0] ?? id));
      for (const id of ids) {
        const content = blobs.get(id);
        if (content !== undefined) yield [id, content];
      }
    },
    readBlobs: async (ids) => {
      ask(ids);
      return new Map(ids.flatMap((id) => (blobs.has(id) ? [[id, blobs.get(id) as Uint8Array] as const] : [])));
    },
  };
}

function contentOf(path: RepoPath, entry: FileEntry | undefined, blobs: ReadonlyMap<string, Uint8Array>) {
  const content = entry === undefined ? undefined : blobs.get(entry.id);
  return content === undefined ? [] : [[path, content] as const];
}

function entryOf(file: FakeFile, blobs: Map<string, Uint8Array>): FileEntry {
  if (file === 'submodule-commit') return { mode: '160000', id: '1'.repeat(40) };
  const [mode, content]: [FileMode, Uint8Array] =
    typeof file === 'string'
      ? ['100644', Buffer.from(file)]
      : file instanceof Uint8Array
        ? ['100644', file]
        : ['120000', Buffer.from(file.link)];
  const id = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  blobs.set(id, content);
  return { mode, id };
}
