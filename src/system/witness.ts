import type { Look, Sight } from '../core/look.ts';
import { DISK, mayBeRun, readWhatIsThere } from './disk.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Looks at the disk and at variables, and notes what it has seen: what is there and what is not count alike. */
export class Witness implements Look {
  /** Milliseconds since 1970, by the clock of this machine, before which it has seen nothing. */
  readonly since: number;
  readonly #seen = new Map<string, Sight | undefined>();
  readonly #asked = new Map<string, string | undefined>();
  #isSure = true;

  constructor(since: number) {
    this.since = since;
  }

  /** Every path that was looked at, and what stood there before it was read. Absolute paths. */
  get seen(): ReadonlyMap<string, Sight | undefined> {
    return this.#seen;
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
    return this.#note(folder) === undefined ? [] : DISK.names(folder);
  }

  isProgram(path: string) {
    return this.#note(path)?.isFile === true && mayBeRun(path);
  }

  real(path: string) {
    this.#note(path);
    return DISK.real(path);
  }

  #note(path: string | Buffer): Sight | undefined {
    const sight = DISK.at(path);
    if (typeof path !== 'string') this.#isSure = false;
    else if (!this.#seen.has(path)) this.#seen.set(path, sight);
    else if (this.#seen.get(path)?.stamp !== sight?.stamp) this.#isSure = false;
    return sight;
  }
}
