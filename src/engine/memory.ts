import type { PassStore, StoredPass } from '../core/contracts.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import { checkKey, fileKey, type KeyParts, type ToolEnvironment, taskKey, taskParts } from '../core/fingerprint.ts';
import { inputFiles } from '../core/inputs.ts';
import { type Present, presentOfCheck, presentOfFiles, type Remembered } from '../core/origin.ts';
import type { Finding } from '../core/outcome.ts';
import type { Check } from '../core/plan.ts';
import type { Task } from '../core/task.ts';

/** What is already known about a check. */
export interface Recall {
  /** Files that nothing is known about. For a check that is remembered as a whole: all of them, or none. */
  readonly missing: readonly RepoPath[];
  /** Whether nothing is left to look at. */
  readonly complete: boolean;
  readonly passes: readonly StoredPass[];
  /** What it would run with; undefined: nothing is to be remembered. */
  readonly environment?: ToolEnvironment;
}

/** Files that passed, and what was said about them. */
export interface PassedFiles {
  readonly files: readonly RepoPath[];
  readonly pass: StoredPass;
}

/** What memory asks of the world. */
export interface MemoryPorts {
  readonly store: PassStore | undefined;
  readonly environmentOf: (task: Task) => Promise<ToolEnvironment>;
  readonly notice: (message: string) => void;
  /** Told of what was remembered, for those who ask later what it was made with. */
  readonly remembered?: ((remembered: Remembered) => void) | undefined;
}

/** Passes by fingerprint. Whatever fails here costs a notice, once, and never a run. */
export class Memory {
  readonly #ports: MemoryPorts;
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
    return this.#guard(async () => {
      // Asked anew each time: a task that others need may have installed something.
      const environment = await environmentOf(task);
      const key = taskKey(taskParts(task, inputFiles(task, tree), environment));
      if (isRememberedByFile(task)) {
        const keys = files.map((path) => fileKey(key, path, tree));
        const found = await store.recall(keys);
        const missing = files.filter((_, index) => !found.has(keys[index] ?? ''));
        return { missing, complete: missing.length === 0, passes: [...found.values()], environment };
      }
      const found = [...(await store.recall([checkKey(key, check, tree)])).values()];
      return { ...nothing, ...(found.length > 0 ? { missing: [], complete: true } : {}), passes: found, environment };
    }, nothing);
  }

  /**
   * Remembers what passed under the content that it had in `tree`; a check that is remembered as a whole must have passed
   * as a whole. Nothing is remembered when its programs are others now than at the recall: nobody knows which of them ran.
   */
  async remember(check: Check, passed: readonly PassedFiles[], tree: FileSet, recall: Recall): Promise<void> {
    const { store, environmentOf, remembered } = this.#ports;
    const { environment } = recall;
    if (store === undefined || environment === undefined || passed.length === 0) return;
    await this.#guard(async () => {
      if (JSON.stringify(await environmentOf(check.task)) !== JSON.stringify(environment)) return;
      const parts = taskParts(check.task, inputFiles(check.task, tree), environment);
      const key = taskKey(parts);
      await store.remember(
        isRememberedByFile(check.task) ? byFile(key, passed, tree) : whole(key, check, passed, tree),
      );
      remembered?.({ task: check.task, ...presentOf(check, passed, parts, tree) });
    }, undefined);
  }

  async #guard<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!this.#failed) this.#ports.notice(`remembered results cannot be used: ${messageOf(error)}`);
      this.#failed = true;
      return otherwise;
    }
  }
}

/** Whether each file has a pass of its own. A measurement is of all files together and cannot be taken apart. */
export function isRememberedByFile({ scope, coverage }: Task): boolean {
  return scope === 'file' && coverage.length === 0;
}

function byFile(key: string, passed: readonly PassedFiles[], tree: FileSet): ReadonlyMap<string, StoredPass> {
  const passes = new Map<string, StoredPass>();
  for (const { files, pass } of passed) {
    const [first] = files;
    const about = new Map<RepoPath | undefined, Finding[]>(files.map((path) => [path, []]));
    // What is said about none of these files is said once, with the first of them.
    for (const finding of pass.findings) (about.get(finding.file) ?? about.get(first))?.push(finding);
    for (const path of files) passes.set(fileKey(key, path, tree), { findings: about.get(path) ?? [] });
  }
  return passes;
}

function whole(
  key: string,
  check: Check,
  passed: readonly PassedFiles[],
  tree: FileSet,
): ReadonlyMap<string, StoredPass> {
  const pass = passed[0]?.pass;
  return new Map(pass === undefined ? [] : [[checkKey(key, check, tree), pass]]);
}

function presentOf(check: Check, passed: readonly PassedFiles[], parts: KeyParts, tree: FileSet): Present {
  if (!isRememberedByFile(check.task)) return presentOfCheck(parts, check, tree);
  const paths = passed.flatMap(({ files }) => files);
  return presentOfFiles(parts, paths, tree);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
