import type { CoverageReport } from '../core/coverage.ts';
import type { Finding, Measurements, Outcome } from '../core/outcome.ts';
import type { WorkResult } from '../core/ports.ts';

/** The outcome of a check whose files were split over several processes: the worst of theirs, with all findings. */
export function mergeOutcomes(results: readonly WorkResult[]): Outcome {
  const outcomes = results.map((result) => result.outcome);
  const [first] = outcomes;
  if (outcomes.length === 1 && first !== undefined) return first;
  const findings = outcomes.flatMap(findingsOf);
  const broken = outcomes.find((outcome) => outcome.status === 'broken');
  if (broken !== undefined) return { ...broken, findings };
  const failed = outcomes.filter((outcome) => outcome.status === 'failed');
  if (failed.length > 0) {
    const output = failed.flatMap((one) => one.output ?? []).join('\n');
    const log = failed.find((one) => one.log !== undefined)?.log;
    return {
      status: 'failed',
      findings,
      measurements: mergeMeasurements(outcomes),
      ...(output === '' ? {} : { output }),
      ...(log === undefined ? {} : { log }),
    };
  }
  if (outcomes.some((outcome) => outcome.status === 'cancelled')) return { status: 'cancelled' };
  const skipped = outcomes.find((outcome) => outcome.status === 'skipped');
  if (skipped !== undefined && outcomes.every((outcome) => outcome.status === 'skipped')) return skipped;
  return { status: 'passed', findings, measurements: mergeMeasurements(outcomes) };
}

/** Findings of any outcome; none where it has none. */
export function findingsOf(outcome: Outcome): readonly Finding[] {
  return 'findings' in outcome ? outcome.findings : [];
}

/** Coverage reports of any outcome. */
export function coverageOf(outcome: Outcome): readonly CoverageReport[] {
  return ('measurements' in outcome ? outcome.measurements.coverage : undefined) ?? [];
}

function mergeMeasurements(outcomes: readonly Outcome[]): Measurements {
  const coverage = outcomes.flatMap(coverageOf);
  return coverage.length === 0 ? {} : { coverage };
}
