import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isFolder } from '../../system/processes/search-path.ts';

/** A Python environment that goes from one worktree to another. All paths absolute. */
export interface Move {
  readonly worktree: string;
  readonly checkout: string;
  /** Where the environment is, and where it is to be. */
  readonly environment: string;
  readonly own: string;
}

/** Files that Python reads when it starts, or that say where a package is: paths, finders, links of older tools. */
const SAYS_WHERE = /\.(?:pth|py|egg-link)$/;

/** Larger files are no such thing. */
const MOST_BYTES = 1024 * 1024;

/** The text of a file of `site-packages`, or of a program, as it has to be after the move; undefined when that is no other. */
export function relocated(file: string, move: Move): string | undefined {
  const text = readText(file);
  if (text === undefined || !(SAYS_WHERE.test(file) || text.startsWith('#!'))) return undefined;
  const moved = /\.(?:pth|egg-link)$/.test(file) ? relocateLines(text, file, move) : relocatePaths(text, move);
  return moved === text ? undefined : moved;
}

/** Whether Python finds packages in the worktree through this environment, as after `pip install -e` (PEP 660). */
export function leadsBack(environment: string, worktree: string): boolean {
  const move = { worktree, checkout: '/', environment, own: environment };
  return sitePackages(environment).some((folder) =>
    readdirSync(folder).some((name) => SAYS_WHERE.test(name) && relocated(join(folder, name), move) !== undefined),
  );
}

/** The folders of an environment, or of a whole system, that packages are installed in. */
export function sitePackages(environment: string): readonly string[] {
  const libraries = ['lib', 'lib64', 'local/lib']
    .map((name) => join(environment, name))
    .filter((folder) => isFolder(folder));
  return libraries
    .flatMap((library) => readdirSync(library).map((version) => join(library, version)))
    .flatMap((version) => ['site-packages', 'dist-packages'].map((name) => join(version, name)))
    .filter((folder) => isFolder(folder));
}

function readText(file: string): string | undefined {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= MOST_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    // A link that leads nowhere leads not into the worktree either.
    return undefined;
  }
}

/** Lines that are paths, relative to their folder or absolute, whichever way they are spelled; see site.py of Python. */
function relocateLines(text: string, file: string, move: Move): string {
  const lines = text.split('\n').map((line) => {
    const path = line.trim();
    const isPath = path !== '' && !/^(?:#|import\s)/.test(path);
    const inside = isPath ? ownPath(resolve(file, '..', path), move) : undefined;
    return inside === undefined ? relocatePaths(line, move) : join(move.checkout, inside);
  });
  return lines.join('\n');
}

/** The path within the worktree, links followed; undefined for what lies elsewhere, or in the environment itself. */
function ownPath(path: string, { worktree, environment }: Move): string | undefined {
  const real = realOf(path);
  const inside = relative(realOf(worktree), real);
  if (isOutside(inside) || !isOutside(relative(realOf(environment), real))) return undefined;
  return inside;
}

function isOutside(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** Paths that stand in a text, between quotes, blanks and the like. Those of the environment are longer than those they lie in. */
function relocatePaths(text: string, { worktree, checkout, environment, own }: Move): string {
  const targets = new Map<string, string>();
  for (const one of [worktree, realOf(worktree)]) targets.set(one, checkout);
  for (const one of [environment, realOf(environment)]) targets.set(one, own);
  const longestFirst = [...targets.keys()].sort((a, b) => b.length - a.length);
  const paths = longestFirst.map((path) => path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const whole = new RegExp(`(?<![^\\s"'=:;,([{!])(?:${paths})(?![^/\\\\\\s"':;,)\\]}])`, 'g');
  return text.replace(whole, (path) => targets.get(path) ?? path);
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
