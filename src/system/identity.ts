import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Look } from '../core/look.ts';
import { DISK } from './disk.ts';
import { foldersToRoot, pythonEnvironment, type Surroundings } from './processes/search-path.ts';

/** Bytes up to which a program is hashed; above it, inode, size and times stand for its content: hashing 100 MB takes longer than most checks. */
const HASHED_BYTES = 1024 * 1024;

/**
 * What a program's file is, links followed, and of what version: changes with every upgrade. Two checkouts that share their
 * dependencies, or have the same ones, see the same program. `root`: the top of the worktree, for a program inside.
 */
export function identifyFile(path: string, root?: string, look: Look = DISK): string {
  const file = look.real(path);
  const { size = 0, stamp = 'gone' } = look.at(file) ?? {};
  // It may be run and not be read.
  const bytes = size > HASHED_BYTES ? undefined : look.read(file);
  const content = bytes === undefined ? stamp : hashOf(bytes);
  const parts = [content, ...packageOf(file, look), ...packagesOfInterpreter(bytes, look)];
  return [placeOf(file, root, look), ...parts].join(' ');
}

/** Files in which the package managers note what is installed, as opposed to what is locked. Bun notes nothing else. */
const NODE_LISTS = [
  'node_modules/.package-lock.json',
  'node_modules/.pnpm/lock.yaml',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
  'node_modules/.yarn-integrity',
  '.pnp.cjs',
  '.pnp.data.json',
  'bun.lock',
  'bun.lockb',
];

/**
 * What is installed for JavaScript tools: a hash of each package manager's own list, from the task's folder up to the root.
 * `hash`: of what such a list holds.
 */
export function installedNodePackages(
  surroundings: Surroundings,
  hash: (list: Buffer) => string = hashOf,
): readonly string[] {
  const { root, look = DISK } = surroundings;
  return foldersToRoot(surroundings).flatMap((folder) =>
    NODE_LISTS.flatMap((name) => {
      const file = join(folder, name);
      const list = look.read(file);
      return list === undefined ? [] : [`${relative(root, file).replaceAll(sep, '/')}: ${hash(list)}`];
    }),
  );
}

/** What is installed in the Python environment: the names of its packages with their versions. */
export function installedPythonPackages(surroundings: Surroundings): readonly string[] {
  const environment = pythonEnvironment(surroundings);
  return environment === undefined ? [] : pythonPackagesIn(environment, surroundings.look ?? DISK);
}

/** A name for the file that is the same in every checkout: dependencies are told apart by what is in them, not by where they are. */
export function placeOf(file: string, root: string | undefined, look: Look): string {
  const dependencies = /\/(?:node_modules|\.venv)\/.*/s.exec(file);
  if (dependencies !== null) return dependencies[0].slice(1);
  const inside = root === undefined ? file : relative(look.real(root), file);
  return inside.startsWith('..') || isAbsolute(inside) ? file : inside.replaceAll(sep, '/');
}

/** The package that a script belongs to: its own file is often two lines that load the rest and never change. */
export function packageOf(file: string, look: Look): readonly string[] {
  if (!file.includes(`${sep}node_modules${sep}`)) return [];
  for (let folder = dirname(file); !folder.endsWith(`${sep}node_modules`); folder = dirname(folder)) {
    const text = look.read(join(folder, 'package.json'));
    if (text !== undefined) return [hashOf(text)];
    if (dirname(folder) === folder) break;
  }
  return [];
}

/** What is installed beside a Python script, whose first line names the interpreter: the script itself only imports it. */
export function interpreterPackages(file: string, look: Look): readonly string[] {
  return packagesOfInterpreter((look.at(file)?.size ?? 0) > HASHED_BYTES ? undefined : look.read(file), look);
}

/** `bytes`: of the script; undefined for what is no script, or may not be read. */
function packagesOfInterpreter(bytes: Buffer | undefined, look: Look): readonly string[] {
  const head = bytes?.subarray(0, 512).toString() ?? '';
  const interpreter = /^#!\s*"?(\/[^"\n]*\/bin\/python[\d.]*)/.exec(head)?.[1];
  return interpreter === undefined ? [] : [hashOf(pythonPackagesIn(dirname(dirname(interpreter)), look).join('\n'))];
}

/** Debian has what it installs itself in `dist-packages`, and what anybody else does below `local`. */
function pythonPackagesIn(environment: string, look: Look): readonly string[] {
  return ['lib', 'local/lib'].flatMap((libraries) => {
    const library = join(environment, libraries);
    const versions = namesIn(library, look).filter((version) => /^python\d/.test(version));
    return versions.flatMap((version) =>
      ['site-packages', 'dist-packages'].flatMap((name) => {
        const packages = join(library, version, name);
        return look.at(packages) === undefined ? [] : [`${version}: ${namesIn(packages, look).join(' ')}`];
      }),
    );
  });
}

/** Names in a folder, sorted; without what Python and pip leave there on the way. */
function namesIn(folder: string, look: Look): readonly string[] {
  return [...look.names(folder)].filter((name) => name !== '__pycache__' && !name.startsWith('~')).sort();
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
