import { join } from 'node:path';
import { isRegular, type RepoPath } from '../../core/files.ts';
import type { Look } from '../../core/look.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { contentOf } from '../../git/file-content.ts';
import { readBlobs } from '../../git/objects/hash-files.ts';
import type { Scene } from '../scene.ts';

/** A larger file is no config that somebody has written. */
const MOST_BYTES = 1024 * 1024;

/**
 * Texts of configs as the snapshot of a scene has them. They are taken from the disk where that holds the same; git is asked
 * for the others, so that a remembered run starts it once more only beside edited configs.
 */
export class ConfigTexts {
  readonly #scene: Pick<Scene, 'directory' | 'place' | 'captured'>;
  readonly #look: Look;
  readonly #known = new Map<RepoPath, string>();
  readonly #edited = new Set<RepoPath>();

  /** `look`: notes what git does not know. The rest follows from the snapshot. */
  constructor(scene: Pick<Scene, 'directory' | 'place' | 'captured'>, look: Look) {
    this.#scene = scene;
    this.#look = look;
  }

  /** Texts by path; links yield the place that they lead to. What is not there, or no text of that size, is absent. */
  async read(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, string>> {
    const open = new Map<RepoPath, string>();
    for (const path of paths) {
      if (this.#known.has(path)) continue;
      const id = this.#readDisk(path);
      if (id !== undefined) open.set(path, id);
    }
    const blobs = await readBlobs(this.#scene.place, [...open.values()]);
    for (const [path, id] of open) this.#keep(path, blobs.get(id));
    return new Map(paths.flatMap((path) => [[path, this.#known.get(path)] as const]).filter(isText));
  }

  /** Whether one that was read holds something else on disk. */
  isEdited(path: RepoPath): boolean {
    return this.#edited.has(path);
  }

  /** The id of the blob that git has to be asked for, where it has to. */
  #readDisk(path: RepoPath): string | undefined {
    const { directory, captured } = this.#scene;
    const entry = captured.snapshot.tree.get(path);
    if (entry === undefined) {
      this.#keep(path, this.#look.read(join(directory, path)));
      return undefined;
    }
    if (!isRegular(entry) && entry.mode !== '120000') return undefined;
    try {
      const bytes = contentOf(onDisk(directory, path), entry);
      this.#keep(path, bytes);
      if (bytes !== undefined) return undefined;
    } catch {
      // Not there.
    }
    this.#edited.add(path);
    return entry.id;
  }

  #keep(path: RepoPath, bytes: Uint8Array | undefined): void {
    if (bytes !== undefined && bytes.length <= MOST_BYTES) this.#known.set(path, Buffer.from(bytes).toString());
  }
}

function isText(pair: readonly [RepoPath, string | undefined]): pair is readonly [RepoPath, string] {
  return pair[1] !== undefined;
}
