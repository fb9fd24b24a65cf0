import type { ToolSettings } from '../core/contracts/tasks.ts';
import type { Scope, Task } from '../core/task.ts';
import type { Witness } from '../system/witness.ts';

/** Asks the kinds of tasks about the project. */
export interface Survey {
  /** The scope that a task has by these configs. `directory`: absolute, where they lie. Never rejects. */
  scopeOf(task: Task, found: Pick<ToolSettings, 'configs' | 'isWhole'>, directory: string): Promise<Scope>;
}

/** What a run knows of the world around it: read once, at the edge, and passed in. */
export interface World {
  /** Absolute directory that we were started in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the Node that runs us. */
  readonly node: string;
  /** Major version of that Node. */
  readonly nodeMajor: string;
  /** Operating system and processor. */
  readonly platform: string;
  /** Version of this package. */
  readonly product: string;
  /** Absolute folder of this package: where `dist`, `hooks` and `schema.json` lie. */
  readonly packageFolder: string;
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** A number from 0 up to 1 that nobody can foresee: what is left to chance in a run follows from it. */
  readonly chance: number;
  /** Processors that may be used. */
  readonly cores: number;
  /** Looks at the disk for what verdicts depend on, and notes it. */
  readonly look: Witness;
  /** Asks tools of the project what decides how far their checks reach; absent where nothing may be started. */
  readonly survey?: Survey;
  /** Folder for files that live as long as the run. */
  readonly temporary: string;
}
