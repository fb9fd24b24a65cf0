import { join, normalize } from 'node:path/posix';
import type { RepoPath } from '../core/files.ts';
import { pathMatcher } from '../core/report-paths.ts';
import type { ScanFinding } from '../core/scan.ts';

/** Where the files lie that a report speaks of. */
export interface ScanPlaces {
  readonly tracked: ReadonlySet<RepoPath>;
  /** Names that the repository's folder on disk has, while the scanner ran: absolute, the one with links followed first. */
  readonly directories: readonly [string, ...string[]];
  /** Folder of the config, relative to the repository. */
  readonly root: RepoPath;
  /** Folder in which the scanner ran, relative to the repository. */
  readonly cwd: RepoPath;
}

/**
 * Makes the files of findings relative to the repository, whatever form the scanner wrote them in. A file that git does not
 * know keeps its path where that leads into the repository; else the finding has no file, and says where it is.
 */
export function fileLocator({ tracked, directories, root, cwd }: ScanPlaces): (finding: ScanFinding) => ScanFinding {
  const [directory, ...others] = directories;
  const pathMap = others.map((other) => [`${other}/`, `${directory}/`] as const);
  const match = pathMatcher({ tracked, directory, root, pathMap });
  const roots = [`${directory}/${cwd}`];
  return (finding) => {
    const { file: written, ...bare } = finding;
    if (written === undefined) return finding;
    const found = match(written, roots);
    const file = found.status === 'matched' ? found.file : inRepository(found.path, isWhole(written) ? '' : cwd);
    if (file !== undefined) return { ...finding, file };
    const { line: _line, endLine: _endLine, column: _column, ...rest } = bare;
    return { ...rest, message: `${rest.message} (in ${written})` };
  };
}

/** Undefined for a path that leads out. `path`: as it reads below the repository or in the report; `folder`: what that is relative to. */
function inRepository(path: string, folder: RepoPath): RepoPath | undefined {
  if (isWhole(path)) return undefined;
  const inside = normalize(join(folder, path));
  return inside === '..' || inside.startsWith('../') ? undefined : inside;
}

function isWhole(path: string): boolean {
  return /^(file:|[\\/]|[a-z]:[\\/])/i.test(path);
}
