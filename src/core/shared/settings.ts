import { createHash } from 'node:crypto';
import type { PathPattern } from '../globs.ts';

/** How a project shares results between machines, as its config says it. Plain JSON. */
export interface SharedSettings {
  /** Name of a remote entry of `src/stores`, or the module of the project's own as the config says it. */
  readonly store: string;
  /** Where that module lies: from the repository's directory, or absolute where it lies outside; absent for entries of ours. */
  readonly module?: string;
  /** The store's own. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What stands in each entry: one that was made for another repository is none of this one. */
  readonly repository: string;
  /** Who is believed: public keys by the names of their issuers, see `parsePublicKey`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Branches whose results are signed; absent: those that CI calls protected. */
  readonly branches?: PathPattern;
  /** Milliseconds for which an entry counts. */
  readonly expires: number;
  /** Milliseconds that a run may spend on all that it asks of the store; absent: as is usual where it runs. */
  readonly budget?: number;
  /** Whether results of others are taken. */
  readonly reads: boolean;
  /** Whether they have to be fetched, which is done beside git; absent where they do not, or are not taken. */
  readonly isFetched?: true;
}

/** What of a task's passes leaves the machine: nothing, results without the words of its commands, or these too. */
export type Sharing = 'nothing' | 'results' | 'output';

/** What a task says of results that machines share. */
export interface TaskSharing {
  /** What of its passes other machines may have; `results` where it is absent. */
  readonly sharing?: Sharing;
  /** Variables that it does not see, whatever it asks for by a glob; never where there are none. */
  readonly hidden?: readonly string[];
  /** Hash of who is believed in results of others: with others, what was taken from them counts no more. Absent where none are. */
  readonly trust?: string;
}

/** The variable whose `0` turns sharing off for one command. */
export const SHARING_VARIABLE = 'LATTICE_HOOKS_SHARED';

/** The variable that holds the private key with which CI signs. No task and no program gets it. */
export const SIGNING_VARIABLE = 'LATTICE_HOOKS_SIGNING_KEY';

/** The variable that holds what git reaches a branch of results with, in workflows of ours. No task gets it. */
export const REACHING_VARIABLE = 'LATTICE_HOOKS_RESULTS_TOKEN';

/**
 * The name of the entry in which passes of a key are, in a store: all passes of a task that is remembered file by file are
 * in one, so that a machine asks once for them all. `key`: that of the task, or of the whole check.
 */
export function entryName(repository: string, key: string): string {
  return sha256(`lattice-hooks passes\0${repository}\0${key}`);
}

/** SHA-256 in hexadecimal digits: the name of a blob. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
