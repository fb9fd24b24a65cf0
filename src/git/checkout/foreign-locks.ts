import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { isUtf8 } from '../../core/path-bytes.ts';
import { isFolder } from '../../system/processes/search-path.ts';
import { installedAsLocked } from './installed-as-locked.ts';
import type { Places } from './link-dependencies.ts';

/** Lock files with the command that installs what they say. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['package-lock.json', 'npm ci'],
  ['npm-shrinkwrap.json', 'npm ci'],
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
  ['bun.lockb', 'bun install'],
  ['uv.lock', 'uv sync'],
  ['poetry.lock', 'poetry install'],
  ['pdm.lock', 'pdm sync'],
  ['Pipfile.lock', 'pipenv sync'],
]);

const REQUIREMENTS = /^requirements[^/]*\.txt$/;

/** Dependencies that a commit holds itself are not installed from anything. */
const HELD = /(?:^|\/)(?:node_modules|\.venv)\//;

/** A lock file of a commit that says something else than what is installed in the worktree. */
export interface ForeignLock {
  readonly path: RepoPath;
  /** What installs what it says. */
  readonly command: string;
}

/**
 * The lock files of a commit by which the dependencies that its checkout is given were not installed. What they were
 * installed from is told by what package managers note of it, else by the worktree's lock file.
 */
export function foreignLocks({ worktree, checkout }: Places, tree: FileSet): readonly ForeignLock[] {
  return [...tree.keys()].flatMap((path) => {
    const command = commandFor(basename(path));
    if (command === undefined || !isUtf8(path) || HELD.test(path)) return [];
    const modules = join(worktree, dirname(path), 'node_modules');
    const isInstalled = isNode(path) ? isFolder(modules) : hasEnvironment(worktree, dirname(path));
    if (!isInstalled || !existsSync(join(checkout, path))) return [];
    return isSame(path, { worktree, checkout }, modules) ? [] : [{ path, command }];
  });
}

function commandFor(name: string): string | undefined {
  return COMMANDS.get(name) ?? (REQUIREMENTS.test(name) ? `pip install -r ${name}` : undefined);
}

function isNode(path: RepoPath): boolean {
  return /(?:json|yaml|yarn\.lock|bun\.lockb?)$/.test(path);
}

function hasEnvironment(worktree: string, folder: string): boolean {
  return isFolder(join(worktree, folder, '.venv')) || (folder === '.' && isFolder(join(worktree, '.venv')));
}

/** Both files went through the same filters, so that their bytes can be compared. */
function isSame(path: RepoPath, { worktree, checkout }: Places, modules: string): boolean {
  const [ours, theirs] = [join(worktree, path), join(checkout, path)];
  const isEqual = existsSync(ours) && readFileSync(ours).equals(readFileSync(theirs));
  const noted = join(modules, '.package-lock.json');
  // A pull brings another lock file and installs nothing.
  const mayBeOld = isEqual && existsSync(noted) && statSync(noted).mtimeMs < statSync(ours).mtimeMs;
  if (isEqual && !mayBeOld) return true;
  return installedAsLocked(theirs, modules) ?? isEqual;
}
