import { loadAll } from '../catalog.ts';
import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { decodeReport } from '../core/coverage/decode.ts';
import type { CoverageReport } from '../core/coverage/report.ts';
import { coverageText } from '../core/coverage/text.ts';
import type { Task } from '../core/task.ts';
import { findReports, type ReportPlaces } from './find-reports.ts';
import { readChunks } from './read-chunks.ts';
import { newerSource } from './report-age.ts';
import type { Site } from './site.ts';
import { reasonOf } from './to-outcome.ts';
import { leftoverOf, type WatchedPlaces, watchPlaces } from './watched-places.ts';

/** Reports that a task should leave, with what stood at their places before it started. */
export interface WatchedReports extends WatchedPlaces {
  /** As the config names them. */
  readonly patterns: readonly string[];
}

/** What a task measured, or why it measured nothing. */
export interface Coverage {
  readonly reports: readonly CoverageReport[];
  readonly problem?: string;
}

/** Notes which reports are there already. */
export async function watchReports(task: Task, site: Site, scratch: () => string): Promise<WatchedReports> {
  return { patterns: task.coverage, ...(await watchPlaces(task.coverage, task, site, scratch)) };
}

/** Reads and decodes the reports once the task has ended. A pattern that matches nothing new is a problem. */
export async function collectCoverage(watched: WatchedReports): Promise<Coverage> {
  if (watched.patterns.length === 0) return { reports: [] };
  const formats = await loadAll('coverage');
  const reports: CoverageReport[] = [];
  for (const pattern of watched.patterns) {
    try {
      const found = await readReports(pattern, watched, formats);
      if (typeof found === 'string') return { reports: [], problem: found };
      reports.push(...found);
    } catch (error) {
      return { reports: [], problem: `the coverage report ${pattern} cannot be read: ${reasonOf(error)}` };
    }
  }
  return { reports };
}

/** The reports that one pattern names, or what is wrong with them. */
async function readReports(
  pattern: string,
  watched: WatchedReports,
  formats: ReadonlyMap<string, CoverageFormat>,
): Promise<readonly CoverageReport[] | string> {
  const { places } = watched;
  const files = await findReports(pattern, places);
  if (files === undefined) return `the coverage report ${pattern} leads out of the repository`;
  if (files.length === 0) return `it left no coverage report at ${pattern}`;
  const reports: CoverageReport[] = [];
  for (const file of files) {
    const name = nameOf(file, pattern, places);
    const leftover = leftoverOf(file, watched);
    if (leftover === 'untouched') return `it did not write the coverage report ${name} anew`;
    if (leftover === 'older') return `the coverage report ${name} was written before the task started`;
    const decoded = decodeReport(
      coverageText(() => readChunks(file)),
      formats,
    );
    if (decoded.status === 'problem') return `the coverage report ${name} cannot be used: ${decoded.problem}`;
    const newer = newerSource(file, decoded.report, [places.base, places.directory]);
    if (newer !== undefined) return `the coverage report ${name} is older than ${newer}, which it covers`;
    reports.push(decoded.report);
  }
  return reports;
}

/** The report as a person knows it: as the config names it where that is one file, else by its path. */
function nameOf(file: string, pattern: string, { base, scratch, directory }: ReportPlaces): string {
  for (const folder of [base, directory]) if (file.startsWith(`${folder}/`)) return file.slice(folder.length + 1);
  return file.startsWith(`${scratch}/`) ? `{scratch}${file.slice(scratch.length)}` : pattern;
}
