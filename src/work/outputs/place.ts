import { join } from 'node:path';
import type { ContentStore } from '../../core/contracts/stores.ts';
import { hashTexts } from '../../core/memory/fingerprint.ts';
import type { Task } from '../../core/task.ts';
import type { GitPlace } from '../../git/git.ts';

/** Where outputs stand. Paths are absolute. */
export interface OutputPlace {
  /** The folder that tasks see as the repository's root. */
  readonly root: string;
  /** For asking git what it ignores there. */
  readonly place: GitPlace;
  /** Folder for notes of what was put there; undefined where nothing of an earlier run is left. */
  readonly notes: string | undefined;
  /** Milliseconds since 1970 at which the run began. */
  readonly since: number;
}

/** What it takes to keep outputs and to bring them back. */
export interface OutputKeeping extends OutputPlace {
  readonly contents: ContentStore;
  readonly globTest: (glob: string) => Promise<(path: string) => boolean>;
  /** Every task that may run at the same time. */
  readonly tasks: readonly Task[];
  readonly notice: (message: string) => void;
}

/** The file that notes what was put there for a task. Other globs are another task: what they matched is not known to be its own. */
export function noteOf({ root, name, outputs }: Task, { notes }: Pick<OutputPlace, 'notes'>): string | undefined {
  return notes === undefined ? undefined : join(notes, hashTexts(['outputs', root, name, ...outputs]));
}
