import type { CoverageReport } from '../coverage.ts';
import type { FileEntry } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { OutputFile } from '../outputs.ts';
import type { Scan } from '../scan.ts';

/** What is remembered with a pass. Plain JSON. Failures are never stored. */
export interface StoredPass {
  readonly findings: readonly Finding[];
  readonly coverage?: readonly CoverageReport[];
  readonly scans?: readonly Scan[];
  /** Files that the task left behind; absent for a task that is not asked for any. */
  readonly outputs?: readonly OutputFile[];
}

/** Remembers passes and fixes. May reject: the engine takes a rejection for a miss and tells the user once. */
export interface PassStore {
  readonly name: string;
  /** The passes among the keys. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>>;
  remember(passes: ReadonlyMap<string, StoredPass>): Promise<void>;
  /** The fixes among the keys, which are no keys of passes: what a file holds once it is fixed. */
  recallFixes(keys: readonly string[]): Promise<ReadonlyMap<string, FileEntry>>;
  rememberFixes(fixes: ReadonlyMap<string, FileEntry>): Promise<void>;
}

/** Keeps contents of files that passes bring back. What no pass names goes with the passes that were remembered with it. */
export interface ContentStore {
  /** Keeps bytes under the name that `contentName` gives them. */
  keep(bytes: Uint8Array): Promise<void>;
  /** The bytes of that name; undefined when they are gone, or are not what was kept. */
  read(name: string): Promise<Uint8Array | undefined>;
}

/**
 * Keeps what a kind has drawn from contents, such as the links of a document, by keys that name the content. Whatever is lost
 * is drawn again.
 */
export interface ExtractStore {
  /** The extracts among the keys. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Keys are Latin-1 text. */
  remember(extracts: ReadonlyMap<string, Uint8Array>): Promise<void>;
}

/** An entry of `src/stores`. */
export interface StoreKind {
  readonly summary: string;
  /** `folder`: absolute; made when first written. */
  open(folder: string): PassStore;
  /** The contents in the same folder. */
  openContents(folder: string): ContentStore;
  /** Extracts in the same folder. `name`: whose, a name of a file; `form`: what reads them, in which version: another finds nothing. */
  openExtracts(folder: string, name: string, form: string): ExtractStore;
  /** How much is remembered there. A folder that is not there holds nothing. */
  measure(folder: string): Promise<StoreSize>;
  /** Forgets what has not been asked for in a long time, and what was left over. */
  prune(folder: string): Promise<void>;
  /** Forgets everything. */
  clear(folder: string): Promise<void>;
}

/** What a store holds: different passes, and the bytes that they take; and the bytes of extracts. */
export interface StoreSize {
  readonly passes: number;
  readonly bytes: number;
  readonly extracts: number;
}
