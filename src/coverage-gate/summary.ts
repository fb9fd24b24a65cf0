import type { Finding } from '../core/outcome.ts';
import type { GateLine } from '../core/record.ts';
import type { ChangedMeasure } from './changed.ts';
import type { Judgment } from './judgments.ts';
import { type Measurement, type UnmatchedPath, uncoveredLines } from './merge.ts';
import { METRICS, type Metric } from './policy.ts';
import { joinRanges, rangeText } from './ranges.ts';
import { percentText } from './thresholds.ts';

/** All that the lines and findings are made of. */
export interface Told {
  readonly judgments: readonly Judgment[];
  readonly measurement: Measurement;
  readonly changed: ChangedMeasure | undefined;
  /** What the changed lines were compared with, as in "origin/main, 4f2c1e9". */
  readonly since: string | undefined;
  /** Why not everything was measured. */
  readonly gap: string | undefined;
}

/** Beyond so many files, uncovered lines are only counted: the record has them all. */
const FILES_SHOWN = 20;

const ONE: Readonly<Record<Metric, string>> = {
  lines: 'line',
  branches: 'branch',
  functions: 'function',
  statements: 'statement',
};

/** One line per judgment, files that pass their floor in one line together; then what is uncovered, and what is missing. */
export function summaryLines(told: Told): readonly GateLine[] {
  const { judgments, changed, measurement, gap } = told;
  const [single, perFile] = [judgments.filter(isWhole), judgments.filter((one) => !isWhole(one))];
  return [
    ...single.map((one) => ({ status: one.status, text: judgmentText(one, told) })),
    ...perFile
      .filter((one) => one.status === 'failed')
      .map((one) => ({ status: one.status, text: judgmentText(one, told) })),
    ...goodFiles(perFile),
    ...(gap === undefined ? [] : [note(gap)]),
    ...uncoveredNotes(told),
    ...(changed?.notMeasured ?? []).map((path) => note(`not measured: ${path}`)),
    ...measurement.unmatched.map((one) => note(`unmatched: ${unmatchedText(one)}`)),
  ];
}

/** A path of a report that leads nowhere, and the files that it could mean. */
export function unmatchedText({ path, candidates }: UnmatchedPath): string {
  return candidates.length === 0 ? path : `${path} (could be ${candidates.join(' or ')})`;
}

/** One error for each failed judgment, and one for each range of changed lines that is uncovered where those refuse. */
export function findingsOf(told: Told): readonly Finding[] {
  return told.judgments
    .filter((one) => one.status === 'failed')
    .flatMap((one) => {
      const message = judgmentText(one, told) + (told.gap === undefined ? '' : `; ${told.gap}`);
      if (one.scope === 'project') return [{ severity: 'error' as const, message }];
      if (one.scope !== 'changed') return [{ severity: 'error' as const, message, file: one.scope }];
      return [{ severity: 'error' as const, message }, ...changedFindings(told.changed)];
    });
}

function changedFindings(changed: ChangedMeasure | undefined): readonly Finding[] {
  return [...(changed?.uncovered ?? [])].flatMap(([file, lines]) => {
    const reason = changed?.notMeasured.includes(file) ? 'not measured' : 'not covered';
    return joinRanges(lines).map((range) => {
      const which = range[0] === range[1] ? 'changed line' : `changed lines ${rangeText(range)}`;
      return { severity: 'error' as const, message: `${which} ${reason}`, file, line: range[0] };
    });
  });
}

function judgmentText(judgment: Judgment, { since, gap }: Told): string {
  const { metric, scope, covered, total, status } = judgment;
  const after = scope === 'changed' && since !== undefined ? ` (since ${since})` : '';
  if (scope === 'changed' && total === 0) return `changed: 0 executable lines changed${after}`;
  const subject = { project: metric, changed: 'changed' }[scope] ?? `${scope} ${metric}`;
  const reason = status === 'skipped' && gap !== undefined ? ', not judged' : '';
  return `${subject} ${percentText(judgment)} (${covered}/${total})${demandText(judgment)}${reason}${after}`;
}

/** ` < 90%, 4 lines short` */
function demandText({ metric, covered, total, threshold, short }: Judgment): string {
  const missing = short === 0 ? '' : `, ${short} ${short === 1 ? ONE[metric] : metric} short`;
  if (threshold.kind === 'percent') return ` ${short === 0 ? '>=' : '<'} ${threshold.written}%${missing}`;
  return `, ${total - covered} uncovered ${short === 0 ? '<=' : '>'} ${threshold.most}${missing}`;
}

function isWhole({ scope }: Judgment): boolean {
  return scope === 'project' || scope === 'changed';
}

function goodFiles(judgments: readonly Judgment[]): readonly GateLine[] {
  return METRICS.flatMap((metric) => {
    const [first, ...others] = judgments.filter((one) => one.metric === metric && one.status !== 'failed');
    if (first === undefined) return [];
    const { threshold, status } = first;
    const floor = threshold.kind === 'percent' ? `>= ${threshold.written}%` : `<= ${threshold.most} uncovered`;
    const files = others.length === 0 ? '1 file' : `${others.length + 1} files`;
    return [{ status, text: `${files} with ${metric} ${status === 'skipped' ? `not judged by ${floor}` : floor}` }];
  });
}

/** Where lines refuse: those of the changed lines when they do, else those of the project or of single files. */
function uncoveredNotes({ judgments, measurement, changed }: Told): readonly GateLine[] {
  const failed = new Set(
    judgments.filter((one) => one.status === 'failed' && one.metric === 'lines').map((one) => one.scope),
  );
  const byFile = new Map<string, readonly number[]>();
  for (const [path, file] of measurement.files) {
    if (failed.has('project') || failed.has(path)) byFile.set(path, uncoveredLines(file));
  }
  if (failed.has('changed')) {
    for (const [path, lines] of changed?.uncovered ?? []) if (!byFile.has(path)) byFile.set(path, lines);
  }
  const shown = [...byFile].filter(([, lines]) => lines.length > 0);
  const notes = shown.slice(0, FILES_SHOWN).map(([path, lines]) => {
    return note(`${path}:${joinRanges(lines).map(rangeText).join(',')} not covered`);
  });
  const rest = shown.length - notes.length;
  return rest > 0 ? [...notes, note(`uncovered lines in ${rest} more files`)] : notes;
}

function note(text: string): GateLine {
  return { status: 'note', text };
}
