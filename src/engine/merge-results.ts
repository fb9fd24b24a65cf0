import type { StoredPass } from '../core/contracts/stores.ts';
import type { CoverageReport } from '../core/coverage/report.ts';
import type { Finding, Measurements, Outcome } from '../core/outcome.ts';
import type { Scan } from '../core/scan.ts';

/** The outcome of a check whose files were split over several processes: the worst of theirs, with all findings. */
export function mergeOutcomes(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (outcomes.length === 1 && first !== undefined) return first;
  const findings = distinct(outcomes.flatMap(findingsOf));
  const broken = outcomes.find((outcome) => outcome.status === 'broken');
  if (broken !== undefined) return { ...broken, findings };
  const failed = outcomes.filter((outcome) => outcome.status === 'failed');
  const measurements = measurementsOf(outcomes.flatMap(coverageOf), outcomes.flatMap(scansOf));
  if (failed.length > 0) {
    const output = failed.flatMap((one) => one.output ?? []).join('\n');
    const log = failed.find((one) => one.log !== undefined)?.log;
    return {
      status: 'failed',
      findings,
      measurements,
      ...(output === '' ? {} : { output }),
      ...(log === undefined ? {} : { log }),
    };
  }
  if (outcomes.some((outcome) => outcome.status === 'cancelled')) return { status: 'cancelled' };
  const skipped = outcomes.find((outcome) => outcome.status === 'skipped');
  if (skipped !== undefined && outcomes.every((outcome) => outcome.status === 'skipped')) return skipped;
  const isLasting = outcomes.every((outcome) => outcome.status !== 'passed' || outcome.lasting !== false);
  return { status: 'passed', findings, measurements, ...(isLasting ? {} : { lasting: false }) };
}

/** The outcome together with what earlier passes said about the files that were not looked at again. */
export function withRemembered(outcome: Outcome, passes: readonly StoredPass[]): Outcome {
  if (passes.length === 0) return outcome;
  const findings = distinct([...passes.flatMap((pass) => pass.findings), ...findingsOf(outcome)]);
  if ('findings' in outcome) return { ...outcome, findings };
  return outcome.status === 'skipped' ? passedBefore(passes) : outcome;
}

/** The outcome of a check that is remembered from its first file to its last. */
export function passedBefore(passes: readonly StoredPass[]): Outcome {
  const findings = distinct(passes.flatMap((pass) => pass.findings));
  const coverage = passes.flatMap((pass) => pass.coverage ?? []);
  const scans = passes.flatMap((pass) => pass.scans ?? []);
  return { status: 'passed', findings, measurements: measurementsOf(coverage, scans) };
}

/** Findings of any outcome; none where it has none. */
export function findingsOf(outcome: Outcome): readonly Finding[] {
  return 'findings' in outcome ? outcome.findings : [];
}

/** Coverage reports of any outcome. */
export function coverageOf(outcome: Outcome): readonly CoverageReport[] {
  return ('measurements' in outcome ? outcome.measurements.coverage : undefined) ?? [];
}

/** Findings reports of any outcome. */
export function scansOf(outcome: Outcome): readonly Scan[] {
  return ('measurements' in outcome ? outcome.measurements.scans : undefined) ?? [];
}

/** Every piece of work says what it has to say about no file of its own, and so the same thing several times. */
function distinct<T extends Finding | Scan>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function measurementsOf(coverage: readonly CoverageReport[], scans: readonly Scan[]): Measurements {
  // What was looked at again has left the same report again.
  return { ...(coverage.length === 0 ? {} : { coverage }), ...(scans.length === 0 ? {} : { scans: distinct(scans) }) };
}
