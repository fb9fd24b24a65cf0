import { join } from 'node:path';
import type { Task } from '../core/task.ts';
import { findReports, type ReportPlaces } from './find-reports.ts';
import { fileTime, isOlder, stampOf } from './report-age.ts';
import type { Site } from './site.ts';

/** Places where a task may leave reports, and what stood there before it started. */
export interface WatchedPlaces {
  readonly places: ReportPlaces;
  /** Stamp of each report that was there before, by absolute path. */
  readonly before: ReadonlyMap<string, string>;
  /** When the task started, by the clock of the file system. */
  readonly started: bigint;
}

/** Notes which reports are there already, so that an old one is never taken for one of this run. `patterns`: as `findReports` takes them; without any, no scratch folder is made. */
export async function watchPlaces(
  patterns: readonly string[],
  { root }: Pick<Task, 'root'>,
  { directory, globTest, logs }: Pick<Site, 'directory' | 'globTest' | 'logs'>,
  scratch: () => string,
): Promise<WatchedPlaces> {
  const places = { directory, base: join(directory, root), scratch: patterns.length === 0 ? '' : scratch(), globTest };
  const found = await Promise.all(patterns.map((pattern) => findReports(pattern, places)));
  const before = found.flatMap((files = []) => files.map((file) => [file, stampOf(file)] as const));
  return { places, before: new Map(before), started: patterns.length === 0 ? 0n : fileTime(logs) };
}

/** Why a report is not of this run: it stands as it did before, or was written before the task started. */
export function leftoverOf(file: string, { before, started }: WatchedPlaces): 'untouched' | 'older' | undefined {
  if (before.get(file) === stampOf(file)) return 'untouched';
  return isOlder(file, started) ? 'older' : undefined;
}
