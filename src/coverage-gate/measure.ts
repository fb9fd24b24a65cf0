import type { GateContext } from '../core/contracts/gates.ts';
import type { CoverageReport } from '../core/coverage/report.ts';
import { isRegular, type RepoPath } from '../core/files.ts';
import { pathMatcher } from '../core/report-paths.ts';
import { type GoModule, moduleName, placeModules } from './go-modules.ts';
import { type Measurement, mergeReports } from './merge.ts';
import type { CoveragePolicy } from './policy.ts';
import { withoutSkipped } from './skipped.ts';

/** Merges the reports, less what comments in the sources leave out. Rejects when one of these cannot be read. */
export async function measure(
  reports: readonly CoverageReport[],
  { pathMap }: CoveragePolicy,
  context: Pick<GateContext, 'root' | 'directory' | 'snapshot' | 'read'>,
  isExcluded: (path: string) => boolean,
): Promise<Measurement> {
  const { directory, root, snapshot } = context;
  const tracked = new Set<RepoPath>();
  const submodules: RepoPath[] = [];
  for (const [path, entry] of snapshot.tree) {
    if (isRegular(entry)) tracked.add(path);
    else if (entry.mode === '160000') submodules.push(path);
  }
  const match = pathMatcher({ tracked, submodules, directory, root, pathMap });
  const placed = placeModules(reports, await readModules(reports, context), { directory, pathMap });
  const counted = await withoutSkipped(placed, async (path, roots) => {
    const found = match(path, roots);
    return found.status === 'matched' ? context.read(found.file) : undefined;
  });
  return mergeReports(counted, match, isExcluded);
}

async function readModules(
  reports: readonly CoverageReport[],
  context: Pick<GateContext, 'snapshot' | 'read'>,
): Promise<readonly GoModule[]> {
  if (reports.every(({ format }) => format !== 'go')) return [];
  const paths = [...context.snapshot.tree.keys()].filter((path) => /(^|\/)go\.mod$/.test(path));
  const modules = paths.map(async (path) => {
    const name = moduleName(await context.read(path));
    return name === undefined ? [] : [{ name, folder: path.replace(/\/?go\.mod$/, '') }];
  });
  return (await Promise.all(modules)).flat();
}
