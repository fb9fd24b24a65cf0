import type { CoverageReport } from '../coverage/report.ts';
import type { FileEntry } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { OutputFile } from '../outputs.ts';
import type { Scan } from '../scan.ts';
import type { Options, Schema, SchemaLibrary } from './schema.ts';

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

/** An entry of `src/stores`: a place on this machine, or one that others read too. */
export type StoreKind = LocalStoreKind | RemoteStoreKind;

/** A store in a folder, which remembers all that passes here. */
export interface LocalStoreKind {
  readonly place: 'local';
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

/**
 * A store that machines share. It keeps bytes under names and knows nothing of what they are: who reads it believes nothing
 * that it gives before a signature or a hash has said that it may.
 */
export interface RemoteStoreKind {
  readonly place: 'remote';
  readonly summary: string;
  /** Whether what others share is brought here by `fetch`, beside git, and `get` asks nobody. Never where it is absent. */
  readonly isFetched?: true;
  /** Milliseconds that CI waits for it to take results, once all is judged; 5,000 where it is absent. */
  readonly patience?: number;
  /** Its own keys under `shared` of the config. What is called `token` there names a variable that holds one. */
  readonly options: (z: SchemaLibrary) => Readonly<Record<string, Schema>>;
  /** Opens it for one run. Nothing is sent or started yet. Options have been checked. */
  readonly open: (options: Options, site: RemoteSite) => RemoteStore;
}

/** Where a shared store is opened. */
export interface RemoteSite {
  /** Absolute top of the worktree. */
  readonly root: string;
  /** Absolute git directory that all worktrees share. */
  readonly commonDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds after which nothing counts any more that was shared. */
  readonly expires: number;
}

/** A shared store. No method rejects, whatever the other side does. */
export interface RemoteStore {
  /** For people: where it is, without any secret. */
  readonly address: string;
  /** What is there of these, as far as it came before the signal fired. */
  get(wanted: readonly RemoteName[], signal: AbortSignal): Promise<RemoteAnswer>;
  /** Keeps these, over what is there under their names. */
  put(objects: readonly RemoteObject[], signal: AbortSignal): Promise<RemoteTrouble>;
  /** Brings what others have shared to this machine; absent where `get` asks the other side. */
  fetch?(signal: AbortSignal): Promise<RemoteTrouble>;
}

/** The name of an object in a shared store. */
export interface RemoteName {
  /** `entry`: signed, under a name that follows from a key; `blob`: bytes under their SHA-256. */
  readonly kind: 'entry' | 'blob';
  /** 64 digits, in lower case. */
  readonly name: string;
  /** Bytes that are read at most: what is longer is not there. */
  readonly limit: number;
}

/** An object of a shared store. */
export interface RemoteObject extends Omit<RemoteName, 'limit'> {
  readonly bytes: Uint8Array;
}

/** What went wrong with a store as a whole: a sentence without its period and without any secret. What is not there is no trouble. */
export interface RemoteTrouble {
  readonly trouble?: string;
}

/** What a shared store gave. */
export interface RemoteAnswer extends RemoteTrouble {
  /** By name. */
  readonly found: ReadonlyMap<string, Uint8Array>;
}
