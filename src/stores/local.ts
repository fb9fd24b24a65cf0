import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PassStore, StoredPass, StoreKind } from '../core/contracts.ts';
import { findPasses, formatPass, passesOf } from '../core/pass-log.ts';
import { bytesKept, keepOnly, keepText, namesKept, readIfThere, readKept } from '../system/kept-texts.ts';

/** Bytes of the log at which a generation ends: it stays readable, and the one before it is dropped. */
const LOG_BYTES = 2 * 1024 * 1024;

/** Bytes of measurements and findings at which it ends. */
const DETAIL_BYTES = 64 * 1024 * 1024;

/** Names in the folder. */
const CURRENT = 'passes';
const OLD = 'passes.old';
const DETAILS = 'details';

/** Stands in the log for a pass without anything to say; any other content is the name of a text among the details. */
const NOTHING = '-';

/**
 * Passes in a folder, shared by all worktrees of a repository: an append-only log, one pass a line.
 * What is added is written in one call, so any number of processes may write at once, and lines carry a check sum.
 */
export default {
  summary: 'passes in the common git directory, shared by all worktrees',
  open: (folder) => new LocalStore(folder),
  async measure(folder) {
    const logs = readLogs(folder);
    const passes = new Set(logs.flatMap(passesOf).map(({ key }) => key)).size;
    const details = join(folder, DETAILS);
    return { passes, bytes: logs.reduce((sum, log) => sum + log.length, bytesKept(details, namesKept(details))) };
  },
  async prune(folder) {
    rmSync(join(folder, OLD), { force: true });
    removeUnused(folder, 'remove');
  },
  async clear(folder) {
    rmSync(folder, { recursive: true, force: true });
  },
} satisfies StoreKind;

class LocalStore implements PassStore {
  readonly name = 'local';
  readonly #folder: string;
  /** Logs as they were read last, by path, with what told them from other states. */
  readonly #logs = new Map<string, { readonly identity: string; readonly bytes: Uint8Array }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async recall(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>> {
    const current = findPasses(this.#read(CURRENT), keys);
    const rest = keys.filter((key) => !current.has(key));
    const old = rest.length === 0 ? [] : [...findPasses(this.#read(OLD), rest)];
    const passes = new Map<string, StoredPass>();
    for (const [key, content] of [...current, ...old]) {
      const pass = this.#passFor(content);
      if (pass !== undefined) passes.set(key, pass);
    }
    this.#carryOver(old.filter(([key]) => passes.has(key)));
    return passes;
  }

  async remember(passes: ReadonlyMap<string, StoredPass>): Promise<void> {
    mkdirSync(this.#folder, { recursive: true });
    if (this.#isFull([...passes.values()])) startGeneration(this.#folder);
    const known = findPasses(this.#read(CURRENT), passes.keys());
    const contents = [...passes].map(([key, pass]) => [key, this.#contentFor(pass)] as const);
    this.#append(contents.filter(([key, content]) => known.get(key) !== content));
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

  #append(contents: readonly (readonly [key: string, content: string])[]): void {
    if (contents.length === 0) return;
    const lines = contents.map(([key, content]) => formatPass(key, content));
    // A line that a killed process left unfinished must not swallow ours.
    appendFileSync(join(this.#folder, CURRENT), `\n${lines.join('')}`);
  }

  /** What is still of use moves on from a generation to the next. Where nothing may be written, it ends with its own. */
  #carryOver(contents: readonly (readonly [key: string, content: string])[]): void {
    try {
      this.#append(contents);
    } catch {
      // What was recalled is true all the same.
    }
  }

  /** Sizes of details are only looked at when a measurement comes: others are small, and fill the log before they add up. */
  #isFull(passes: readonly StoredPass[]): boolean {
    const log = this.#read(CURRENT);
    if (log.length > LOG_BYTES) return true;
    if (passes.every((pass) => pass.coverage === undefined)) return false;
    const names = new Set(passesOf(log).map(({ content }) => content));
    return bytesKept(join(this.#folder, DETAILS), names) > DETAIL_BYTES;
  }

  /** A run asks check by check: a log that nobody has written to meanwhile is read once. */
  #read(name: string): Uint8Array {
    const file = join(this.#folder, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    const identity = `${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`;
    const known = this.#logs.get(file);
    if (known?.identity === identity) return known.bytes;
    const bytes = readIfThere(file) ?? new Uint8Array();
    this.#logs.set(file, { identity, bytes });
    return bytes;
  }
}

/** Others who write at this moment lose at most what they write. */
function startGeneration(folder: string): void {
  const log = join(folder, CURRENT);
  if (existsSync(log)) renameSync(log, join(folder, OLD));
  removeUnused(folder, 'keep');
}

function removeUnused(folder: string, unfinished: 'keep' | 'remove'): void {
  const used = readLogs(folder).flatMap(passesOf);
  keepOnly(join(folder, DETAILS), new Set(used.map(({ content }) => content)), unfinished);
}

function readLogs(folder: string): readonly Uint8Array[] {
  return [CURRENT, OLD].map((name) => readIfThere(join(folder, name)) ?? new Uint8Array());
}
