import type { RepoPath } from '../core/files.ts';
import type { Measurement } from './merge.ts';
import type { CoveragePolicy, Demand, FileDemand, Metric } from './policy.ts';
import type { Threshold } from './thresholds.ts';

/** Makes a test for paths of the repository from globs of the config. */
export type FilesTest = (globs: readonly string[]) => (path: RepoPath) => boolean;

/** What is asked of a single file: of the entries that mean it, the last one that names a metric counts. */
export function fileDemands(perFile: readonly FileDemand[], filesTest: FilesTest): (path: RepoPath) => Demand {
  const entries = perFile.map((entry) => ({
    ...entry,
    isMeant: entry.files === undefined ? () => true : filesTest(entry.files),
  }));
  /** Projects have thousands of files, of a few sorts. */
  const known = new Map<string, Demand>();
  return (path) => {
    const own = entries.filter(({ isMeant }) => isMeant(path));
    const sort = own.map((entry) => entries.indexOf(entry)).join();
    const demand = known.get(sort) ?? lastOf(own);
    known.set(sort, demand);
    return demand;
  };
}

function lastOf(entries: readonly FileDemand[]): Demand {
  return {
    floors: new Map<Metric, Threshold>(entries.flatMap(({ floors }) => [...floors])),
    changed: entries.findLast(({ changed }) => changed !== undefined)?.changed,
  };
}

/** Whether changed lines are judged anywhere. */
export function asksForChange({ changed, groups, perFile }: CoveragePolicy): boolean {
  return changed !== undefined || [...groups, ...perFile].some((one) => one.changed !== undefined);
}

/** Metrics that every file has to know. A line with a branch never taken can only be told where branches are known. */
export function askedOfAll(policy: CoveragePolicy): ReadonlySet<Metric> {
  const forChanged: readonly Metric[] = policy.partial === 'uncovered' && asksForChange(policy) ? ['branches'] : [];
  const forFiles = policy.perFile.flatMap(({ files, floors }) => (files === undefined ? [...floors.keys()] : []));
  return new Set([...policy.floors.keys(), ...forFiles, ...forChanged]);
}

/** Metrics that a file has to know, those of all among them. The ratchet counts lines, which every report knows. */
export function askedOf(policy: CoveragePolicy, filesTest: FilesTest): (path: RepoPath) => ReadonlySet<Metric> {
  const ofAll = askedOfAll(policy);
  if ([...policy.groups, ...policy.perFile].every(({ files }) => files === undefined)) return () => ofAll;
  const demandOf = fileDemands(policy.perFile, filesTest);
  const groups = policy.groups.map(({ files, floors }) => ({ floors, isMeant: filesTest(files) }));
  return (path) => {
    const ofGroups = groups.flatMap(({ floors, isMeant }) => (isMeant(path) ? [...floors.keys()] : []));
    return new Set([...ofAll, ...demandOf(path).floors.keys(), ...ofGroups]);
  };
}

/** Why a group cannot be judged: all of nothing would pass. Undefined when each has a file. */
export function emptyGroup(
  { groups }: CoveragePolicy,
  { files }: Measurement,
  filesTest: FilesTest,
): string | undefined {
  const paths = [...files.keys()];
  const empty = groups.find((group) => !paths.some(filesTest(group.files)));
  return (
    empty &&
    `no file that the coverage reports know matches ${empty.files.join(', ')}, of which \`groups\` asks something`
  );
}
