import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PassStore, StoredPass, StoreKind } from '../core/contracts.ts';
import type { FileEntry, FileMode } from '../core/files.ts';
import { KeptLog } from '../system/kept-log.ts';
import { bytesKept, keepOnly, keepText, namesKept, readKept } from '../system/kept-texts.ts';

/** Bytes of measurements and findings at which a generation of passes ends. */
const DETAIL_BYTES = 64 * 1024 * 1024;

/** Names in the folder. */
const LOG = 'passes';
const DETAILS = 'details';

/** Stands in the log for a pass without anything to say; any other content is the name of a text among the details. */
const NOTHING = '-';

/** Stands in the log for a fix, and can be taken for no pass: what the file holds after it. */
const FIX = /^=(?<mode>100644|100755):(?<id>[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Passes and fixes in a folder, shared by all worktrees of a repository: a log, and texts for what passes have to say. */
export default {
  summary: 'passes in the common git directory, shared by all worktrees',
  open: (folder) => new LocalStore(folder),
  async measure(folder) {
    const log = logOf(folder);
    const passes = new Set(log.all().flatMap(({ key, content }) => (FIX.test(content) ? [] : [key]))).size;
    const details = join(folder, DETAILS);
    return { passes, bytes: log.bytes + bytesKept(details, namesKept(details)) };
  },
  async prune(folder) {
    logOf(folder).dropOld();
    removeUnused(folder, 'remove');
  },
  async clear(folder) {
    rmSync(folder, { recursive: true, force: true });
  },
} satisfies StoreKind;

class LocalStore implements PassStore {
  readonly name = 'local';
  readonly #folder: string;
  readonly #log: KeptLog;

  constructor(folder: string) {
    this.#folder = folder;
    this.#log = logOf(folder);
  }

  async recall(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>> {
    const found = this.#log.find(keys, (content) => this.#passFor(content) !== undefined);
    const passes = new Map<string, StoredPass>();
    for (const [key, content] of found) {
      const pass = this.#passFor(content);
      if (pass !== undefined) passes.set(key, pass);
    }
    return passes;
  }

  async remember(passes: ReadonlyMap<string, StoredPass>): Promise<void> {
    this.#makeRoom([...passes.values()]);
    this.#log.add([...passes].map(([key, pass]) => [key, this.#contentFor(pass)] as const));
  }

  async recallFixes(keys: readonly string[]): Promise<ReadonlyMap<string, FileEntry>> {
    const fixes = new Map<string, FileEntry>();
    for (const [key, content] of this.#log.find(keys)) {
      const { mode, id } = FIX.exec(content)?.groups ?? {};
      if (mode !== undefined && id !== undefined) fixes.set(key, { mode: mode as FileMode, id });
    }
    return fixes;
  }

  async rememberFixes(fixes: ReadonlyMap<string, FileEntry>): Promise<void> {
    this.#makeRoom([]);
    this.#log.add([...fixes].map(([key, { mode, id }]) => [key, `=${mode}:${id}`] as const));
  }

  #makeRoom(passes: readonly StoredPass[]): void {
    if (!this.#isFull(passes)) return;
    this.#log.startGeneration();
    removeUnused(this.#folder, 'keep');
  }

  #contentFor(pass: StoredPass): string {
    if (pass.findings.length === 0 && pass.coverage === undefined) return NOTHING;
    return keepText(join(this.#folder, DETAILS), JSON.stringify(pass));
  }

  #passFor(content: string): StoredPass | undefined {
    if (content === NOTHING) return { findings: [] };
    const text = readKept(join(this.#folder, DETAILS), content);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** Sizes of details are only looked at when a measurement comes: others are small, and fill the log before they add up. */
  #isFull(passes: readonly StoredPass[]): boolean {
    if (this.#log.isFull) return true;
    if (passes.every((pass) => pass.coverage === undefined)) return false;
    const names = new Set(this.#log.current().map(({ content }) => content));
    return bytesKept(join(this.#folder, DETAILS), names) > DETAIL_BYTES;
  }
}

function logOf(folder: string): KeptLog {
  return new KeptLog(join(folder, LOG));
}

function removeUnused(folder: string, unfinished: 'keep' | 'remove'): void {
  const used = logOf(folder).all();
  keepOnly(join(folder, DETAILS), new Set(used.map(({ content }) => content)), unfinished);
}
