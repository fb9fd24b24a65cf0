import type { Look, Sight } from '../core/look.ts';
import { type Listed, listingOf } from '../core/memory/listing.ts';
import { DISK, mayBeRun, readWhatIsThere } from './disk.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Looks at the disk and at variables, and notes what it has seen: what is there and what is not count alike. */
export class Witness implements Look {
  /** Milliseconds since 1970, by the clock of this machine, before which it has seen nothing. */
  readonly since: number;
  readonly #seen = new Map<string, Sight | undefined>();
  readonly #listed = new Map<string, Listed>();
  readonly #led = new Map<string, string>();
  readonly #asked = new Map<string, string | undefined>();
  #isSure = true;

  constructor(since: number) {
    this.since = since;
  }

  /** Every path that was looked at, and what stood there before it was read. Absolute paths. */
  get seen(): ReadonlyMap<string, Sight | undefined> {
    return this.#seen;
  }

  /** Every folder that was looked through, and what stood in it. Absolute paths. */
  get listed(): ReadonlyMap<string, Listed> {
    return this.#listed;
  }

  /** Every folder that was asked where it really is, and the answer. Absolute paths. */
  get led(): ReadonlyMap<string, string> {
    return this.#led;
  }

  /** Every variable that was asked for, and its value. */
  get asked(): ReadonlyMap<string, string | undefined> {
    return this.#asked;
  }

  /** Whether that is all of it, and was the same each time: a name that is no text cannot be noted. */
  get isSure(): boolean {
    return this.#isSure;
  }

  /** The variables, noted as they are asked for. Whoever lists them all has seen more than can be noted. */
  variables(env: Variables): Variables {
    const ask = (target: Variables, name: string | symbol) => {
      const value = typeof name === 'string' ? target[name] : undefined;
      if (typeof name === 'string') this.#asked.set(name, value);
      return value;
    };
    return new Proxy(env, {
      get: ask,
      has: (target, name) => ask(target, name) !== undefined,
      ownKeys: (target) => {
        this.#isSure = false;
        return Reflect.ownKeys(target);
      },
    });
  }

  at(path: string | Buffer) {
    return this.#note(path);
  }

  read(path: string | Buffer) {
    // Noted before it is read: what is written in between has another stamp than what was noted.
    return this.#note(path) === undefined ? undefined : readWhatIsThere(path);
  }

  names(folder: string) {
    const sight = this.#note(folder);
    if (sight === undefined) return [];
    const listed = { sight, names: DISK.names(folder) };
    // What is no folder has no names, and its stamp was noted.
    if (sight.isFolder) this.#keep(this.#listed, folder, listed, (one) => listingOf(one) === listingOf(listed));
    return listed.names;
  }

  isProgram(path: string) {
    return this.#note(path)?.isFile === true && mayBeRun(path);
  }

  real(path: string) {
    const sight = this.#note(path);
    const place = DISK.real(path);
    // A file is known by its stamp wherever a link leads to.
    if (sight?.isFolder) this.#keep(this.#led, path, place, (one) => one === place);
    return place;
  }

  #note(path: string | Buffer): Sight | undefined {
    const sight = DISK.at(path);
    if (typeof path !== 'string') this.#isSure = false;
    else this.#keep(this.#seen, path, sight, (one) => isSame(one, sight));
    return sight;
  }

  #keep<V>(notes: Map<string, V>, path: string, value: V, isTheSame: (known: V) => boolean): void {
    if (!notes.has(path)) notes.set(path, value);
    else if (!isTheSame(notes.get(path) as V)) this.#isSure = false;
  }
}

/** Of a folder counts that it is one: what is in it is asked for by name. */
function isSame(one: Sight | undefined, other: Sight | undefined): boolean {
  return one?.isFolder && other?.isFolder ? true : one?.stamp === other?.stamp;
}
