import type { PlaceHits } from '../core/coverage/report.ts';
import type { RepoPath } from '../core/files.ts';
import type { GateLine } from '../core/record.ts';
import { branchesOn, linesThatRan, placesOf } from './file-places.ts';
import type { Judgment } from './judgments.ts';
import { type FileMeasure, uncoveredLines } from './merge.ts';
import type { Metric } from './policy.ts';
import { joinRanges, rangeText } from './ranges.ts';
import { isAbout, refusingLines, type Told } from './told.ts';
import { untakenText } from './untaken.ts';

/** Beyond so many files, what is uncovered is only counted: the record has it all. */
const FILES_SHOWN = 20;

/** What did not run where that refuses, by file: lines, branches with their number, and changed lines as they are written. */
export function gapNotes(told: Told): readonly GateLine[] {
  const failed = told.judgments.filter(({ status, rule }) => status === 'failed' && rule !== 'changed');
  const changed = refusingLines(told);
  if (failed.length === 0 && changed.size === 0) return [];
  const paths = [...new Set([...told.measurement.files.keys(), ...changed.keys()])].sort();
  const notes: GateLine[] = [];
  let found = 0;
  for (const path of paths) {
    const file = told.measurement.files.get(path);
    const short = file === undefined ? NONE : shortMetrics(path, file, failed, told);
    const texts = [...wholeTexts(path, file, short), ...changedTexts(path, file, changed.get(path) ?? [], short, told)];
    if (texts.length > 0) found += 1;
    if (found <= FILES_SHOWN) notes.push(...texts.map(note));
  }
  const rest = found - FILES_SHOWN;
  return rest > 0 ? [...notes, note(`uncovered lines in ${rest} more files`)] : notes;
}

const NONE: ReadonlySet<Metric> = new Set();

/** Metrics by which the file is short, or pulls down one of which it is a part. */
function shortMetrics(path: RepoPath, file: FileMeasure, failed: readonly Judgment[], told: Told): ReadonlySet<Metric> {
  const own = failed.filter((one) => isAbout(one, path) && (one.rule === 'floor' || isFallen(path, file, one, told)));
  return new Set(own.map(({ metric }) => metric));
}

/** All that did not run of what is short. */
function wholeTexts(path: RepoPath, file: FileMeasure | undefined, short: ReadonlySet<Metric>): readonly string[] {
  if (file === undefined) return [];
  const at = (metric: Metric) => placesOf(file, metric).flatMap(([line, hits]) => (hits > 0 ? [] : [line]));
  return [
    ...(short.has('lines') ? notedLines(path, uncoveredLines(file), 'not covered') : []),
    ...(short.has('branches') ? branchTexts(path, placesOf(file, 'branches')) : []),
    ...(short.has('functions') ? notedLines(path, at('functions'), 'functions not called') : []),
    ...(short.has('statements') ? notedLines(path, at('statements'), 'statements not run') : []),
  ];
}

/** Of what pulls the whole below its baseline, files that are new or have more uncovered than they had. */
function isFallen(path: RepoPath, file: FileMeasure, { subject }: Judgment, { ratchet }: Told): boolean {
  if (subject.type !== 'project' || typeof ratchet === 'string') return true;
  const was = ratchet.baseline?.files.get(path);
  return was === undefined || uncoveredLines(file).length > was.total - was.covered;
}

/** Changed lines, unless they are among those that are listed already, and how they are written. */
function changedTexts(
  path: RepoPath,
  file: FileMeasure | undefined,
  lines: readonly number[],
  listed: ReadonlySet<Metric>,
  { sources }: Told,
): readonly string[] {
  if (lines.length === 0) return [];
  const ran = file === undefined ? new Set<number>() : linesThatRan(file, lines);
  const unlisted = lines.filter((line) => ran.has(line) || !listed.has('lines'));
  const branches = file === undefined || listed.has('branches') ? [] : branchesOn(file, ran);
  const texts = [...(sources.get(path) ?? [])].map(([line, text]) => `${line} | ${text}`);
  return [...notedLines(path, unlisted, 'not covered'), ...branchTexts(path, branches), ...texts];
}

function notedLines(path: RepoPath, lines: readonly number[], what: string): readonly string[] {
  const ranges = joinRanges([...new Set(lines)].sort((a, b) => a - b));
  return ranges.length === 0 ? [] : [`${path}:${ranges.map(rangeText).join(',')} ${what}`];
}

function branchTexts(path: RepoPath, branches: readonly PlaceHits[]): readonly string[] {
  const text = untakenText(branches);
  return text === undefined ? [] : [`${path}:${text} not taken`];
}

function note(text: string): GateLine {
  return { status: 'note', text };
}
