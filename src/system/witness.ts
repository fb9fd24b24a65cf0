import type { Look } from '../core/look.ts';
import { DISK } from './disk.ts';

/** Looks at the disk and notes where it has looked: what is there and what is not count alike. */
export class Witness implements Look {
  readonly #seen = new Set<string>();
  #isSure = true;

  /** Every path that was looked at: absolute. */
  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  /** Whether `seen` is all of it: a name that is no text cannot be noted, nor can what others look at for us. */
  get isSure(): boolean {
    return this.#isSure;
  }

  /** Notes that something was looked at that is not among what was seen. */
  doubt(): void {
    this.#isSure = false;
  }

  at(path: string | Buffer) {
    return DISK.at(this.#note(path));
  }

  read(path: string | Buffer) {
    return DISK.read(this.#note(path));
  }

  names(folder: string) {
    this.#note(folder);
    return DISK.names(folder);
  }

  isProgram(path: string) {
    this.#note(path);
    return DISK.isProgram(path);
  }

  real(path: string) {
    this.#note(path);
    return DISK.real(path);
  }

  #note<T extends string | Buffer>(path: T): T {
    if (typeof path === 'string') this.#seen.add(path);
    else this.doubt();
    return path;
  }
}
