import type { StoredPass } from '../contracts/stores.ts';
import type { ToolEnvironment } from '../memory/fingerprint.ts';
import type { Task } from '../task.ts';
import type { Witnessed } from './pack.ts';

/** Results that machines share. Nothing of it rejects. */
export interface SharedResults {
  /** What a task's key depends on besides files, in words that are the same on all machines; undefined: nothing of it is shared. */
  readonly environmentOf: (task: Task) => Promise<ToolEnvironment | undefined>;
  /** Those of the wanted passes that somebody has proven who is believed, by the keys of this machine. */
  readonly take: (wanted: readonly WantedPasses[]) => Promise<ReadonlyMap<string, TakenPass>>;
  /** Takes what passed here, for others; absent where nothing is signed. */
  readonly offer?: (offered: OfferedPasses) => void;
}

/** Passes of a task that are not remembered here. */
export interface WantedPasses {
  readonly task: Task;
  /** The key that the entry is named after in which they would be. */
  readonly entry: string;
  /** The keys of this machine, by those that all machines have. */
  readonly keys: ReadonlyMap<string, string>;
}

/** A pass of somebody else. */
export interface TakenPass {
  readonly pass: StoredPass;
  readonly seen: Witnessed;
}

/** Passes that were made in this run, by the keys that all machines have. */
export interface OfferedPasses extends Pick<WantedPasses, 'task' | 'entry'> {
  readonly passes: ReadonlyMap<string, StoredPass>;
}
