import type { Tools } from '../core/contracts/tools.ts';
import type { BlobId, RepoPath } from '../core/files.ts';
import type { Document, Documents, Reader } from './documents.ts';
import { readDocument, readerOf } from './documents.ts';
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
  const known = new Map<string, Document>();
  let turns = 0;
  const takeTurn = async (): Promise<void> => {
    turns += 1;
    if (turns % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
  const unpackAll = async (keys: readonly string[]): Promise<void> => {
    for (const [key, packed] of await store.recall(keys)) {
      await takeTurn();
      known.set(key, unpackDocument(packed));
    }
  };
  const readAll = async (reader: Reader, ids: readonly BlobId[]): Promise<void> => {
    const packed = new Map<string, Uint8Array>();
    for await (const [id, content] of streamBlobs(ids)) {
      await takeTurn();
      const document = packDocument(readDocument(content, reader));
      packed.set(keyOf(reader, id), document);
      // The one that was read would keep its whole text in memory.
      known.set(keyOf(reader, id), unpackDocument(document));
    }
    if (packed.size > 0) await store.remember(packed);
  };
  return {
    read: async (blobs) => {
      const keys = new Map([...blobs].map(([path, id]) => [path, keyOf(readerOf(path) ?? 'markdown', id)]));
      await unpackAll([...new Set(keys.values())].filter((key) => !known.has(key)));
      for (const [reader, ids] of byReader(blobs, (reader, id) => !known.has(keyOf(reader, id)))) {
        await readAll(reader, [...ids]);
      }
      const documents = [...keys].map(([path, key]) => [path, known.get(key)] as const);
      return new Map(documents.filter((entry): entry is [RepoPath, Document] => entry[1] !== undefined));
    },
  };
}

/** The same bytes are another document to another reader. Most are Markdown, whose keys are the shortest. */
function keyOf(reader: Reader, id: BlobId): string {
  return reader === 'markdown' ? id : `${id} ${reader}`;
}

function byReader(
  blobs: ReadonlyMap<RepoPath, BlobId>,
  isWanted: (reader: Reader, id: BlobId) => boolean,
): ReadonlyMap<Reader, ReadonlySet<BlobId>> {
  const ids = new Map<Reader, Set<BlobId>>();
  for (const [path, id] of blobs) {
    const reader = readerOf(path) ?? 'markdown';
    if (!isWanted(reader, id)) continue;
    const some = ids.get(reader) ?? new Set();
    ids.set(reader, some.add(id));
  }
  return ids;
}
