import type { GateLine } from '../core/record.ts';
import { gapNotes } from './gaps.ts';
import { judgmentText } from './judgment-text.ts';
import type { Judgment } from './judgments.ts';
import type { UnmatchedPath } from './merge.ts';
import type { Threshold } from './thresholds.ts';
import type { Told } from './told.ts';
import { waiverNotes } from './waiver-notes.ts';

/** One line per judgment, files that are good enough in one line together; then what is uncovered, missing and waived. */
export function summaryLines(told: Told): readonly GateLine[] {
  const { judgments, changed, measurement, gap, waivers } = told;
  const [single, files] = [judgments.filter(isWhole), judgments.filter((one) => !isWhole(one))];
  const shown = files.filter(({ status, waived }) => status === 'failed' || waived.length > 0);
  return [
    ...[...single, ...shown].map((one) => ({ status: one.status, text: judgmentText(one, told) })),
    ...goodFiles(files.filter((one) => !shown.includes(one))),
    ...ratchetLines(told),
    ...(gap === undefined ? [] : [note(gap)]),
    ...gapNotes(told),
    ...(changed?.notMeasured ?? []).map((path) => note(`not measured: ${path}`)),
    ...measurement.unmatched.map((one) => note(`unmatched: ${unmatchedText(one)}`)),
    ...waiverNotes(waivers, judgments),
  ];
}

/** A path of a report that leads nowhere, and the files that it could mean. */
export function unmatchedText({ path, candidates }: UnmatchedPath): string {
  return candidates.length === 0 ? path : `${path} (could be ${candidates.join(' or ')})`;
}

function isWhole({ subject }: Judgment): boolean {
  return subject.type !== 'file';
}

/** One line for all files that are asked the same and of which the same is to be said. */
function goodFiles(judgments: readonly Judgment[]): readonly GateLine[] {
  const byText = new Map<string, { readonly status: Judgment['status']; count: number }>();
  for (const { rule, metric, threshold, status } of judgments) {
    const asked = `${rule === 'changed' ? 'changed lines' : metric} ${status === 'skipped' ? 'not judged by ' : ''}`;
    const text = `with ${asked}${floorText(threshold)}`;
    const same = byText.get(text);
    if (same === undefined) byText.set(text, { status, count: 1 });
    else same.count += 1;
  }
  return [...byText].map(([text, { status, count }]) => ({ status, text: `${filesText(count)} ${text}` }));
}

function floorText(threshold: Threshold): string {
  switch (threshold.kind) {
    case 'percent':
      return `>= ${threshold.written}%`;
    case 'uncovered':
      return `<= ${threshold.most} uncovered`;
    case 'no-worse':
      return 'no worse than they were';
  }
}

function filesText(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** What there is to say of the ratchet besides its judgments. */
function ratchetLines({ ratchet, gap }: Told): readonly GateLine[] {
  if (ratchet === 'off') return [];
  if (ratchet === 'unjudged') return [{ status: 'skipped', text: 'ratchet not judged' }];
  const { path, baseline, since, lowered } = ratchet;
  const notes = lowered.map((text) => note(`the baseline is lowered: ${text}`));
  if (baseline !== undefined) return notes;
  const status = gap === undefined ? 'passed' : 'skipped';
  return [
    { status, text: `ratchet: no baseline to be worse than (since ${since})` },
    note(`commit ${path}, which a run with --all --fix writes`),
    ...notes,
  ];
}

function note(text: string): GateLine {
  return { status: 'note', text };
}
