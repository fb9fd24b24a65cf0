import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalStoreKind, PassStore, StoredPass } from '../core/contracts/stores.ts';
import type { FileEntry, FileMode } from '../core/files.ts';
import { bytesOfExtracts, dropOldExtracts, KeptExtracts } from '../system/kept/extracts.ts';
import { KeptLog } from '../system/kept/log.ts';
import { CONTENTS, contentsOf, DETAILS, readDetail, removeUnused, usedBy } from '../system/kept/pass-details.ts';
import { bytesKept, keepText, namesKept, readKeptBytes } from '../system/kept/texts.ts';

/** Bytes of measurements and findings at which a generation of passes ends. */
const DETAIL_BYTES = 64 * 1024 * 1024;
/** The same for files that passes bring back. */
const CONTENT_BYTES = 128 * 1024 * 1024;

/** Names in the folder. */
const LOG = 'passes';
const EXTRACTS = 'extracts';

/** Stands in the log for a pass without anything to say. */
const NOTHING = '-';

/** Stands in the log for a fix, and can be taken for no pass: what the file holds after it. */
const FIX = /^=(?<mode>100644|100755):(?<id>[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Passes and fixes in a folder, shared by all worktrees of a repository: a log, and texts for what passes have to say. */
export default {
  place: 'local',
  summary: 'passes in the common git directory, shared by all worktrees',
  open: (folder) => new LocalStore(folder),
  openContents: (folder) => ({
    keep: async (bytes) => void keepText(join(folder, CONTENTS), bytes),
    read: async (name) => readKeptBytes(join(folder, CONTENTS), name),
  }),
  openExtracts(folder, name, form) {
    const kept = new KeptExtracts(join(folder, EXTRACTS, name), form);
    return { recall: async (keys) => kept.find(keys), remember: async (extracts) => kept.add(extracts) };
  },
  async measure(folder) {
    const log = logOf(folder);
    const passes = new Set(log.all().flatMap(({ key, content }) => (FIX.test(content) ? [] : [key]))).size;
    const kept = [DETAILS, CONTENTS].map((name) => join(folder, name));
    const bytes = kept.reduce((sum, one) => sum + bytesKept(one, namesKept(one)), log.bytes);
    return { passes, bytes, extracts: bytesOfExtracts(join(folder, EXTRACTS)) };
  },
  async prune(folder) {
    logOf(folder).dropOld();
    removeUnused(folder, logOf(folder).all(), 'remove');
    dropOldExtracts(join(folder, EXTRACTS));
  },
  async clear(folder) {
    rmSync(folder, { recursive: true, force: true });
  },
} satisfies LocalStoreKind;

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
    // Contents are kept before the pass that names them.
    removeUnused(this.#folder, this.#log.all(), 'keep', passes.flatMap(contentsOf));
  }

  #contentFor(pass: StoredPass): string {
    const { findings, coverage, scans, outputs } = pass;
    const isBare = coverage === undefined && scans === undefined && outputs === undefined;
    if (findings.length === 0 && isBare) return NOTHING;
    return `${outputs === undefined ? '' : '+'}${keepText(join(this.#folder, DETAILS), JSON.stringify(pass))}`;
  }

  #passFor(content: string): StoredPass | undefined {
    return content === NOTHING ? { findings: [] } : readDetail(this.#folder, content);
  }

  /** Sizes are only looked at when a measurement or an output comes: all else is small, and fills the log before it adds up. */
  #isFull(passes: readonly StoredPass[]): boolean {
    if (this.#log.isFull) return true;
    const isMeasured = passes.some(({ coverage, scans }) => coverage ?? scans);
    const isLeaving = passes.some(({ outputs }) => outputs);
    if (!isMeasured && !isLeaving) return false;
    const { details, contents } = usedBy(this.#folder, this.#log.current());
    if (bytesKept(join(this.#folder, DETAILS), details) > DETAIL_BYTES) return true;
    return isLeaving && bytesKept(join(this.#folder, CONTENTS), contents) > CONTENT_BYTES;
  }
}

function logOf(folder: string): KeptLog {
  return new KeptLog(join(folder, LOG));
}
