import path from 'node:path';
import type { Tools } from '../../src/core/contracts/tools.ts';
import type { Finding } from '../../src/core/outcome.ts';
import { findObjects, readHosting } from '../../src/git/hosting.ts';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { readBlobs } from '../../src/git/objects/hash-files.ts';
import { streamBlobs } from '../../src/git/objects/stream-blobs.ts';
import { findUnknown } from '../../src/git/unknown-files.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import type { TestRepository } from './repository.ts';

/** What is found in all documents of a repository when what is staged is committed. */
export async function linksAtCommit({ place, root }: TestRepository): Promise<readonly Finding[]> {
  const { snapshot, before } = await captureIndex(place);
  const gitDir = path.join(root, '.git');
  const tools: Tools = {
    snapshot,
    before,
    signal: new AbortController().signal,
    pathTest: async () => () => false,
    read: async (paths) => {
      const entries = paths.map((file) => [file, snapshot.tree.get(file)?.id ?? ''] as const);
      const blobs = await readBlobs(
        place,
        entries.map(([, id]) => id),
      );
      return new Map(entries.flatMap(([file, id]) => (blobs.has(id) ? [[file, blobs.get(id) as Uint8Array]] : [])));
    },
    readBlobs: (ids) => readBlobs(place, ids),
    streamBlobs: (ids) => streamBlobs(place, ids),
    hosting: () => readHosting(place),
    find: (names) => findObjects(place, names),
    unknown: (paths) => findUnknown(place, gitDir, paths),
    message: async () => undefined,
    web: () => Promise.reject(new Error('there is no web')),
    extracts: () => ({ recall: async () => new Map(), remember: async () => undefined }),
  };
  const documents = [...snapshot.tree.keys()].filter((file) => file.endsWith('.md'));
  const judgment = await docLinks.inspect(documents, {}, tools);
  return 'findings' in judgment ? (judgment.findings ?? []) : [];
}
