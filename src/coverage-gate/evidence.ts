import type { Evidence } from '../core/contracts/gates.ts';
import type { CoverageReport, FileCoverage } from '../core/coverage/report.ts';
import type { RepoPath } from '../core/files.ts';
import { skipWords } from '../core/outcome.ts';
import { askedOfAll, asksForChange } from './demands.ts';
import type { CoveragePolicy } from './policy.ts';
import { knows, tallyOf } from './tallies.ts';

/** What the tasks' measurements allow to judge. */
export type Standing =
  | { readonly status: 'broken' | 'skipped'; readonly reason: string }
  | {
      readonly status: 'measured';
      readonly reports: readonly CoverageReport[];
      /** Some task ran on part of its files only. */
      readonly isPartial: boolean;
      /** Changed files that some tests were chosen by: what no report knows of them did not run in these. */
      readonly affectedBy: ReadonlySet<RepoPath>;
      /** Why not all that should be measured is, as "py-tests did not run (nothing changed for it)". */
      readonly missing: string | undefined;
    };

/** Measurements that can be judged. */
export type Measured = Extract<Standing, { readonly status: 'measured' }>;

/** Weighs what the tasks left: what is broken breaks the gate, and what was not measured never counts as good. */
export function weighEvidence(evidence: readonly Evidence[]): Standing {
  if (evidence.length === 0) return { status: 'broken', reason: 'no task of the tier leaves a coverage report' };
  const broken = evidence.flatMap((one) => (one.status === 'broken' ? [one.message] : []));
  if (broken.length > 0) return { status: 'broken', reason: broken.join('; ') };
  const idle = evidence.flatMap((one) =>
    one.status === 'skipped' ? [`${one.task} did not run (${skipWords(one.reason)})`] : [],
  );
  const missing = idle.length > 0 ? idle.join('; ') : undefined;
  const measured = evidence.flatMap((one) => (one.status === 'measured' ? [one] : []));
  if (measured.length === 0) return { status: 'skipped', reason: missing ?? 'nothing was measured' };
  const bare = measured.find((one) => one.reports.length === 0 && one.affectedBy === undefined);
  if (bare !== undefined) return { status: 'broken', reason: `${bare.task} left no coverage report` };
  // Some tests may run nothing that is measured.
  const reports = measured.flatMap((one) =>
    one.affectedBy === undefined ? one.reports : one.reports.filter((report) => !isEmpty(report)),
  );
  const empty = reports.find(isEmpty);
  if (empty !== undefined) return { status: 'broken', reason: `a coverage report (${empty.format}) has no line in it` };
  const numbers = reports.length > 1 ? reports.find(({ files }) => files.some(hasNumbersOnly)) : undefined;
  if (numbers !== undefined) {
    const reason = `a coverage report (${numbers.format}) names no lines, so that it cannot be put together with others`;
    return { status: 'broken', reason };
  }
  const affectedBy = new Set(measured.flatMap((one) => one.affectedBy ?? []));
  return { status: 'measured', reports, isPartial: measured.some((one) => one.partial), affectedBy, missing };
}

function isEmpty({ files }: CoverageReport): boolean {
  return files.every((file) => (tallyOf(file, 'lines')?.[1] ?? 0) === 0);
}

function hasNumbersOnly({ lines, tallies }: FileCoverage): boolean {
  return lines === undefined && tallies?.lines !== undefined;
}

/** Why a metric that the policy asks of all files cannot be judged; undefined when all can. */
export function unknownMetric(reports: readonly CoverageReport[], policy: CoveragePolicy): string | undefined {
  const asked = asksForChange(policy);
  const bare = asked ? reports.find(({ files }) => files.some(hasNumbersOnly)) : undefined;
  if (bare !== undefined) return `a coverage report (${bare.format}) does not say of changed lines which ran`;
  const isStrict = asked && policy.partial === 'uncovered';
  const unplaced = isStrict
    ? reports.find(({ files }) => files.some(({ branches }) => branches === undefined))
    : undefined;
  if (unplaced !== undefined) return `a coverage report (${unplaced.format}) does not say where which branches ran`;
  for (const metric of askedOfAll(policy)) {
    const report = reports.find(({ files }) => files.some((file) => !knows(file, metric)));
    if (report !== undefined) return `a coverage report (${report.format}) does not say which ${metric} ran`;
  }
  return undefined;
}
