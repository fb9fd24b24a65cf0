import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../../core/errors.ts';
import { contentName } from '../../core/outputs.ts';

/** What a text is called: 40 digits of its hash. */
const NAME = /^[0-9a-f]{40}$/;

/** Keeps a text, or bytes, in a folder under a name made from it, which is returned. Half of one is never there under its name. */
export function keepText(folder: string, text: string | Uint8Array): string {
  // Once, because hashing and writing would each make bytes of a text, and measurements are long.
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const name = contentName(bytes);
  // Written anew when it is there and damaged: else it would be missed for ever.
  if (readKeptBytes(folder, name) !== undefined) return name;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${name}.${process.pid}`);
  try {
    writeFileSync(unfinished, bytes);
    takePlace(unfinished, join(folder, name));
  } finally {
    // A full disk is no better for what was written of it.
    rmSync(unfinished, { force: true });
  }
  return name;
}

/** The text of that name; undefined when it is gone, or is not what was written. */
export function readKept(folder: string, name: string): string | undefined {
  return readKeptBytes(folder, name)?.toString();
}

/** The bytes of that name, likewise. */
export function readKeptBytes(folder: string, name: string): Buffer | undefined {
  if (!NAME.test(name)) return undefined;
  try {
    const content = readFileSync(join(folder, name));
    return contentName(content) === name ? content : undefined;
  } catch {
    // Whatever is wrong with one of them, it is missed, and the others are not.
    return undefined;
  }
}

/** Bytes that the texts of these names take. */
export function bytesKept(folder: string, names: Iterable<string>): number {
  let bytes = 0;
  for (const name of names) bytes += statIfThere(join(folder, name))?.size ?? 0;
  return bytes;
}

/** Names of all files in the folder, unfinished ones too. */
export function namesKept(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    return nothingIfMissing(error, []);
  }
}

/** Removes the texts of other names. Unfinished ones may be somebody's who writes at this moment: they stay, unless asked for. */
export function keepOnly(folder: string, names: ReadonlySet<string>, unfinished: 'keep' | 'remove'): void {
  for (const name of namesKept(folder)) {
    const isOurs = NAME.test(name) || unfinished === 'remove';
    if (isOurs && !names.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Bytes of a file; undefined when there is none. Throws when it may not be read. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    return nothingIfMissing(error, undefined);
  }
}

/** A folder, which no file replaces, is none of ours: it goes first. */
function takePlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!statIfThere(to)?.isDirectory()) throw error;
    rmSync(to, { recursive: true });
    renameSync(from, to);
  }
}

/** What stands at a path, links followed; undefined when there is nothing. Throws when it may not be looked at. */
export function statIfThere(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    return nothingIfMissing(error, undefined);
  }
}

/** There is none as well where a folder stands in its place, or a file in that of its folder. */
function nothingIfMissing<T>(error: unknown, nothing: T): T {
  if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return nothing;
  throw error;
}
