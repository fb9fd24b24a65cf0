import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentName } from '../core/outputs.ts';

/** What a text is called: 40 digits of its hash. */
const NAME = /^[0-9a-f]{40}$/;

/** Keeps a text, or bytes, in a folder under a name made from it, which is returned. Half of one is never there under its name. */
export function keepText(folder: string, text: string | Uint8Array): string {
  const name = contentName(text);
  // Written anew when it is there and damaged: else it would be missed for ever.
  if (readKeptBytes(folder, name) !== undefined) return name;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${name}.${process.pid}`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, join(folder, name));
  return name;
}

/** The text of that name; undefined when it is gone, or is not what was written. */
export function readKept(folder: string, name: string): string | undefined {
  return readKeptBytes(folder, name)?.toString();
}

/** The bytes of that name, likewise. */
export function readKeptBytes(folder: string, name: string): Buffer | undefined {
  const content = NAME.test(name) ? readIfThere(join(folder, name)) : undefined;
  return content !== undefined && contentName(content) === name ? content : undefined;
}

/** Bytes that the texts of these names take. */
export function bytesKept(folder: string, names: Iterable<string>): number {
  let bytes = 0;
  for (const name of names) bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
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
    if (isOurs && !names.has(name)) rmSync(join(folder, name), { force: true });
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

function nothingIfMissing<T>(error: unknown, nothing: T): T {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing;
  throw error;
}
