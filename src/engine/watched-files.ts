import { type FileEntry, type FileSet, isSameEntry, type RepoPath } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import { type Check, wantsFiles } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';

/** A file that was written to. */
export interface Touch {
  readonly path: RepoPath;
  /** What it holds now; undefined: it is gone. */
  readonly entry: FileEntry | undefined;
  /** Its stamp from before it was read. */
  readonly stamp: string | undefined;
}

/**
 * The files on disk that the checks of a run rely on. What stood there when the run began is what it judges: between that
 * moment and the start of a check minutes can pass, and somebody may save a file in them.
 */
export class WatchedFiles {
  readonly #ports: Pick<Ports, 'stamp' | 'hashFiles'>;
  readonly #stamps: Map<RepoPath, string | undefined>;

  /** `seen`: stamps from an earlier moment, at which the files are known to have held what they should. */
  constructor(ports: Pick<Ports, 'stamp' | 'hashFiles'>, seen: ReadonlyMap<RepoPath, string> = new Map()) {
    this.#ports = ports;
    this.#stamps = new Map(seen);
  }

  /** Watches from now on. For a file that is watched already, the earlier moment counts. */
  watch(paths: readonly RepoPath[]): void {
    const fresh = paths.filter((path) => !this.#stamps.has(path));
    const stamps = this.#ports.stamp(fresh);
    for (const path of fresh) this.#stamps.set(path, stamps.get(path));
  }

  /** The same files since the same moments, for somebody whose work does not count yet. */
  copy(): WatchedFiles {
    const copy = new WatchedFiles(this.#ports);
    for (const [path, stamp] of this.#stamps) copy.#stamps.set(path, stamp);
    return copy;
  }

  /** Those that were written to since, also when they hold again what they held before. */
  async touched(paths: readonly RepoPath[]): Promise<readonly Touch[]> {
    const stamps = this.#ports.stamp(paths);
    const moved = paths.filter((path) => stamps.get(path) !== this.#stamps.get(path));
    if (moved.length === 0) return [];
    const held = await this.#ports.hashFiles(moved);
    return moved.map((path) => ({ path, entry: held.get(path), stamp: stamps.get(path) }));
  }

  /** Takes what was found there for what the run judges from now on. */
  accept(touches: readonly Touch[]): void {
    for (const { path, stamp } of touches) this.#stamps.set(path, stamp);
  }
}

/** What a check reads from the disk: of work on git's objects what that rewrites, and none of work on the hook's arguments alone. */
export function filesRead(check: Check, tree: FileSet): readonly RepoPath[] {
  const { task, files, dependsOn } = check;
  if (task.readsSnapshot) return check.writes ? files : [];
  if (task.usesArguments && !wantsFiles(check)) return [];
  return [...new Set([...files, ...dependsOn, ...inputFiles(task, tree).keys()])];
}

/** Whether the file holds something else than in the tree. */
export function isChanged({ path, entry }: Touch, tree: FileSet): boolean {
  return !isSameEntry(entry, tree.get(path));
}
