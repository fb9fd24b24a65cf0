import { createHash } from 'node:crypto';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Look } from '../core/look.ts';
import { headOf, installedNodePackages, packageOf, placeOf } from './identity.ts';
import type { KeptLog } from './kept/log.ts';
import type { Surroundings } from './processes/search-path.ts';
import { isStandIn, packagesOfProgram } from './python-packages.ts';

/*
 * What a program and its packages are, in words that are the same on every machine that has the same. Where a key of this
 * machine alone has a path and an inode these have bytes: nothing else can be told of another machine's files.
 */

/** Bytes up to which a file is read as a script, in which places of this machine may stand. */
const SCRIPT_BYTES = 1024 * 1024;

/** Hashes of large files by what tells their states apart, so that each is read once on a machine. */
export type KnownHashes = Pick<KeptLog, 'find' | 'add'>;

/**
 * What a program's file is, links followed, wherever it lies. Undefined: its bytes cannot be read, or do not say what will run.
 */
export function portableProgram(path: string, root: string, look: Look, known: KnownHashes): string | undefined {
  const file = look.real(path);
  if (isChooser(path, file, look) || ELSEWHERE.test(headAt(file, look))) return undefined;
  const bytes = bytesOf(file, root, look, known);
  if (bytes === undefined) return undefined;
  const place = placeOf(file, root, look);
  // Outside of the repository folders are called as each machine likes it.
  const name = isAbsolute(place) ? basename(place) : place;
  const packages = packagesOfProgram({ path, file, head: headAt(file, look), root, look });
  return [name, bytes, ...packageOf(file, look), ...packages].join(' ');
}

/** Programs that start another one, in the version that a machine or a folder has chosen. */
const CHOOSERS = /^(?:rustup(?:-init)?|volta-shim|mise|asdf|proto-shim)$/;
/** Scripts that load what they are from packages that nobody lists here: the same few lines stand for every version. */
const ELSEWHERE = /^#!.*\b(?:ruby|php|perl|Rscript)/;

/** Whether it is one of rustup, Volta, pyenv, rbenv, asdf, mise or Scoop. `file`: with links followed. */
function isChooser(path: string, file: string, look: Look): boolean {
  if (CHOOSERS.test(basename(file)) || [path, file].some(isStandIn)) return true;
  // What rustup starts tools by is a hard link to it, or a copy.
  const rustup = look.at(join(dirname(file), 'rustup'));
  return rustup !== undefined && rustup.size === look.at(file)?.size;
}

function headAt(file: string, look: Look): string {
  return (look.at(file)?.size ?? 0) > SCRIPT_BYTES ? '' : headOf(look.read(file));
}

/** What is installed for JavaScript tools, without what package managers note of this machine. */
export function portableNodePackages(surroundings: Surroundings): readonly string[] {
  const { root, look } = surroundings;
  return installedNodePackages(surroundings, (text) =>
    hash(withoutPlaces(withoutMachine(text.toString()), root, look)),
  );
}

/** Where pnpm keeps packages on this machine, from where, and when it last did something. */
const OF_PNPM = ['storeDir', 'virtualStoreDir', 'prunedAt', 'registries', 'pendingBuilds'];
/** The same in YAML, with what belongs to it below. */
const LINES_OF_PNPM = new RegExp(`^(?:${OF_PNPM.join('|')}):.*(?:\\n[ \\t-].*)*`, 'gm');
/** Yarn's cache, however far above the repository it lies. */
const CACHE_OF_YARN = /(?:\.\.\/)+(?:[^/"\s]+\/)*\.yarn\/berry\/cache\//g;

function withoutMachine(text: string): string {
  if (!text.startsWith('{')) return text.replace(LINES_OF_PNPM, '').replace(CACHE_OF_YARN, '');
  try {
    return JSON.stringify(JSON.parse(text), (key, value) => (OF_PNPM.includes(key) ? undefined : value));
  } catch {
    return text;
  }
}

function bytesOf(file: string, root: string, look: Look, known: KnownHashes): string | undefined {
  const sight = look.at(file);
  if (sight === undefined) return undefined;
  if (sight.size <= SCRIPT_BYTES) {
    const bytes = look.read(file);
    return bytes && hash(isText(bytes) ? withoutPlaces(bytes.toString('latin1'), root, look) : bytes);
  }
  const key = hash(`${file}\0${sight.stamp}`).slice(0, 40);
  const kept = known.find([key]).get(key);
  if (kept !== undefined) return kept;
  const bytes = look.read(file);
  if (bytes === undefined) return undefined;
  const word = hash(bytes);
  try {
    known.add([[key, word]]);
  } catch {
    // Where nothing can be written it is read each time.
  }
  return word;
}

/**
 * A script as it would be in any other folder: package managers write into theirs where the repository lies, and where the
 * interpreter is, of which the name is enough.
 */
function withoutPlaces(text: string, root: string, look: Look | undefined): string {
  const roots = new Set([root, look?.real(root) ?? root]);
  const moved = [...roots].reduce((rest, one) => rest.replaceAll(one, '.'), text);
  return moved.replace(/^#!\s*"?([^\s"]+)/, (_, interpreter: string) => `#!${basename(interpreter)}`);
}

function isText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 8000).includes(0);
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
