import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readJsonc } from '../config/jsonc.ts';
import type { RepositoryFacts } from '../core/contracts/detection.ts';
import type { RepoPath } from '../core/files.ts';
import { foldersToRoot, pythonEnvironment, type Surroundings } from '../system/processes/search-path.ts';
import { nameOfInstalled, namesInPyproject, namesInRequirements } from './python-names.ts';

/** Bytes up to which a file is read for what it says of tools. */
const READ_LIMIT = 4 * 1024 * 1024;

const REQUIREMENTS = /(?:^|\/)(?:requirements[^/]*|requirements\/[^/]+)\.(?:txt|in)$/;
const PYTHON = /(?:\.(?:py|pyi|ipynb)|(?:^|\/)pyproject\.toml)$/;

/**
 * What is known of the folder `surroundings.cwd`, which holds these files, and of what was committed.
 * Throws `LatticeError` for a package.json that is no JSON.
 */
export function gatherFacts(
  surroundings: Surroundings,
  files: ReadonlySet<RepoPath>,
  commitTitles: readonly string[],
): RepositoryFacts {
  const read = (path: RepoPath) => readWithin(surroundings.root, join(surroundings.cwd, path));
  return {
    files,
    read,
    nodePackages: nodePackages(surroundings),
    pythonPackages: pythonPackages(surroundings, files, read),
    commitTitles,
  };
}

/** Names from package.json of the folder and of those above it, whose tools are found as well. */
function nodePackages(surroundings: Surroundings): ReadonlySet<string> {
  const names = foldersToRoot(surroundings).flatMap((folder) => {
    const file = join(folder, 'package.json');
    const text = readWithin(surroundings.root, file);
    if (text === undefined) return [];
    const { value } = readJsonc(relative(surroundings.root, file), text);
    return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((key) => keysAt(value, key));
  });
  return new Set(names);
}

function keysAt(value: unknown, key: string): readonly string[] {
  if (typeof value !== 'object' || value === null || !(key in value)) return [];
  const member: unknown = value[key as keyof typeof value];
  return typeof member === 'object' && member !== null ? Object.keys(member) : [];
}

/** An environment may be active that has nothing to do with the repository: it counts where there is Python. */
function pythonPackages(
  surroundings: Surroundings,
  files: ReadonlySet<RepoPath>,
  read: (path: RepoPath) => string | undefined,
): ReadonlySet<string> {
  const requirements = [...files].filter((path) => REQUIREMENTS.test(path));
  const hasPython = [...files].some((path) => PYTHON.test(path));
  return new Set([
    ...namesInPyproject(read('pyproject.toml') ?? ''),
    ...requirements.flatMap((path) => namesInRequirements(read(path) ?? '')),
    ...(hasPython ? installedPackages(surroundings) : []),
  ]);
}

function installedPackages(surroundings: Surroundings): readonly string[] {
  const environment = pythonEnvironment(surroundings);
  if (environment === undefined) return [];
  // `lib/python3.12/site-packages`, and `Lib/site-packages` on Windows.
  const libraries = namesIn(join(environment, 'lib')).map((version) => join(environment, 'lib', version));
  return [...libraries, join(environment, 'Lib')]
    .flatMap((library) => namesIn(join(library, 'site-packages')))
    .flatMap(nameOfInstalled);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Text of a regular file of ordinary size that lies, links followed, in the repository. */
function readWithin(root: string, file: string): string | undefined {
  try {
    const real = realpathSync(file);
    const stat = statSync(real);
    if (!stat.isFile() || stat.size > READ_LIMIT || !real.startsWith(realpathSync(root) + sep)) return undefined;
    return readFileSync(real, 'utf8');
  } catch {
    return undefined;
  }
}

/** The folder whose config is to be written: the nearest project up to the root, else the root. */
export function projectFolder(cwd: string, root: string): string {
  for (let folder = cwd; folder !== root && dirname(folder) !== folder; folder = dirname(folder)) {
    const names = namesIn(folder);
    if (names.includes('package.json') || names.includes('pyproject.toml')) return folder;
  }
  return root;
}
