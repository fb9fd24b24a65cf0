import type { PassStore, StoredPass } from '../core/contracts.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import { checkKey, fileKey, type ToolEnvironment, taskKey, taskParts } from '../core/fingerprint.ts';
import { inputFiles } from '../core/inputs.ts';
import type { Check } from '../core/plan.ts';
import type { Task } from '../core/task.ts';

/** What is already known about a check. */
export interface Recall {
  /** Files that nothing is known about. For `project` scope: all of them, or none. */
  readonly missing: readonly RepoPath[];
  /** Whether nothing is left to look at. */
  readonly complete: boolean;
  readonly passes: readonly StoredPass[];
}

/** What memory asks of the world. */
export interface MemoryPorts {
  readonly store: PassStore | undefined;
  readonly environmentOf: (task: Task) => Promise<ToolEnvironment>;
  readonly notice: (message: string) => void;
}

/** Passes by fingerprint. A store that fails costs a notice and never a run. */
export class Memory {
  readonly #ports: MemoryPorts;
  readonly #environments = new Map<Task, Promise<ToolEnvironment>>();
  #failed = false;

  constructor(ports: MemoryPorts) {
    this.#ports = ports;
  }

  /** What is known about the check in this tree. */
  async recall(check: Check, tree: FileSet): Promise<Recall> {
    const nothing: Recall = { missing: check.files, complete: false, passes: [] };
    if (!check.task.cache || this.#ports.store === undefined) return nothing;
    const key = await this.#taskKey(check.task, tree);
    return check.task.scope === 'file' ? this.#recallFiles(check, key, tree) : this.#recallWhole(check, key, tree);
  }

  /** Remembers that these files of the check passed, with the content they have in the tree. */
  async remember(check: Check, files: readonly RepoPath[], tree: FileSet, pass: StoredPass): Promise<void> {
    if (!check.task.cache || this.#ports.store === undefined) return;
    const key = await this.#taskKey(check.task, tree);
    const passes = new Map<string, StoredPass>();
    if (check.task.scope === 'project') passes.set(checkKey(key, check, tree), pass);
    else {
      for (const path of files) {
        const findings = pass.findings.filter((finding) => finding.file === path);
        passes.set(fileKey(key, path, tree), { ...pass, findings });
      }
    }
    await this.#guard(this.#ports.store.remember(passes), undefined);
  }

  async #recallFiles(check: Check, key: string, tree: FileSet): Promise<Recall> {
    const keys = check.files.map((path) => fileKey(key, path, tree));
    const found = await this.#lookUp(keys);
    const missing = check.files.filter((_, index) => !found.has(keys[index] ?? ''));
    return { missing, complete: missing.length === 0, passes: [...found.values()] };
  }

  async #recallWhole(check: Check, key: string, tree: FileSet): Promise<Recall> {
    const found = await this.#lookUp([checkKey(key, check, tree)]);
    const complete = found.size > 0;
    return { missing: complete ? [] : check.files, complete, passes: [...found.values()] };
  }

  async #lookUp(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>> {
    const { store } = this.#ports;
    return store === undefined ? new Map() : this.#guard(store.recall(keys), new Map());
  }

  async #taskKey(task: Task, tree: FileSet): Promise<string> {
    let environment = this.#environments.get(task);
    if (environment === undefined) {
      environment = this.#ports.environmentOf(task);
      this.#environments.set(task, environment);
    }
    return taskKey(taskParts(task, inputFiles(task, tree), await environment));
  }

  async #guard<T>(answer: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (!this.#failed) this.#ports.notice(`remembered results cannot be used: ${messageOf(error)}`);
      this.#failed = true;
      return otherwise;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
