import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CoverageReport } from '../core/coverage/report.ts';

/** What tells one writing of a file from the next. */
export function stampOf(file: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/**
 * The time now, in nanoseconds, as the file system tells it: what is written from now on is not older.
 * Taken from a folder that is made in there for it, because a mounted disk may have a clock of its own.
 */
export function fileTime(folder: string): bigint {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mark = mkdtempSync(join(folder, 'now-'));
  const { mtimeNs } = statSync(mark, { bigint: true });
  rmdirSync(mark);
  return mtimeNs;
}

/** Whether the file was last written before that time. */
export function isOlder(file: string, time: bigint): boolean {
  return statSync(file, { bigint: true }).mtimeNs < time;
}

/** The first covered file that was written after the report: what was measured is not what is there now. */
export function newerSource(file: string, report: CoverageReport, folders: readonly string[]): string | undefined {
  const { mtimeNs } = statSync(file, { bigint: true });
  const places = [...folders, ...report.roots.flatMap((root) => folders.map((folder) => resolve(folder, root)))];
  return report.files
    .map(({ path }) => path)
    .find((path) => {
      const times = places.map((place) => writtenAt(resolve(place, path))).filter((time) => time !== undefined);
      return times[0] !== undefined && times[0] > mtimeNs;
    });
}

/** The first of these files that was written after the report. Paths are absolute. */
export function firstNewer(report: string, files: Iterable<string>): string | undefined {
  const { mtimeNs } = statSync(report, { bigint: true });
  return [...files].find((file) => (writtenAt(file) ?? 0n) > mtimeNs);
}

function writtenAt(path: string): bigint | undefined {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stat?.isFile() ? stat.mtimeNs : undefined;
  } catch {
    return undefined;
  }
}
