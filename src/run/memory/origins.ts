import { join } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { hashTexts } from '../../core/memory/fingerprint.ts';
import type { Origin } from '../../core/memory/origin.ts';
import type { Task } from '../../core/task.ts';
import type { Repository } from '../../git/repository.ts';
import { KeptLog } from '../../system/kept/log.ts';
import { bytesKept, keepOnly, keepText, namesKept, readKept } from '../../system/kept/texts.ts';

/** Bytes of texts at which a generation ends. */
const TEXT_BYTES = 32 * 1024 * 1024;
/** Files that are noted at most: a list of more takes longer to write than it is worth to those who ask why. */
const MOST_FILES = 20_000;
/** Files that stand in the log itself; longer lists are texts of their own. */
const FEW_FILES = 20;

/** A task as its origins know it. Others of its name, in another tier, are not what somebody compares it with. */
type Named = Pick<Task, 'root' | 'tier' | 'name'>;

type FileList = readonly (readonly [RepoPath, string])[];

/** An origin as the log has it: what many have in common is a text. */
interface Entry extends Pick<Origin, 'at' | 'worktree' | 'trigger' | 'seen'> {
  /** Name of the text that holds details and versions. */
  readonly made: string;
  /** The files, the name of the text that lists them, or null where they were too many. */
  readonly files: FileList | string | null;
}

/**
 * Where the passes of a repository came from, for those who ask why something ran. It lies beside the store and is never
 * read while a hook decides what to run. What cannot be read is not known, and nothing depends on it.
 */
export class Origins {
  readonly #log: KeptLog;
  readonly #texts: string;

  constructor({ commonDir }: Pick<Repository, 'commonDir'>) {
    const folder = originsFolder({ commonDir });
    this.#log = new KeptLog(join(folder, 'log'));
    this.#texts = join(folder, 'texts');
  }

  /** Keeps where passes came from. Throws when nothing can be written there. */
  add(origins: readonly (readonly [Named, Origin])[]): void {
    if (origins.length === 0) return;
    if (this.#isFull(origins)) {
      this.#log.startGeneration();
      this.#removeUnused('keep');
    }
    this.#log.append(origins.map(([task, origin]) => [keyOf(task), encode(this.#entryOf(origin))]));
  }

  /** Those of a task, the newest first, each read when it is asked for. */
  *of(task: Named): Generator<Origin> {
    const key = keyOf(task);
    const entries = this.#log.all().flatMap((line) => (line.key === key ? (decode(line.content) ?? []) : []));
    const newestFirst = entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    for (const entry of newestFirst) {
      const origin = this.#originOf(entry);
      if (origin !== undefined) yield origin;
    }
  }

  get bytes(): number {
    return this.#log.bytes + bytesKept(this.#texts, namesKept(this.#texts));
  }

  /** Drops the older generation, and what nothing needs any more. */
  prune(): void {
    this.#log.dropOld();
    this.#removeUnused('remove');
  }

  #entryOf({ details, versions, files, ...rest }: Origin): Entry {
    const made = keepText(this.#texts, JSON.stringify({ details, versions }));
    return { ...rest, made, files: this.#listOf(files) };
  }

  #listOf(files: Origin['files']): Entry['files'] {
    if (files === undefined || files.size > MOST_FILES) return null;
    return files.size > FEW_FILES ? keepText(this.#texts, JSON.stringify([...files])) : [...files];
  }

  #originOf({ made, files, ...rest }: Entry): Origin | undefined {
    const parts = this.#read<Pick<Origin, 'details' | 'versions'>>(made);
    const list = typeof files === 'string' ? this.#read<FileList>(files) : files;
    return parts && { ...rest, ...parts, files: list ? new Map(list) : undefined };
  }

  #read<T>(name: string): T | undefined {
    try {
      const text = readKept(this.#texts, name);
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /** Sizes of texts are only looked at when a long list comes: others are small, and fill the log before they add up. */
  #isFull(origins: readonly (readonly [Named, Origin])[]): boolean {
    if (this.#log.isFull) return true;
    if (origins.every(([, { files }]) => (files?.size ?? 0) <= FEW_FILES)) return false;
    return bytesKept(this.#texts, this.#used(this.#log.current())) > TEXT_BYTES;
  }

  #removeUnused(unfinished: 'keep' | 'remove'): void {
    keepOnly(this.#texts, this.#used(this.#log.all()), unfinished);
  }

  #used(lines: ReturnType<KeptLog['all']>): ReadonlySet<string> {
    const entries = lines.flatMap(({ content }) => decode(content) ?? []);
    return new Set(entries.flatMap(({ made, files }) => (typeof files === 'string' ? [made, files] : [made])));
  }
}

/**
 * Where they lie.
 * @internal Exported for its test.
 */
export function originsFolder({ commonDir }: Pick<Repository, 'commonDir'>): string {
  return join(commonDir, 'lattice-hooks', 'origins');
}

function keyOf({ root, tier, name }: Named): string {
  return hashTexts(['origin', root, tier, name]);
}

function encode(entry: Entry): string {
  return Buffer.from(JSON.stringify(entry)).toString('base64url');
}

function decode(word: string): Entry | undefined {
  try {
    return JSON.parse(Buffer.from(word, 'base64url').toString());
  } catch {
    return undefined;
  }
}
