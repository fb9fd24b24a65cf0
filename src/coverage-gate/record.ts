import type { ChangedMeasure } from './changed.ts';
import type { Measured } from './evidence.ts';
import type { Judgment } from './judgments.ts';
import { type Measurement, uncoveredLines } from './merge.ts';
import { METRICS } from './policy.ts';
import type { Told } from './told.ts';
import { excusedFiles } from './waiver-notes.ts';
import type { Waivers } from './waivers.ts';

/** Keys of the gate's entry in the record, besides those that every gate has. */
export function extraOf(told: Told, base: string | undefined): Readonly<Record<string, unknown>> {
  const { judgments, measurement, changed, waivers } = told;
  return {
    metrics: judgments.map(metricOf),
    files: Object.fromEntries(measuresOf(told)),
    ...(changed === undefined ? {} : { changed: Object.fromEntries(changedLines(changed)) }),
    notMeasured: changed?.notMeasured ?? [],
    unmatched: leftOut(measurement),
    ...waiversIn(waivers, judgments),
    ...(base === undefined ? {} : { base }),
  };
}

/** Paths of the reports that count for nothing because they lead to no file of the repository. */
export function leftOut({ unmatched, foreign }: Measurement): readonly string[] {
  return [...unmatched.map(({ path }) => path), ...[...foreign.values()].flat()].sort();
}

/** What there is to record of the waivers; nothing where the policy has none. */
export function waiversIn(waivers: Waivers, judgments: readonly Judgment[]): Readonly<Record<string, unknown>> {
  const { open, over } = waivers;
  if (open.length + over.length === 0) return {};
  const excused = excusedFiles(waivers, judgments);
  return {
    waivers: [
      ...open.map((waiver, index) => ({ ...waiver, isOver: false, excused: excused[index] ?? [] })),
      ...over.map((waiver) => ({ ...waiver, isOver: true, excused: [] })),
    ],
  };
}

function metricOf(judgment: Judgment): object {
  const { subject, rule, metric, covered, total, threshold, short, status, waived } = judgment;
  const whole = rule === 'changed' ? 'changed' : 'project';
  const scope = subject.type === 'project' ? whole : subject.name;
  const entry = { metric, scope, covered, total, required: threshold.written, short, status };
  // Where the scope alone does not say what is asked of it.
  const isOdd = rule === 'ratchet' || (rule === 'changed' && subject.type !== 'project');
  if (!isOdd && waived.length === 0) return entry;
  return { ...entry, ...(isOdd ? { rule } : {}), ...(waived.length === 0 ? {} : { waived }) };
}

/** One by one: there are as many files as a project has. */
function* measuresOf({ shares, measurement }: Told): Generator<readonly [path: string, measure: object]> {
  for (const [path, file] of measurement.files) {
    const measure: Record<string, readonly number[]> = {};
    for (const metric of METRICS) {
      const tally = shares.get(path)?.[metric];
      if (tally !== undefined) measure[metric] = tally;
    }
    measure['uncovered'] = uncoveredLines(file);
    yield [path, measure];
  }
}

/** Lines that changed and that count, by file. */
function changedLines({ files, coveredLines, uncovered }: ChangedMeasure): readonly (readonly [string, object])[] {
  return [...files.keys()].map((path) => [
    path,
    { covered: coveredLines.get(path) ?? [], uncovered: uncovered.get(path) ?? [] },
  ]);
}

/** Why not all is judged, and what would measure it. */
export function gapText({ isPartial, missing }: Measured, tier: string): string | undefined {
  const reasons = [...(isPartial ? ['only part of the tests ran'] : []), ...(missing === undefined ? [] : [missing])];
  const command = `npx lattice-hooks run ${tier} --all`;
  return reasons.length === 0 ? undefined : `${reasons.join('; ')}: to measure everything, \`${command}\``;
}
