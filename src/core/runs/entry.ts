import { isObject } from '../json-shape.ts';
import type { CheckRecord, GateRecord, RunRecord, Skip } from '../record.ts';

/** How one check of a run ended, as the log of runs has it. */
export interface CheckEntry {
  readonly task: string;
  /** Folder of its config, where it is not the root. */
  readonly root?: string;
  readonly status: CheckRecord['status'];
  readonly cached: boolean;
  /** Milliseconds. */
  readonly durationMs: number;
  /** Files that it is about, and those of them that it looked at. */
  readonly files: number;
  readonly filesRun: number;
}

/** A share of code that ran, as a gate has judged it. */
export interface CoverageEntry {
  /** As in `lines`. */
  readonly metric: string;
  readonly scope: 'project' | 'changed';
  /** Folder of the config, where it is not the root. */
  readonly root?: string;
  readonly covered: number;
  readonly total: number;
}

/** One run, as the log of runs has it: who looked at what, and how that ended. Plain JSON. */
export interface RunEntry
  extends Pick<RunRecord, 'trigger' | 'tier' | 'accepted' | 'startedAt' | 'durationMs' | 'tree' | 'ref' | 'cache'> {
  readonly checks: readonly CheckEntry[];
  /** Names of the gates that objected. */
  readonly objections: readonly string[];
  readonly skips: readonly Skip[];
  /** What gates measured of the whole and of the change; absent where that was nothing. */
  readonly coverage?: readonly CoverageEntry[];
}

/** What the log keeps of a record: no findings, no output, no names of files. */
export function runEntry(record: RunRecord): RunEntry {
  const { trigger, tier, accepted, startedAt, durationMs, tree, ref, cache, checks, gates, skips } = record;
  const coverage = gates.flatMap(coverageOf);
  return {
    trigger,
    tier,
    accepted,
    startedAt,
    durationMs,
    tree,
    ...(ref === undefined ? {} : { ref }),
    ...(cache === undefined ? {} : { cache }),
    checks: checks
      .filter(({ status }) => status !== 'skipped')
      .map(({ task, root, status, cached, durationMs: took, files, filesRun }) => ({
        task,
        ...(root === undefined ? {} : { root }),
        status,
        cached,
        durationMs: took,
        files,
        filesRun,
      })),
    objections: gates.filter(({ status }) => status === 'failed' || status === 'broken').map(({ gate }) => gate),
    skips,
    ...(coverage.length === 0 ? {} : { coverage }),
  };
}

/** Where only part of the tests ran, nothing was judged of the whole, and nothing is known of it. */
function coverageOf({ root, metrics }: GateRecord): readonly CoverageEntry[] {
  if (!Array.isArray(metrics)) return [];
  const shares = metrics.filter((one: unknown) => isObject(one) && one['status'] !== 'skipped' && isShare(one));
  const entries = new Map<string, CoverageEntry>();
  for (const { metric, scope, covered, total } of shares as readonly CoverageEntry[]) {
    entries.set(`${scope} ${metric}`, { metric, scope, ...(root === undefined ? {} : { root }), covered, total });
  }
  return [...entries.values()];
}

/** One line of the log, with its line break. */
export function formatEntry(entry: RunEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The entries of a log, in its order. Lines that are damaged, cut off or of another version are left out. */
export function parseEntries(text: string): readonly RunEntry[] {
  return text.split('\n').flatMap((line) => parseEntry(line) ?? []);
}

function parseEntry(line: string): RunEntry | undefined {
  if (line === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is RunEntry {
  if (!isObject(value)) return false;
  const { trigger, tier, accepted, startedAt, durationMs, tree, ref, checks, objections, skips, coverage } = value;
  return (
    typeof trigger === 'string' &&
    typeof accepted === 'boolean' &&
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt)) &&
    typeof durationMs === 'number' &&
    (typeof tree === 'string' || tree === null) &&
    (typeof ref === 'string' || ref === undefined) &&
    areAll(tier, (name) => typeof name === 'string') &&
    areAll(checks, isCheck) &&
    areAll(objections, (name) => typeof name === 'string') &&
    areAll(skips, (skip) => isObject(skip) && ['task', 'by', 'reason'].every((key) => typeof skip[key] === 'string')) &&
    (coverage === undefined || areAll(coverage, isShare))
  );
}

function isCheck(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { task, root, status, cached, durationMs } = value;
  return (
    typeof task === 'string' &&
    (typeof root === 'string' || root === undefined) &&
    typeof status === 'string' &&
    typeof cached === 'boolean' &&
    Number.isFinite(durationMs)
  );
}

function isShare(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { metric, scope, root, covered, total } = value;
  return (
    typeof metric === 'string' &&
    (scope === 'project' || scope === 'changed') &&
    (typeof root === 'string' || root === undefined) &&
    [covered, total].every(Number.isSafeInteger)
  );
}

function areAll(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}
