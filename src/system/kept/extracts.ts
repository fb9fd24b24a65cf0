import { appendFileSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ExtractLog, extractHeading, formatExtracts, readExtracts } from '../../core/memory/extract-log.ts';
import { replaceFile } from './replace-file.ts';
import { bytesKept, namesKept, readIfThere, statIfThere } from './texts.ts';

/** Bytes at which a generation ends, unless what is in use takes about as much: it stays readable, and the one before it is dropped. */
const LOG_BYTES = 8 * 1024 * 1024;

/**
 * What was extracted from contents, in a file that is added to, and in the generation before it. What one process adds goes
 * there in one call, so any number of them may write at once; at worst something is extracted again.
 */
export class KeptExtracts {
  readonly #file: string;
  readonly #form: string;
  /** Bytes of what was asked for and found. */
  #used = 0;
  /** What was found in the older generation alone and moves on with what is added next. */
  readonly #moving = new Map<string, Uint8Array>();
  /** The generations as they were read last, by file, with what told them from other states. */
  readonly #known = new Map<string, { readonly identity: string; readonly log: ExtractLog }>();

  /** `file`: absolute; neither it nor its folder need to be there. `form`: see `extractHeading`. */
  constructor(file: string, form: string) {
    this.#file = file;
    this.#form = form;
  }

  /** Those of the keys that are there. Throws when the file may not be read. */
  find(keys: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const { extracts } = this.#read(this.#file);
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const key of keys) {
      const extract = extracts.get(key);
      if (extract === undefined) missing.push(key);
      else found.set(key, extract);
    }
    if (missing.length > 0) this.#findOlder(missing, found);
    for (const [key, { length }] of found) this.#used += key.length + length;
    return found;
  }

  /** Adds extracts by key. A file that is damaged, or of another form, is replaced by one that holds what is whole in it. */
  add(extracts: ReadonlyMap<string, Uint8Array>): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const current = this.#startGenerationIfFull();
    const added = new Map([...this.#moving, ...extracts]);
    this.#moving.clear();
    if (added.size === 0) return;
    if (current.isWhole || this.#begin()) appendFileSync(this.#file, formatExtracts(added));
    else this.#replace(new Map([...current.extracts, ...added]));
  }

  #findOlder(missing: readonly string[], found: Map<string, Uint8Array>): void {
    const { extracts } = this.#read(olderThan(this.#file));
    for (const key of missing) {
      const extract = extracts.get(key);
      if (extract === undefined) continue;
      found.set(key, extract);
      this.#moving.set(key, extract);
    }
  }

  #startGenerationIfFull(): ExtractLog {
    const size = statIfThere(this.#file)?.size ?? 0;
    const current = this.#read(this.#file);
    if (size <= Math.max(LOG_BYTES, 2 * this.#used)) return current;
    renameSync(this.#file, olderThan(this.#file));
    return { extracts: new Map(), isWhole: false };
  }

  /**
   * Begins the file where there is none: of several processes that do so at once, all add to that of the first. Returns
   * whether there is a whole one by now.
   */
  #begin(): boolean {
    const own = `${this.#file}.${process.pid}.new`;
    try {
      writeFileSync(own, extractHeading(this.#form));
      linkSync(own, this.#file);
    } catch {
      // Something is there already, or the disk knows no second names.
    } finally {
      rmSync(own, { force: true });
    }
    return this.#read(this.#file).isWhole;
  }

  #replace(extracts: ReadonlyMap<string, Uint8Array>): void {
    // What stands there and is no file of ours would be in the way for ever.
    if (statIfThere(this.#file)?.isDirectory()) rmSync(this.#file, { recursive: true });
    replaceFile(this.#file, Buffer.concat([extractHeading(this.#form), formatExtracts(extracts)]));
  }

  /** One that nobody has written to meanwhile is read once. */
  #read(file: string): ExtractLog {
    const stat = statIfThere(file);
    const identity = `${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`;
    const known = this.#known.get(file);
    if (known?.identity === identity) return known.log;
    const log = readExtracts((stat && readIfThere(file)) ?? new Uint8Array(), this.#form);
    this.#known.set(file, { identity, log });
    return log;
  }
}

/** Forgets the older generations in a folder of such files, and what a killed process has left unfinished there. */
export function dropOldExtracts(folder: string): void {
  for (const name of namesKept(folder)) {
    if (name.includes('.')) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Bytes of all that lies in a folder of such files. */
export function bytesOfExtracts(folder: string): number {
  return bytesKept(folder, namesKept(folder));
}

function olderThan(file: string): string {
  return `${file}.old`;
}
