import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from 'node:path/posix';
import { loadAll } from '../catalog.ts';
import type { ScanFormat } from '../core/contracts/scans.ts';
import type { RepoPath } from '../core/files.ts';
import { joinPath } from '../core/inputs.ts';
import type { Work } from '../core/ports.ts';
import type { Scan, ScanInput, Unscanned } from '../core/scan.ts';
import type { Task } from '../core/task.ts';
import { type DecodedScan, decodeScan } from '../scan-report/decode.ts';
import { findReports, type ReportPlaces } from './find-reports.ts';
import { findingLocator } from './locate-findings.ts';
import { firstNewer } from './report-age.ts';
import type { Site } from './site.ts';
import { reasonOf } from './to-outcome.ts';
import { leftoverOf, type WatchedPlaces, watchPlaces } from './watched-places.ts';

/** A report beyond this is of no use to anybody, and would fill the memory. */
const MOST_BYTES = 100 * 1024 * 1024;

const SCRATCH = /^\{scratch\}(\/|$)/;

/** Findings reports that a task may leave, with what stood at their places before it started. */
export interface WatchedScans extends WatchedPlaces {
  readonly inputs: readonly ScanInput[];
}

/** What a task left for gates that judge findings. */
export interface Scanned {
  readonly scans: readonly Scan[];
  readonly unscanned: readonly Unscanned[];
}

type Locate = ReturnType<typeof findingLocator>;

/** Notes which reports are there already. */
export async function watchScans(task: Task, site: Site, scratch: () => string): Promise<WatchedScans> {
  const { scans: inputs = [] } = task;
  const patterns = inputs.map(({ pattern }) => pattern);
  return { inputs, ...(await watchPlaces(patterns, task, site, scratch)) };
}

/**
 * Reads the reports once the task has ended. `printed`: those that its commands have printed, which lie nowhere. Nothing that
 * a secret scanner matched is in what it returns.
 */
export async function collectScans(
  watched: WatchedScans,
  work: Work,
  printed: readonly DecodedScan[],
): Promise<Scanned> {
  if (watched.inputs.length === 0) return { scans: [], unscanned: [] };
  const { root, report } = work.check.task;
  const locate = findingLocator(work, watched.places);
  const formats = await loadAll('scans');
  const scans: Scan[] = [];
  const unscanned: Unscanned[] = [];
  for (const input of watched.inputs) {
    const found =
      input.pattern === report
        ? printed.map((one) => scanOf(one, report, input))
        : await readInput(input, watched, formats, locate, root);
    for (const one of found) {
      if ('findings' in one) scans.push(one);
      else unscanned.push(one);
    }
  }
  return { scans, unscanned };
}

async function readInput(
  input: ScanInput,
  watched: WatchedScans,
  formats: ReadonlyMap<string, ScanFormat>,
  locate: Locate,
  root: RepoPath,
): Promise<readonly (Scan | Unscanned)[]> {
  const { pattern, isSure } = input;
  const files = await findReports(pattern, watched.places);
  const wanted = SCRATCH.test(pattern) ? pattern : joinPath(root, normalize(pattern));
  if (files === undefined) return [problem(input, wanted, `${wanted} leads out of the repository`)];
  if (files.length === 0) return isSure ? [problem(input, wanted, `no findings report was left at ${wanted}`)] : [];
  return files.flatMap((file) => {
    const path = nameOf(file, watched.places);
    if (leftoverOf(file, watched) === undefined) return [readOne(file, path, input, formats, locate, watched)];
    // It may be the report of another task; if it is not, the gate sees that it lies there.
    return !isSure
      ? []
      : [problem(input, path, `the findings report ${path} was there before, and was not written anew`)];
  });
}

function readOne(
  file: string,
  path: string,
  input: ScanInput,
  formats: ReadonlyMap<string, ScanFormat>,
  locate: Locate,
  { places }: WatchedScans,
): Scan | Unscanned {
  try {
    if (statSync(file).size > MOST_BYTES)
      return problem(input, path, `the findings report ${path} is larger than 100 MB`);
    const decoded = decodeScan({ text: readFileSync(file, 'utf8'), path, tool: input.tool }, formats);
    const scan = scanOf(decoded, path, input);
    if (!('findings' in scan)) return scan;
    const findings = scan.findings.map(locate);
    const files = new Set(findings.flatMap((one) => one.file ?? []));
    const newer = firstNewer(
      file,
      [...files].map((one) => join(places.directory, one)),
    );
    if (newer !== undefined)
      return problem(input, path, `the findings report ${path} is older than a file that it speaks of`);
    return { ...scan, findings };
  } catch (error) {
    return problem(input, path, `the findings report ${path} cannot be read: ${reasonOf(error)}`);
  }
}

function scanOf(decoded: DecodedScan, path: string, input: ScanInput): Scan | Unscanned {
  if (decoded.status === 'problem')
    return problem(input, path, `the findings report ${path} cannot be used: ${decoded.problem}`);
  return { input: input.input, path, format: decoded.format, ...decoded.reading };
}

function problem({ input }: ScanInput, path: string, message: string): Unscanned {
  return { input, path, message };
}

/** The report as a person knows it, the same for every run of the task. */
function nameOf(file: string, { scratch, directory }: ReportPlaces): string {
  if (file.startsWith(`${scratch}/`)) return `{scratch}${file.slice(scratch.length)}`;
  return file.startsWith(`${directory}/`) ? file.slice(directory.length + 1) : file;
}
