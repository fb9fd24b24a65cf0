import { appendFileSync, closeSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { findPasses, formatPass, type LoggedPass, passesOf } from '../../core/memory/pass-log.ts';
import { readIfThere, statIfThere } from './texts.ts';

/** Bytes of the log at which a generation ends: it stays readable, and the one before it is dropped. */
const LOG_BYTES = 2 * 1024 * 1024;
/** Bytes at the end of the log that were added lately. */
const LATELY = 64 * 1024;

/**
 * Keys of 40 digits with a word each, in a file that is only added to, one line each, and in the generation before it.
 * What is added is written in one call, so any number of processes may write at once, and lines carry a check sum.
 */
export class KeptLog {
  readonly #file: string;
  readonly #old: string;
  /** Logs as they were read last, by path, with what told them from other states. */
  readonly #logs = new Map<string, KnownLog>();
  /** The log whose size was looked at last. */
  #measured: number | undefined;

  /** `file`: absolute; neither it nor its folder need to be there. */
  constructor(file: string) {
    this.#file = file;
    this.#old = `${file}.old`;
  }

  /**
   * The words of those keys that are there, the last one of several. What is still of use moves on from a generation to
   * the next. Throws when the log may not be read.
   */
  find(keys: readonly string[], isOfUse: (word: string) => boolean = () => true): ReadonlyMap<string, string> {
    const current = findPasses(this.#read(this.#file), keys);
    const rest = keys.filter((key) => !current.has(key));
    if (rest.length === 0) return current;
    const old = findPasses(this.#read(this.#old), rest);
    this.#carryOver([...old].filter(([, word]) => isOfUse(word)));
    return new Map([...current, ...old]);
  }

  /** Adds what is not there yet. `word`: without blanks. */
  add(words: Iterable<readonly [key: string, word: string]>): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const entries = [...words];
    const known = findPasses(
      this.#read(this.#file),
      entries.map(([key]) => key),
    );
    this.#append(entries.filter(([key, word]) => known.get(key) !== word));
  }

  /**
   * Adds what was not added lately: for words that are new as a rule, of which looking through all of the log takes longer
   * than the rest of a hook's work.
   */
  append(words: readonly (readonly [key: string, word: string])[]): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const known = findPasses(
      readEnd(this.#file, LATELY),
      words.map(([key]) => key),
    );
    this.#append(words.filter(([key, word]) => known.get(key) !== word));
  }

  /** Whether a generation is at its end. */
  get isFull(): boolean {
    const stat = statIfThere(this.#file);
    this.#measured = stat?.ino;
    return (stat?.size ?? 0) > LOG_BYTES;
  }

  /**
   * Begins a generation after the one that was looked at last: where somebody has begun another since, that is enough. Who
   * writes at this moment loses at most what he writes.
   */
  startGeneration(): void {
    const ino = statIfThere(this.#file)?.ino;
    const known = this.#measured ?? this.#logs.get(this.#file)?.ino;
    if (ino !== undefined && (known === undefined || known === ino)) renameSync(this.#file, this.#old);
  }

  /** Drops the older generation. */
  dropOld(): void {
    if (statIfThere(this.#old) !== undefined) rmSync(this.#old, { recursive: true });
  }

  /** All whole lines of the generation that is written to. */
  current(): readonly LoggedPass[] {
    return passesOf(this.#read(this.#file));
  }

  /** All whole lines of both generations. */
  all(): readonly LoggedPass[] {
    return [this.#file, this.#old].flatMap((file) => passesOf(this.#read(file)));
  }

  /** Bytes of both generations. */
  get bytes(): number {
    return this.#read(this.#file).length + this.#read(this.#old).length;
  }

  #append(entries: readonly (readonly [key: string, word: string])[]): void {
    if (entries.length === 0) return;
    const lines = entries.map(([key, word]) => formatPass(key, word));
    // A line that a killed process left unfinished must not swallow ours.
    appendFileSync(this.#file, `\n${lines.join('')}`);
  }

  /** Where nothing may be written, it ends with its own generation. */
  #carryOver(entries: readonly (readonly [key: string, word: string])[]): void {
    try {
      this.#append(entries);
    } catch {
      // What was found is true all the same.
    }
  }

  /** A run asks check by check: a log that nobody has written to meanwhile is read once. */
  #read(file: string): Uint8Array {
    const stat = statIfThere(file);
    const identity = `${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`;
    const known = this.#logs.get(file);
    if (known?.identity === identity) return known.bytes;
    const bytes = (stat && readIfThere(file)) ?? new Uint8Array();
    this.#logs.set(file, { identity, bytes, ino: stat?.ino });
    return bytes;
  }
}

/** The last bytes of a file; none where it is not there. */
function readEnd(file: string, bytes: number): Uint8Array {
  const size = statIfThere(file)?.size;
  if (size === undefined) return new Uint8Array();
  const descriptor = openSync(file, 'r');
  try {
    const end = new Uint8Array(Math.min(bytes, size));
    return end.subarray(0, readSync(descriptor, end, 0, end.length, size - end.length));
  } finally {
    closeSync(descriptor);
  }
}

interface KnownLog {
  readonly identity: string;
  readonly bytes: Uint8Array;
  /** Undefined: there was none. */
  readonly ino: number | undefined;
}
