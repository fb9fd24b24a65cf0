import type { Tools } from '../core/contracts/tasks.ts';
import type { BlobId, RepoPath } from '../core/files.ts';
import type { Document, Documents, Language } from './documents.ts';
import { languageOf, readDocument } from './documents.ts';
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
  const readAll = async (language: Language, ids: readonly BlobId[]): Promise<void> => {
    const packed = new Map<string, Uint8Array>();
    for await (const [id, content] of streamBlobs(ids)) {
      await takeTurn();
      const document = packDocument(readDocument(content, language));
      packed.set(keyOf(language, id), document);
      // The one that was read would keep its whole text in memory.
      known.set(keyOf(language, id), unpackDocument(document));
    }
    if (packed.size > 0) await store.remember(packed);
  };
  return {
    read: async (blobs) => {
      const keys = new Map([...blobs].map(([path, id]) => [path, keyOf(languageOf(path) ?? 'markdown', id)]));
      await unpackAll([...new Set(keys.values())].filter((key) => !known.has(key)));
      for (const [language, ids] of byLanguage(blobs, (language, id) => !known.has(keyOf(language, id)))) {
        await readAll(language, [...ids]);
      }
      const documents = [...keys].map(([path, key]) => [path, known.get(key)] as const);
      return new Map(documents.filter((entry): entry is [RepoPath, Document] => entry[1] !== undefined));
    },
  };
}

/** The same bytes are another document in another language. Most are Markdown, whose keys are the shortest. */
function keyOf(language: Language, id: BlobId): string {
  return language === 'markdown' ? id : `${id} ${language}`;
}

function byLanguage(
  blobs: ReadonlyMap<RepoPath, BlobId>,
  isWanted: (language: Language, id: BlobId) => boolean,
): ReadonlyMap<Language, ReadonlySet<BlobId>> {
  const ids = new Map<Language, Set<BlobId>>();
  for (const [path, id] of blobs) {
    const language = languageOf(path) ?? 'markdown';
    if (!isWanted(language, id)) continue;
    const some = ids.get(language) ?? new Set();
    ids.set(language, some.add(id));
  }
  return ids;
}
