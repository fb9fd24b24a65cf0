import type { SkipReason } from '../core/outcome.ts';
import type { CheckRecord, GateRecord } from '../core/record.ts';
import { counted, durationText } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';
import type { Sign } from './page.ts';
import { isUnaffected, testsText } from './tests.ts';

/** How a check ended, in a few words. */
export interface CheckLine {
  readonly sign: Sign;
  /** The task. */
  readonly name: string;
  /** As in "2 files, 3 remembered, 1.2 s". */
  readonly text: string;
}

/** What lines and rows say of a check that has ended. */
export function checkLine(check: CheckRecord): CheckLine {
  return { sign: signOf(check), name: taskName(check), text: textOf(check) };
}

/** The task by its name, with the folder of its config where that is not the root. */
export function taskName({ task, root }: Pick<CheckRecord, 'task' | 'root'>): string {
  return nameIn(task, root);
}

/** The gate, likewise. */
export function gateName({ gate, root }: Pick<GateRecord, 'gate' | 'root'>): string {
  return nameIn(gate, root);
}

function nameIn(name: string, root = ''): string {
  return root === '' ? safeName(name) : `${safeName(name)} (${safeName(root)})`;
}

/** Whether the check was really made in this run, so that there is something to say about it. */
export function hasRun(check: CheckRecord): boolean {
  return !check.cached && (check.status !== 'skipped' || isUnaffected(check));
}

/** Whether it is a reason to refuse. */
export function isRefusing({ status, warn }: CheckRecord): boolean {
  return status !== 'passed' && status !== 'skipped' && warn !== true;
}

/** Whether it came to its end, so that it can be told what it found. */
export function hasEnded({ status }: CheckRecord): boolean {
  return status !== 'cancelled';
}

function signOf(check: CheckRecord): Sign {
  if (check.status === 'passed') return 'passed';
  if (check.status === 'skipped' || check.status === 'cancelled') return 'skipped';
  return check.warn ? 'warning' : 'failed';
}

function textOf(check: CheckRecord): string {
  switch (check.status) {
    case 'passed':
      return check.cached ? rememberedText(check) : passedText(check);
    case 'failed':
      return failedText(check);
    case 'broken':
      return `could not be checked, ${timeOf(check)}`;
    case 'skipped':
      return isUnaffected(check) ? oneLine(check.message ?? '') : SKIPPED[check.reason ?? 'no-files'];
    case 'cancelled':
      return 'stopped before it ended';
  }
}

/** What was fixed before is fixed again although nothing ran. */
function rememberedText({ rewrote }: CheckRecord): string {
  return rewrote.length > 0 ? `remembered, ${rewrote.length} rewritten` : 'remembered';
}

function failedText(check: CheckRecord): string {
  const { findings, tests } = check;
  return [
    findings.length === 0 ? 'failed' : counted(findings.length, 'finding'),
    ...(tests === undefined ? [] : [testsText(tests)]),
    timeOf(check),
  ].join(', ');
}

function passedText(check: CheckRecord): string {
  const { files, filesRun, audited = 0, findings, rewrote, tests } = check;
  const remembered = files - filesRun;
  return [
    ...(tests === undefined ? (filesRun > 0 ? [counted(filesRun, 'file')] : []) : [testsText(tests)]),
    ...(remembered > 0 && filesRun > 0 ? [`${remembered} remembered`] : []),
    ...(audited > 0 ? [audited === filesRun ? 'audited' : `${audited} audited`] : []),
    ...(rewrote.length > 0 ? [`${rewrote.length} rewritten`] : []),
    ...(findings.length > 0 ? [counted(findings.length, 'warning')] : []),
    timeOf(check),
  ].join(', ');
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  'by-user': 'skipped by you',
  needs: 'not run: what it needs did not pass',
  when: 'not asked for here',
  'no-files': 'nothing changed for it',
};

function timeOf({ durationMs }: CheckRecord): string {
  return durationText(durationMs);
}
