import { isObject } from './json-shape.ts';
import type { CheckRecord, RunRecord, Skip } from './record.ts';

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

/** One run, as the log of runs has it: who looked at what, and how that ended. Plain JSON. */
export interface RunEntry
  extends Pick<RunRecord, 'trigger' | 'tier' | 'accepted' | 'startedAt' | 'durationMs' | 'tree' | 'ref'> {
  readonly checks: readonly CheckEntry[];
  /** Names of the gates that objected. */
  readonly objections: readonly string[];
  readonly skips: readonly Skip[];
}

/** What the log keeps of a record: no findings, no output, no names of files. */
export function runEntry(record: RunRecord): RunEntry {
  const { trigger, tier, accepted, startedAt, durationMs, tree, ref, checks, gates, skips } = record;
  return {
    trigger,
    tier,
    accepted,
    startedAt,
    durationMs,
    tree,
    ...(ref === undefined ? {} : { ref }),
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
  };
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
  const { trigger, tier, accepted, startedAt, durationMs, tree, ref, checks, objections, skips } = value;
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
    areAll(skips, (skip) => isObject(skip) && ['task', 'by', 'reason'].every((key) => typeof skip[key] === 'string'))
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

function areAll(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}
