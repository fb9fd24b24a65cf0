import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { globProblem, globTest } from '../config/globs.ts';
import type { MigrationSite } from '../core/contracts/migrations.ts';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';
import type { HooksPlace } from '../git/hooks/hooks-path.ts';
import { keyOf, readForeign, readPackage } from './foreign-document.ts';

/** Bytes up to which a file is read for what its first line or its settings say. */
const READ_LIMIT = 1024 * 1024;

/** Packages whose program has another name. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  biome: '@biomejs/biome',
  commitlint: '@commitlint/cli',
  cz: 'commitizen',
  'git-cz': 'commitizen',
  nx: 'nx',
  tsc: 'typescript',
};

/**
 * What configs of other tools are read with. `root`: the top of the repository, absolute; `hooks`: where git looks for hooks.
 * Throws `LatticeError` for a package.json that is no JSON.
 */
export function migrationSite(root: string, files: ReadonlySet<RepoPath>, hooks: HooksPlace): MigrationSite {
  const read = (path: RepoPath) => readWithin(root, path);
  const description = readPackage(read('package.json'));
  const packageKey = (key: string) => keyOf(description, key);
  const named = new Set(
    ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
      Object.keys(Object(packageKey(key)?.value)),
    ),
  );
  return {
    files,
    read,
    parse: (path) => readForeign(root, path),
    packageKey,
    isLocal: (program) =>
      /^[\w@.-]+$/.test(program) &&
      (existsSync(join(root, 'node_modules', '.bin', program)) || named.has(PACKAGE_OF[program] ?? program)),
    globTest: (glob) => (globProblem(glob) === undefined ? globTest(glob) : undefined),
    hooksFolder: withinWorktree(root, hooks.folder),
  };
}

/** Text of a regular file of ordinary size that lies, links followed, in the repository. */
function readWithin(root: string, path: RepoPath): string | undefined {
  const file = onDisk(root, path);
  try {
    const stat = lstatSync(file);
    const real = realpathSync(file);
    if (stat.isDirectory() || stat.size > READ_LIMIT || !real.startsWith(realpathSync(root) + sep)) return undefined;
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function withinWorktree(root: string, folder: string): RepoPath | undefined {
  const way = relative(root, folder).replaceAll(sep, '/');
  return way === '' || way.startsWith('../') || way.startsWith('.git/') || way === '..' ? undefined : way;
}
