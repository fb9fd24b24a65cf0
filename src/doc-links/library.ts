import type { Tools } from '../core/contracts/tasks.ts';
import type { BlobId, RepoPath } from '../core/files.ts';
import type { Document, Documents } from './documents.ts';
import { readDocument } from './documents.ts';
import { FORM, packDocument, unpackDocument } from './packed-document.ts';

/** Documents unpacked or read before others get a turn, such as the timeout. */
const BATCH = 50;

/** Reads documents by their contents, each content once: what an earlier run has read is remembered. */
export interface Library {
  /** The documents at these paths; those that git has no content for are absent. */
  read(blobs: ReadonlyMap<RepoPath, BlobId>): Promise<Documents>;
}

/** A library of a run. */
export function openLibrary({ extracts, streamBlobs, signal }: Tools): Library {
  const store = extracts(FORM);
  const known = new Map<BlobId, Document>();
  let turns = 0;
  const takeTurn = async (): Promise<void> => {
    turns += 1;
    if (turns % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
  const unpackAll = async (ids: readonly BlobId[]): Promise<void> => {
    for (const [id, packed] of await store.recall(ids)) {
      await takeTurn();
      known.set(id, unpackDocument(packed));
    }
  };
  const readAll = async (ids: readonly BlobId[]): Promise<void> => {
    const packed = new Map<BlobId, Uint8Array>();
    for await (const [id, content] of streamBlobs(ids)) {
      await takeTurn();
      const document = packDocument(readDocument(content));
      packed.set(id, document);
      // The one that was read would keep its whole text in memory.
      known.set(id, unpackDocument(document));
    }
    if (packed.size > 0) await store.remember(packed);
  };
  return {
    read: async (blobs) => {
      const isUnknown = (id: BlobId) => !known.has(id);
      await unpackAll([...new Set(blobs.values())].filter(isUnknown));
      await readAll([...new Set(blobs.values())].filter(isUnknown));
      const documents = [...blobs].map(([path, id]) => [path, known.get(id)] as const);
      return new Map(documents.filter((entry): entry is [RepoPath, Document] => entry[1] !== undefined));
    },
  };
}
