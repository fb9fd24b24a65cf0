import { appendTo } from './coverage/parts.ts';
import type { RepoPath } from './files.ts';
import { isAbsolute, join, normalize } from './spelled-paths.ts';

/** Where the paths of reports may lead. */
export interface PathPlaces {
  /** Every file that a path may mean. */
  readonly tracked: ReadonlySet<RepoPath>;
  /** Folders of submodules, whose files are those of another repository. */
  readonly submodules?: readonly RepoPath[];
  /** The repository's folder on disk while the tasks ran: absolute. */
  readonly directory: string;
  /** Folder of the config, relative to the repository. */
  readonly root: RepoPath;
  /** Prefixes of report paths and what stands for them; the longest one wins. */
  readonly pathMap: readonly (readonly [prefix: string, replacement: string])[];
}

/** The file that a path of a report means, or what stood in the way. */
export type PathMatch =
  | { readonly status: 'matched'; readonly file: RepoPath }
  /** It lies in a submodule. `path`: as it reads below the repository. */
  | { readonly status: 'foreign'; readonly path: RepoPath; readonly submodule: RepoPath }
  /** `path`: as it reads below the repository or in the report; `candidates`: files that it could mean as well as each other. */
  | { readonly status: 'unmatched'; readonly path: string; readonly candidates: readonly RepoPath[] };

/** Finds files for paths of a report that has these roots. The files are indexed once, when a path is first looked for by its end. */
export function pathMatcher(places: PathPlaces): (path: string, roots: readonly string[]) => PathMatch {
  const { tracked } = places;
  let index: Index | undefined;
  const directory = normalize(places.directory);
  const config = join(directory, places.root);
  const prefixes = [...places.pathMap].sort(([a], [b]) => b.length - a.length);

  return (written, roots) => {
    const path = normalize(replacePrefix(written, prefixes));
    const inside = below(directory, path);
    // It names one file of this very folder: a file of like name elsewhere is another one.
    if (inside !== undefined) return at(inside) ?? unmatched(inside, []);
    const relative = isAbsolute(path) ? undefined : matchRelative(path, roots);
    if (relative !== undefined) return relative;
    index ??= indexByName(tracked);
    return matchByEnd(path, tracked, index);
  };

  /** The report's own roots come first, the config's folder after them. */
  function matchRelative(path: string, roots: readonly string[]): PathMatch | undefined {
    const rooted = [...new Set(roots.flatMap((root) => placeIn(join(config, normalize(root)), path) ?? []))].sort();
    const [place = placeIn(config, path), other] = rooted;
    if (other !== undefined) return unmatched(path, rooted);
    return place === undefined ? undefined : at(place);
  }

  /** Where the path leads from the folder, if there is a file. */
  function placeIn(folder: string, path: string): RepoPath | undefined {
    const inside = below(directory, join(folder, path));
    return inside !== undefined && at(inside) !== undefined ? inside : undefined;
  }

  function at(inside: RepoPath): PathMatch | undefined {
    if (tracked.has(inside)) return matched(inside);
    const submodule = places.submodules?.find((folder) => below(folder, inside) !== undefined);
    return submodule === undefined ? undefined : { status: 'foreign', path: inside, submodule };
  }
}

function matched(file: RepoPath): PathMatch {
  return { status: 'matched', file };
}

function unmatched(path: string, candidates: readonly RepoPath[]): PathMatch {
  return { status: 'unmatched', path, candidates };
}

function below(directory: string, path: string): RepoPath | undefined {
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
}

/** The longest file that ends the path, else the only file that the path ends. */
function matchByEnd(path: string, tracked: ReadonlySet<RepoPath>, { byName, deepest }: Index): PathMatch {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '..');
  for (let from = Math.max(0, segments.length - deepest); from < segments.length; from += 1) {
    const end = segments.slice(from).join('/');
    if (tracked.has(end)) return matched(end);
  }
  const end = `/${segments.join('/')}`;
  const candidates = (byName.get(segments.at(-1) ?? '') ?? []).filter((file) => file.endsWith(end));
  const [file, other] = candidates;
  return file === undefined || other !== undefined ? unmatched(path, candidates) : matched(file);
}

interface Index {
  /** Files by the last segment of their path. */
  readonly byName: ReadonlyMap<string, readonly RepoPath[]>;
  /** How many segments a file has at most. */
  readonly deepest: number;
}

function indexByName(tracked: ReadonlySet<RepoPath>): Index {
  const byName = new Map<string, RepoPath[]>();
  let deepest = 0;
  for (const path of tracked) {
    const segments = path.split('/');
    appendTo(byName, segments.at(-1) ?? '', path);
    deepest = Math.max(deepest, segments.length);
  }
  return { byName, deepest };
}

function replacePrefix(path: string, prefixes: PathPlaces['pathMap']): string {
  const slashed = path.replaceAll('\\', '/');
  for (const [prefix, replacement] of prefixes) {
    if (slashed.startsWith(prefix.replaceAll('\\', '/'))) return replacement + slashed.slice(prefix.length);
  }
  return path;
}
