import type { GateLine } from '../core/record.ts';
import { gapNotes } from './gaps.ts';
import { judgmentText } from './judgment-text.ts';
import type { Judgment } from './judgments.ts';
import type { UnmatchedPath } from './placed.ts';
import type { Threshold } from './thresholds.ts';
import type { Told } from './told.ts';
import { waiverNotes } from './waiver-notes.ts';

/** One line per judgment, files that are good enough in one line together; then what is uncovered, missing and waived. */
export function summaryLines(told: Told): readonly GateLine[] {
  const { judgments, changed, measurement, gap, waivers } = told;
  const single = judgments.filter(isSingle);
  const [whole, files] = [single.filter(isWhole), single.filter((one) => !isWhole(one))];
  return [
    ...[...whole, ...files].map((one) => ({ status: one.status, text: judgmentText(one, told) })),
    ...goodFiles(judgments.filter((one) => !isSingle(one))),
    ...ratchetLines(told),
    ...(gap === undefined ? [] : [note(gap)]),
    ...gapNotes(told),
    ...(changed?.notMeasured ?? []).map((path) => note(`not measured: ${path}`)),
    ...measurement.unmatched.map((one) => note(`unmatched: ${unmatchedText(one)}`)),
    ...[...measurement.foreign].map(([folder, paths]) =>
      note(`in the submodule ${folder}, not judged: ${filesText(paths.length)}`),
    ),
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

/** Whether it has a line of its own. */
function isSingle(judgment: Judgment): boolean {
  return isWhole(judgment) || judgment.status === 'failed' || judgment.waived.length > 0;
}

/** One line for all files that are asked the same and of which the same is to be said. */
function goodFiles(judgments: readonly Judgment[]): readonly GateLine[] {
  const counts = new Map<string, { readonly one: Judgment; count: number }>();
  for (const one of judgments) {
    const { rule, metric, threshold, status } = one;
    const sort = `${rule} ${metric} ${rule === 'ratchet' ? '' : threshold.written} ${status}`;
    const same = counts.get(sort);
    if (same === undefined) counts.set(sort, { one, count: 1 });
    else same.count += 1;
  }
  return [...counts.values()].map(({ one: { rule, metric, threshold, status }, count }) => {
    const asked = `${rule === 'changed' ? 'changed lines' : metric} ${status === 'skipped' ? 'not judged by ' : ''}`;
    return { status, text: `${filesText(count)} with ${asked}${floorText(threshold)}` };
  });
}

function filesText(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
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
