import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PassStore, StoredPass, StoreKind } from '../core/contracts.ts';

/** Bytes at which the log begins a new generation; the one before stays readable, the one before that is dropped. */
const GENERATION_BYTES = 4 * 1024 * 1024;

const CHECK_DIGITS = 8;

/**
 * Passes in a folder, shared by all worktrees of a repository: an append-only log, one pass a line.
 * A line is written in one call, so any number of processes may write at once; it carries a check sum over its content,
 * so a damaged line is a miss and never a pass.
 */
export default {
  summary: 'passes in the common git directory, shared by all worktrees',
  open: (folder) => new LocalStore(folder),
} satisfies StoreKind;

class LocalStore implements PassStore {
  readonly name = 'local';
  readonly #folder: string;
  #known: Map<string, string> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async recall(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>> {
    const known = this.#load();
    const passes = new Map<string, StoredPass>();
    for (const key of keys) {
      const content = known.get(key);
      const pass = content === undefined ? undefined : this.#read(content);
      if (pass !== undefined) passes.set(key, pass);
    }
    return passes;
  }

  async remember(passes: ReadonlyMap<string, StoredPass>): Promise<void> {
    const known = this.#load();
    const lines: string[] = [];
    for (const [key, pass] of passes) {
      const content = this.#write(pass);
      if (known.get(key) === content) continue;
      known.set(key, content);
      lines.push(`${key} ${content} ${checkSum(`${key} ${content}`)}\n`);
    }
    if (lines.length === 0) return;
    mkdirSync(this.#folder, { recursive: true });
    this.#startGenerationIfFull();
    // A line that a killed process left unfinished must not swallow ours: an empty line is skipped when read.
    appendFileSync(this.#log(), `\n${lines.join('')}`);
  }

  #load(): Map<string, string> {
    if (this.#known !== undefined) return this.#known;
    const known = new Map<string, string>();
    for (const file of [`${this.#log()}.old`, this.#log()]) {
      if (!existsSync(file)) continue;
      for (const line of readFileSync(file, 'latin1').split('\n')) {
        const [key, content, sum] = line.split(' ');
        if (key && content && sum === checkSum(`${key} ${content}`)) known.set(key, content);
      }
    }
    this.#known = known;
    return known;
  }

  /** `-` stands for a pass without anything to say; all else is kept in a file named by its hash. */
  #write(pass: StoredPass): string {
    if (pass.findings.length === 0 && pass.coverage === undefined) return '-';
    const text = JSON.stringify(pass);
    const name = createHash('sha256').update(text).digest('hex').slice(0, 40);
    const file = join(this.#folder, 'details', name);
    // Written anew when it is there and damaged: else the pass would stay a miss for ever.
    if (this.#read(name) !== undefined) return name;
    mkdirSync(join(this.#folder, 'details'), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
    return name;
  }

  /** Undefined when the details are gone or are not what was written: then it is a miss. */
  #read(content: string): StoredPass | undefined {
    if (content === '-') return { findings: [] };
    const file = join(this.#folder, 'details', content);
    if (!/^[0-9a-f]{40}$/.test(content) || !existsSync(file)) return undefined;
    const text = readFileSync(file);
    const isWhole = createHash('sha256').update(text).digest('hex').startsWith(content);
    return isWhole ? JSON.parse(text.toString()) : undefined;
  }

  #startGenerationIfFull(): void {
    const size = statSync(this.#log(), { throwIfNoEntry: false })?.size ?? 0;
    if (size > GENERATION_BYTES) renameSync(this.#log(), `${this.#log()}.old`);
  }

  #log(): string {
    return join(this.#folder, 'passes');
  }
}

function checkSum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, CHECK_DIGITS);
}
