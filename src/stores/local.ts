import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PassStore, StoredPass, StoreKind } from '../core/contracts/stores.ts';
import type { FileEntry, FileMode } from '../core/files.ts';
import { KeptLog } from '../system/kept-log.ts';
import { bytesKept, keepOnly, keepText, namesKept, readKept, readKeptBytes } from '../system/kept-texts.ts';

/** Bytes of measurements and findings at which a generation of passes ends. */
const DETAIL_BYTES = 64 * 1024 * 1024;
/** The same for files that passes bring back. */
const CONTENT_BYTES = 128 * 1024 * 1024;

/** Names in the folder. */
const LOG = 'passes';
const DETAILS = 'details';
const CONTENTS = 'contents';

/** Stands in the log for a pass without anything to say. */
const NOTHING = '-';

/** Stands in the log for a pass that has something to say: the name of a text among the details, with a `+` where that names contents. */
const DETAILED = /^(?<names>\+?)(?<detail>[0-9a-f]{40})$/;

/** Stands in the log for a fix, and can be taken for no pass: what the file holds after it. */
const FIX = /^=(?<mode>100644|100755):(?<id>[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Passes and fixes in a folder, shared by all worktrees of a repository: a log, and texts for what passes have to say. */
export default {
  summary: 'passes in the common git directory, shared by all worktrees',
  open: (folder) => new LocalStore(folder),
  openContents: (folder) => ({
    keep: async (bytes) => void keepText(join(folder, CONTENTS), bytes),
    read: async (name) => readKeptBytes(join(folder, CONTENTS), name),
  }),
  async measure(folder) {
    const log = logOf(folder);
    const passes = new Set(log.all().flatMap(({ key, content }) => (FIX.test(content) ? [] : [key]))).size;
    const kept = [DETAILS, CONTENTS].map((name) => join(folder, name));
    return { passes, bytes: kept.reduce((sum, one) => sum + bytesKept(one, namesKept(one)), log.bytes) };
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
    // Contents are kept before the pass that names them.
    removeUnused(this.#folder, 'keep', passes.flatMap(contentsOf));
  }

  #contentFor(pass: StoredPass): string {
    const { findings, coverage, outputs } = pass;
    if (findings.length === 0 && coverage === undefined && outputs === undefined) return NOTHING;
    return `${outputs === undefined ? '' : '+'}${keepText(join(this.#folder, DETAILS), JSON.stringify(pass))}`;
  }

  #passFor(content: string): StoredPass | undefined {
    return content === NOTHING ? { findings: [] } : readDetail(this.#folder, content);
  }

  /** Sizes are only looked at when a measurement or an output comes: all else is small, and fills the log before it adds up. */
  #isFull(passes: readonly StoredPass[]): boolean {
    if (this.#log.isFull) return true;
    const [isMeasured, isLeaving] = [passes.some(({ coverage }) => coverage), passes.some(({ outputs }) => outputs)];
    if (!isMeasured && !isLeaving) return false;
    const { details, contents } = usedBy(this.#folder, this.#log.current());
    if (bytesKept(join(this.#folder, DETAILS), details) > DETAIL_BYTES) return true;
    return isLeaving && bytesKept(join(this.#folder, CONTENTS), contents) > CONTENT_BYTES;
  }
}

function logOf(folder: string): KeptLog {
  return new KeptLog(join(folder, LOG));
}

function readDetail(folder: string, content: string): StoredPass | undefined {
  const name = DETAILED.exec(content)?.groups?.['detail'];
  const text = name === undefined ? undefined : readKept(join(folder, DETAILS), name);
  return text === undefined ? undefined : JSON.parse(text);
}

/** What lines of the log name: texts, and contents that those name in turn. */
function usedBy(folder: string, lines: readonly { readonly content: string }[]) {
  const details = new Set<string>();
  const contents = new Set<string>();
  for (const { content } of lines) {
    const { names, detail } = DETAILED.exec(content)?.groups ?? {};
    if (detail === undefined || details.has(detail)) continue;
    details.add(detail);
    if (names !== '+') continue;
    for (const name of contentsOf(readDetail(folder, content))) contents.add(name);
  }
  return { details, contents };
}

function contentsOf(pass: StoredPass | undefined): readonly string[] {
  return pass?.outputs?.map(({ content }) => content) ?? [];
}

function removeUnused(folder: string, unfinished: 'keep' | 'remove', needed: readonly string[] = []): void {
  const { details, contents } = usedBy(folder, logOf(folder).all());
  keepOnly(join(folder, DETAILS), details, unfinished);
  keepOnly(join(folder, CONTENTS), new Set([...contents, ...needed]), unfinished);
}
