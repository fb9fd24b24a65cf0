import type { PassStore } from '../core/contracts/stores.ts';
import { errorMessage } from '../core/errors.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import { type ToolEnvironment, taskKey, taskParts } from '../core/memory/fingerprint.ts';
import type { Remembered } from '../core/memory/origin.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import type { Task } from '../core/task.ts';
import { isAffectedOnly } from '../core/test-choice.ts';
import { findFixes, fixesToKeep, type KnownFix } from './known-fixes.ts';
import { type Known, keysOf, ofAllTests, sortOut } from './known-passes.ts';
import { offerShared } from './offer-shared.ts';
import { isRememberedByFile, type PassedFiles, passesToKeep, presentOf } from './passes-to-keep.ts';

/** What is already known about a check. */
export interface Recall extends Known {
  /** What it would run with, and the key made of that; undefined: nothing is to be remembered. */
  readonly basis?: { readonly environment: ToolEnvironment; readonly key: string };
  /** Set where a pass of all tests answers for those that the check would run. */
  readonly isOfAll?: true;
}

/** What passed of a check. */
export interface Passed {
  readonly files: readonly PassedFiles[];
  /** What the files held that it has rewritten. */
  readonly before: FileSet;
  /** What every file holds. */
  readonly tree: FileSet;
}

/** What memory asks of the world. */
export interface MemoryPorts {
  readonly store: PassStore | undefined;
  readonly environmentOf: (task: Task) => Promise<ToolEnvironment>;
  readonly notice: (message: string) => void;
  /** Told of what was remembered, for those who ask later what it was made with. */
  readonly remembered?: ((remembered: Remembered) => void) | undefined;
  readonly isDrawn?: Ports['isDrawn'] | undefined;
  readonly refuted?: Ports['refuted'] | undefined;
  readonly shared?: Ports['shared'];
}

/** Passes by fingerprint. Whatever fails here costs a notice, once, and never a run. */
export class Memory {
  readonly #ports: MemoryPorts;
  /** Keys of passes that this very run has made. */
  readonly #made = new Set<string>();
  #failed = false;

  constructor(ports: MemoryPorts) {
    this.#ports = ports;
  }

  /** What is known about the check in this tree. */
  async recall(check: Check, tree: FileSet): Promise<Recall> {
    const { store, environmentOf } = this.#ports;
    const { task, files } = check;
    const nothing: Recall = { missing: files, complete: false, passes: [] };
    if (!task.cache || store === undefined) return nothing;
    return this.attempt<Recall>(async () => {
      // Asked anew each time: a task that others need may have installed something.
      const environment = await environmentOf(task);
      const key = taskKey(taskParts(task, inputFiles(task, tree), environment));
      const basis = { environment, key };
      const ofAll = isAffectedOnly(check) ? await this.#recallKeys(ofAllTests(check), key, tree) : undefined;
      if (ofAll?.complete === true) return { ...ofAll, basis, isOfAll: true };
      return { ...(await this.#recallKeys(check, key, tree)), basis };
    }, nothing);
  }

  async #recallKeys(check: Check, key: string, tree: FileSet): Promise<Known> {
    const keys = keysOf(check, key, tree);
    const found = (await this.#ports.store?.recall(keys)) ?? new Map();
    const drawn = new Map([...found].filter(([one]) => this.#isDrawn(check.task, one)));
    return sortOut(check, keys, found, drawn);
  }

  /** Fixes that are known for what is missing; none where the check may not write. */
  async recallFixes(check: Check, { missing, basis }: Recall, tree: FileSet): Promise<readonly KnownFix[]> {
    const { store } = this.#ports;
    if (!check.writes || !isRememberedByFile(check.task) || store === undefined || basis === undefined) return [];
    return this.attempt(() => findFixes(store, basis.key, missing, tree), []);
  }

  /**
   * Remembers what passed under the content that it had in `tree`; a check that is remembered as a whole must have passed
   * as a whole. Nothing is remembered when its programs are others now than at the recall: nobody knows which of them ran.
   */
  async remember(check: Check, { files: passed, before, tree }: Passed, recall: Recall): Promise<void> {
    const { store, environmentOf, remembered, shared } = this.#ports;
    const { basis } = recall;
    if (store === undefined || basis === undefined || passed.length === 0) return;
    await this.attempt(async () => {
      const { environment } = basis;
      if (JSON.stringify(await environmentOf(check.task)) !== JSON.stringify(environment)) return;
      const parts = taskParts(check.task, inputFiles(check.task, tree), environment);
      const key = taskKey(parts);
      const passes = passesToKeep(key, check, passed, tree);
      for (const one of passes.keys()) this.#made.add(one);
      await store.remember(passes);
      const paths = passed.flatMap(({ files }) => files);
      remembered?.({ task: check.task, ...presentOf(check, paths, parts, tree) });
      await offerShared(check, passed, tree, shared);
      // Who fixes what his work depends on did not make every fix with the same.
      if (before.size === 0 || key !== basis.key || !isRememberedByFile(check.task)) return;
      await store.rememberFixes(fixesToKeep(key, paths, before, tree));
    }, undefined);
  }

  /** Tells that passes of these files were none. `tree`: what every file holds. */
  async refute(check: Check, files: readonly RepoPath[], tree: FileSet, { basis }: Recall): Promise<void> {
    const { refuted } = this.#ports;
    if (refuted === undefined || basis === undefined) return;
    const { task } = check;
    const parts = taskParts(task, inputFiles(task, tree), basis.environment);
    await this.attempt(() => refuted({ task, ...presentOf(check, files, parts, tree) }), undefined);
  }

  /** Does what a run can do without; `otherwise` is what comes of it where it fails. */
  async attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!this.#failed) this.#ports.notice(`remembered results cannot be used: ${errorMessage(error)}`);
      this.#failed = true;
      return otherwise;
    }
  }

  /** What was made in this run was looked at in it. A fixing command that stands in for a checking one is not started for that. */
  #isDrawn(task: Task, key: string): boolean {
    const canCheck = task.check.length > 0 || task.fix.length === 0;
    return canCheck && !this.#made.has(key) && this.#ports.isDrawn?.(task, key) === true;
  }
}
