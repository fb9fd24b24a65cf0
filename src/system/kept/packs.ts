import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packId, parsePackName } from '../../core/shared/pack-name.ts';
import { FIRST_LINE_BYTES, indexBytes, type PackedName, placeKey, readIndex } from '../../core/shared/results-pack.ts';
import { replaceFile } from './replace-file.ts';
import { namesKept } from './texts.ts';

/** Bytes of the records of one pack that are read at most. */
const INDEX_BYTES = 4 * 1024 * 1024;

/** An object that somebody looks for. */
export interface WantedObject extends PackedName {
  /** Bytes that it may have. */
  readonly limit: number;
}

/** Packs of a branch as they were when it was seen last, in a folder. Nothing in them is believed for being there. */
export class KeptPacks {
  readonly #folder: string;

  /** `folder`: absolute; it need not be there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Names of the packs, oldest first. */
  names(): readonly string[] {
    return namesKept(this.#folder)
      .filter((name) => parsePackName(name) !== undefined)
      .sort();
  }

  /** Keeps a pack. Returns whether its bytes are what its name says; others are not kept. */
  add(name: string, bytes: Uint8Array): boolean {
    if (parsePackName(name)?.id !== packId(bytes)) return false;
    mkdirSync(this.#folder, { recursive: true });
    replaceFile(join(this.#folder, name), bytes);
    return true;
  }

  /** Removes all packs but these. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const name of this.names().filter((one) => !names.has(one))) rmSync(join(this.#folder, name), { force: true });
  }

  /** Those that are there, by `placeKey`: of several with one name the newest. What cannot be read is not there. */
  find(wanted: readonly WantedObject[]): ReadonlyMap<string, Uint8Array> {
    const found = new Map<string, Uint8Array>();
    let missing = wanted;
    for (const name of [...this.names()].reverse()) {
      if (missing.length === 0) break;
      for (const [key, bytes] of readSome(join(this.#folder, name), missing)) found.set(key, bytes);
      missing = missing.filter((one) => !found.has(placeKey(one)));
    }
    return found;
  }
}

/** Reads the records of a pack, and the bytes of what is wanted of it. */
function readSome(file: string, wanted: readonly WantedObject[]): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const { size } = fstatSync(descriptor);
    const end = indexBytes(readAt(descriptor, 0, Math.min(FIRST_LINE_BYTES, size))) ?? 0;
    if (end === 0 || end > Math.min(size, INDEX_BYTES)) return found;
    const index = readIndex(readAt(descriptor, 0, end), size);
    for (const one of wanted) {
      const place = index.get(placeKey(one));
      if (place === undefined || place.length > one.limit) continue;
      found.set(placeKey(one), readAt(descriptor, place.start, place.length));
    }
  } catch {
    // It was dropped a moment ago, or is damaged: the task runs.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
  return found;
}

function readAt(descriptor: number, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
}
