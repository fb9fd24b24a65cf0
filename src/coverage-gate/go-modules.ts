import type { CoverageReport } from '../core/coverage/report.ts';
import type { RepoPath } from '../core/files.ts';
import type { PathPlaces } from '../core/report-paths.ts';

/** A module of Go and the folder of its `go.mod`. */
export interface GoModule {
  readonly name: string;
  readonly folder: RepoPath;
}

/** The name that a `go.mod` gives its module; undefined where it gives none. */
export function moduleName(text: string): string | undefined {
  const match = /^[ \t]*module[ \t]+(?:"([^"\s]+)"|`([^`\s]+)`|([^\s"`(]+))/m.exec(text);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** Go reports with paths of files below the repository's folder on disk in place of packages, but for paths that `pathMap` places. */
export function placeModules(
  reports: readonly CoverageReport[],
  modules: readonly GoModule[],
  { directory, pathMap }: Pick<PathPlaces, 'directory' | 'pathMap'>,
): readonly CoverageReport[] {
  // A module may stand in the folder of another, whose name then begins its own.
  const byLength = [...modules].sort((a, b) => b.name.length - a.name.length);
  return reports.map((report) => {
    if (report.format !== 'go') return report;
    const files = report.files.map((file) => {
      const module = byLength.find(({ name }) => file.path.startsWith(`${name}/`));
      const isMapped = pathMap.some(([prefix]) => file.path.startsWith(prefix));
      if (module === undefined || isMapped) return file;
      const inside = `${module.folder}/${file.path.slice(module.name.length + 1)}`;
      return { ...file, path: `${directory}/${inside.replace(/^\//, '')}` };
    });
    return { ...report, files };
  });
}
