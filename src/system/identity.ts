import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { foldersToRoot, pythonEnvironment, type Surroundings } from './search-path.ts';

/** Bytes up to which a program is hashed; above it, inode, size and times stand for its content: hashing 100 MB takes longer than most checks. */
const HASHED_BYTES = 1024 * 1024;

/**
 * What a program's file is, links followed, and of what version: changes with every upgrade. Two checkouts that share their
 * dependencies, or have the same ones, see the same program. `root`: the top of the worktree, for a program inside.
 */
export function identifyFile(path: string, root?: string): string {
  const file = realpathSync(path);
  return [placeOf(file, root), contentOf(file), ...packageOf(file), ...interpreterPackages(file)].join(' ');
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

/** What is installed for JavaScript tools: a hash of each package manager's own list, from the task's folder up to the root. */
export function installedNodePackages(surroundings: Surroundings): readonly string[] {
  return foldersToRoot(surroundings).flatMap((folder) =>
    NODE_LISTS.flatMap((name) => hashIfThere(join(folder, name), surroundings.root)),
  );
}

/** What is installed in the Python environment: the names of its packages with their versions. */
export function installedPythonPackages(surroundings: Surroundings): readonly string[] {
  const environment = pythonEnvironment(surroundings);
  return environment === undefined ? [] : pythonPackagesIn(environment);
}

/** A name for the file that is the same in every checkout: dependencies are told apart by what is in them, not by where they are. */
function placeOf(file: string, root: string | undefined): string {
  const dependencies = /\/(?:node_modules|\.venv)\/.*/s.exec(file);
  if (dependencies !== null) return dependencies[0].slice(1);
  const inside = root === undefined ? file : relative(realpathSync(root), file);
  return inside.startsWith('..') || isAbsolute(inside) ? file : inside.replaceAll(sep, '/');
}

function contentOf(file: string): string {
  const stat = statSync(file, { bigint: true });
  const stamp = `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
  if (stat.size > HASHED_BYTES) return stamp;
  try {
    return hashOf(readFileSync(file));
  } catch {
    // It may be run and not be read.
    return stamp;
  }
}

/** The package that a script belongs to: its own file is often two lines that load the rest and never change. */
function packageOf(file: string): readonly string[] {
  if (!file.includes(`${sep}node_modules${sep}`)) return [];
  for (let folder = dirname(file); !folder.endsWith(`${sep}node_modules`); folder = dirname(folder)) {
    const text = readIfThere(join(folder, 'package.json'));
    if (text !== undefined) return [hashOf(text)];
    if (dirname(folder) === folder) break;
  }
  return [];
}

/** What is installed beside a Python script, whose first line names the interpreter: the script itself only imports it. */
function interpreterPackages(file: string): readonly string[] {
  const head = readHead(file);
  const interpreter = /^#!\s*"?(\/[^"\n]*\/bin\/python[\d.]*)/.exec(head)?.[1];
  return interpreter === undefined ? [] : [hashOf(pythonPackagesIn(dirname(dirname(interpreter))).join('\n'))];
}

function pythonPackagesIn(environment: string): readonly string[] {
  const library = join(environment, 'lib');
  return namesIn(library)
    .filter((version) => /^python\d/.test(version))
    .flatMap((version) => {
      const packages = join(library, version, 'site-packages');
      return existsSync(packages) ? [`${version}: ${namesIn(packages).join(' ')}`] : [];
    });
}

/** Names in a folder, sorted; without what Python and pip leave there on the way. */
function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder);
    return names.filter((name) => name !== '__pycache__' && !name.startsWith('~')).sort();
  } catch {
    return [];
  }
}

function hashIfThere(file: string, root: string): readonly string[] {
  const text = readIfThere(file);
  return text === undefined ? [] : [`${relative(root, file).replaceAll(sep, '/')} ${hashOf(text)}`];
}

function readIfThere(file: string): Buffer | undefined {
  // Asked first: most of these files are not there, and an error costs more than a look.
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function readHead(file: string): string {
  return statSync(file).size > HASHED_BYTES ? '' : (readIfThere(file)?.subarray(0, 512).toString() ?? '');
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
