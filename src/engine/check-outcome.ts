import type { RepoPath } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Check } from '../core/plan.ts';
import { coverageOf, findingsOf, mergeOutcomes, scansOf } from './merge-results.ts';
import type { Effects } from './observe.ts';
import { isRememberedByFile, type PassedFiles } from './passes-to-keep.ts';
import type { Part } from './run-parts.ts';

/** What the work of a check comes to, in view of what it and others did to its files. */
export function outcomeOf(check: Check, parts: readonly Part[], { rewrote, foreign }: Effects): Outcome {
  const outcome = mergeOutcomes(parts.map(({ result }) => result.outcome));
  if (outcome.status === 'cancelled') return outcome;
  if (foreign.length > 0) {
    const message = `${foreign.join(', ')} changed while the check ran, so its result says nothing; run it again`;
    return { status: 'broken', message, findings: [] };
  }
  if (check.writes || rewrote.length === 0 || outcome.status === 'broken') return outcome;
  return refusedFor(
    rewrote.map(({ path }) => path),
    outcome,
  );
}

/** A fixing command stands in for the checking one that the task does not have: what it would change is what is wrong. */
function refusedFor(paths: readonly RepoPath[], outcome: Outcome): Outcome {
  const message = 'not in the form that the fixing command would give it';
  const findings = paths.map((file) => ({ severity: 'error' as const, message, file }));
  const failed = outcome.status === 'failed' ? outcome : { status: 'failed' as const, measurements: {} };
  return { ...failed, findings: [...findingsOf(outcome), ...findings] };
}

/** What may be remembered of it. Nothing when somebody wrote to what it read, or when what it should measure is not there. */
export function passedFiles(
  check: Check,
  parts: readonly Part[],
  outcome: Outcome,
  effects: Effects,
): readonly PassedFiles[] {
  const { rewrote, foreign, disturbed } = effects;
  if (foreign.length > 0 || disturbed.length > 0) return [];
  if (!isRememberedByFile(check.task)) {
    const isMeasured = parts.every(({ result }) => result.unmeasured === undefined && result.unscanned === undefined);
    return isLasting(outcome) && isMeasured ? [{ files: check.files, pass: passOf(outcome) }] : [];
  }
  const undone = new Set(check.writes ? [] : rewrote.map(({ path }) => path));
  return parts.flatMap((part) => {
    const passed = passedOf(part);
    const files = passed.files.filter((path) => !undone.has(path));
    return files.length === 0 ? [] : [{ ...passed, files }];
  });
}

function passedOf({ files, result: { outcome, alsoPassed } }: Part): PassedFiles {
  if (isLasting(outcome)) return { files, pass: passOf(outcome) };
  const isFailed = outcome.status === 'failed';
  return { files: isFailed ? files.filter((path) => alsoPassed?.includes(path)) : [], pass: { findings: [] } };
}

/** Whether it is a pass that any later run over the same files may recall. */
function isLasting(outcome: Outcome): boolean {
  return outcome.status === 'passed' && outcome.lasting !== false;
}

function passOf(outcome: Outcome): PassedFiles['pass'] {
  const [coverage, scans] = [coverageOf(outcome), scansOf(outcome)];
  return {
    findings: findingsOf(outcome),
    ...(coverage.length === 0 ? {} : { coverage }),
    ...(scans.length === 0 ? {} : { scans }),
  };
}
