import type { FileSet, RepoPath, Snapshot } from '../files.ts';
import type { WrittenMessage } from './commit-message.ts';
import type { FoundObject, Hosting, UnknownFile } from './hosting.ts';
import type { ExtractStore } from './stores.ts';
import type { Web } from './web.ts';

/** What a kind that works in our process may do to the world. */
export interface Tools {
  readonly snapshot: Snapshot;
  /** What the same paths were before the change: HEAD's files at a commit. Empty where there is nothing to compare with. */
  readonly before: FileSet;
  /** Fires on timeout and when the run is interrupted. */
  readonly signal: AbortSignal;
  /** A test for paths by globs of the options, which are about files below the folder of the config. */
  pathTest(globs: readonly string[]): Promise<(path: RepoPath) => boolean>;
  /** Contents of files of the snapshot by path, read from git's object store in one call. Links yield their target, submodules are left out. */
  read(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, Uint8Array>>;
  /** Contents by blob id: for `before`. */
  readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The same, one after the other as git has them, so that never all of them are in memory. */
  streamBlobs(ids: readonly string[]): AsyncIterable<readonly [id: string, content: Uint8Array]>;
  /**
   * What the kind keeps of contents from run to run. `form`: what reads it, in which version; another finds nothing. What cannot
   * be kept is lost without a word, and so is everything where nothing is to be remembered.
   */
  extracts(form: string): ExtractStore;
  /** Where the repository is shown. It is no matter of these files: a pass that rests on it is not `lasting`, but of a kind that `readsHosting`. */
  hosting(): Promise<Hosting>;
  /** The objects that git has here among those with these names, such as `v1.0:docs/a.md`; nothing is fetched. Not `lasting` either. */
  find(names: readonly string[]): Promise<ReadonlyMap<string, FoundObject>>;
  /** Those of these paths, which the snapshot does not have, that the user has on disk all the same. Not `lasting` either. */
  unknown(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, UnknownFile>>;
  /** The message of the commit that is being made; undefined where git has handed none to the hook. */
  message(): Promise<WrittenMessage | undefined>;
  /** Opens the web. What is asked there is true for a time and not for these files: a pass that rests on it is not `lasting`. */
  web(): Promise<Web>;
}
