import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { replaceFile } from './kept/replace-file.ts';

/** Compiled bundles that are kept: all of them of some versions of Node. */
const MOST = 16;
/** Bytes of a SHA-256. */
const HASH = 32;

/** How a bundle gets at other modules. */
export interface Loaders {
  readonly require: NodeJS.Require;
  /** For `import()`, which what V8 has kept cannot do by itself: the build calls it `importModule`. */
  readonly importModule: (specifier: string) => Promise<unknown>;
}

/** A bundle: a module as Node wraps it, with one thing more. */
type Wrapped = (
  exports: object,
  require: NodeJS.Require,
  module: object,
  file: string,
  importModule: Loaders['importModule'],
) => void;

/**
 * Loads a bundle, as `require` would a module, and sooner: what V8 made of it is kept in `folder` for the next time, under
 * the hash of what it was made of; nowhere where that is undefined. The file is one function, `Wrapped`, in ASCII letters.
 * V8 looks at its own version and flags and at nothing else, so damage is looked for here. Throws what the bundle throws; a
 * folder that cannot be used costs time.
 */
export function loadBundle(file: string, folder: string | undefined, loaders: Loaders): unknown {
  const source = readFileSync(file);
  const kept = folder && join(folder, hashOf(source, process.version, process.arch).toString('hex'));
  const cachedData = kept === undefined ? undefined : readCode(kept);
  const script = new Script(source.toString('latin1'), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const wrapped: Wrapped = script.runInThisContext();
  wrapped(module.exports, loaders.require, module, file, loaders.importModule);
  const isAsKept = cachedData !== undefined && script.cachedDataRejected !== true;
  // At the end, when all that was needed has been compiled.
  if (kept !== undefined && !isAsKept) process.once('exit', () => keepCode(kept, script));
  return module.exports;
}

function readCode(path: string): Buffer | undefined {
  try {
    const sealed = readFileSync(path);
    const code = sealed.subarray(HASH);
    return hashOf(code).equals(sealed.subarray(0, HASH)) ? code : undefined;
  } catch {
    // Not kept yet, or not to be read.
    return undefined;
  }
}

function keepCode(path: string, script: Script): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const code = script.createCachedData();
    replaceFile(path, Buffer.concat([hashOf(code), code]));
    dropOldest(dirname(path));
  } catch {
    // The next start compiles it again.
  }
}

function dropOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= MOST) return;
  const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs })).sort((one, other) => other.at - one.at);
  for (const { file } of byAge.slice(MOST)) rmSync(file, { force: true });
}

function hashOf(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * The same, which asks for each module once: files of a bundle ask for those of Node a hundred times in all, and Node takes
 * its time to see each time that it is there.
 */
export function onceEach(load: (name: string) => unknown): (name: string) => unknown {
  const known = new Map<string, unknown>();
  return (name) => {
    const exports = known.get(name) ?? load(name);
    known.set(name, exports);
    return exports;
  };
}
