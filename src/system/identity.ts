import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Look } from '../core/look.ts';
import { DISK } from './disk.ts';
import { foldersToRoot, type Surroundings } from './processes/search-path.ts';
import { packagesOfProgram } from './python-packages.ts';

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
  const parts = [
    content,
    ...packageOf(file, look),
    ...packagesOfProgram({ path, file, head: headOf(bytes), root, look }),
  ];
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

/** The start of a script. `bytes`: undefined for what is none, or may not be read. */
export function headOf(bytes: Buffer | undefined): string {
  return bytes?.toString('utf8', 0, 512) ?? '';
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
