import { isHook } from '../core/hooks/triggers.ts';
import type { CheckRecord, RunRecord } from '../core/record.ts';
import { counted, durationText, listed } from './amounts.ts';
import { gateName, hasEnded, isRefusing, taskName } from './check-line.ts';
import { stoppedCommand } from './commands.ts';
import { provenText } from './commits.ts';
import { isObjecting } from './gate-notes.ts';
import { safeName } from './harmless.ts';
import { type Page, signed } from './page.ts';
import { isUnaffected } from './tests.ts';

type Names = readonly string[];

/** Whether nothing new was looked at: then one line is enough. */
export function isQuiet({ accepted, checks }: RunRecord): boolean {
  return accepted && checks.every((check) => isIdle(check) || (check.status === 'passed' && check.cached));
}

/** Whether there is nothing to say at all: a hook that none of the tasks was for. */
export function isSilent({ accepted, trigger, checks, skips }: RunRecord): boolean {
  return accepted && isHook(trigger) && skips.length === 0 && checks.every(isIdle);
}

function isIdle(check: CheckRecord): boolean {
  return check.status === 'skipped' && !isUnaffected(check);
}

/** How a run ended: one line, wrapped where the page is narrow. */
export function verdictLines(record: RunRecord, page: Page): readonly string[] {
  const text = record.accepted ? acceptedText([record]) : refusedText(record);
  const place = record.ref === undefined ? '' : `${refName(record.ref)}${record.accepted ? ':' : ''} `;
  const sign = record.accepted ? 'passed' : 'failed';
  return signed(sign, labelOf(record), `${place}${text} (${durationText(record.durationMs)})`, page);
}

/** One line for several refs with nothing new. */
export function quietLines(records: readonly RunRecord[], page: Page): readonly string[] {
  const label = [...new Set(records.map(labelOf))].join(', ');
  const time = durationText(records.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return signed('passed', label, `${counted(records.length, 'ref')}: ${acceptedText(records)} (${time})`, page);
}

/** Names of tasks and gates that refused, apart by whether they can be skipped. */
export function refusingNames(records: readonly RunRecord[]): { readonly [Kind in 'skippable' | 'required']: Names } {
  const checks = records.flatMap((record) => record.checks.filter(isRefusing)).filter(hasEnded);
  const [required, others] = [checks.filter((check) => check.required), checks.filter((check) => !check.required)];
  const gates = records.flatMap((record) => record.gates.filter(isObjecting));
  return {
    skippable: [...new Set([...others.map(({ task }) => task), ...gates.map(({ gate }) => gate)])],
    required: [...new Set(required.map(({ task }) => task))],
  };
}

function labelOf({ tier, trigger, commits }: RunRecord): string {
  if (tier.length === 0) return commits === undefined ? safeName(trigger) : 'verify';
  return tier.map(safeName).join(', ');
}

/** A ref as people call it. */
export function refName(ref: string): string {
  return safeName(ref.replace(/^refs\/heads\//, '').replace(/^refs\/tags\//, 'tag '));
}

function acceptedText(records: readonly RunRecord[]): string {
  const checks = records.flatMap((record) => record.checks);
  const passed = checks.filter(({ status }) => status === 'passed');
  const remembered = passed.filter(({ cached }) => cached);
  const made = passed.length - remembered.length;
  const warnings = passed.reduce((sum, { findings }) => sum + findings.length, 0);
  const warned = checks.filter((check) => check.warn && check.status !== 'passed' && check.status !== 'skipped');
  const skipped = new Set(records.flatMap((record) => record.skips.map(({ task }) => task)));
  const unaffected = checks.filter(isUnaffected).length;
  const parts = [
    ...(made > 0 ? [`${counted(made, 'check')} passed`] : []),
    ...(remembered.length > 0 ? [made > 0 ? `${remembered.length} remembered` : rememberedText(remembered)] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(warned.length > 0 ? [`${warned.length} failed and only warns`] : []),
    ...(unaffected > 0 ? [`${counted(unaffected, 'check')} without an affected test`] : []),
    ...(skipped.size > 0 ? [`${skipped.size} skipped`] : []),
  ];
  if (passed.length + warned.length + unaffected > 0) return parts.join(', ');
  return [...new Set(records.map((record) => provenText(record) ?? 'nothing to check')), ...parts].join(', ');
}

function rememberedText(checks: readonly CheckRecord[]): string {
  return `${counted(checks.length, 'check')} remembered`;
}

/** `not committed: lint failed, types could not be checked`. */
function refusedText({ trigger, checks, gates }: RunRecord): string {
  const outcome = { 'git commit': 'not committed', 'git push': 'not pushed', 'git merge': 'not merged' };
  const named = (statuses: readonly string[]): readonly string[] => [
    ...checks.filter((check) => isRefusing(check) && statuses.includes(check.status)).map(taskName),
    ...gates.filter((gate) => isObjecting(gate) && statuses.includes(gate.status)).map(gateName),
  ];
  const [failed, broken, stopped] = [named(['failed']), named(['broken']), named(['cancelled'])];
  const parts = [
    ...(failed.length > 0 ? [`${listed(failed)} failed`] : []),
    ...(broken.length > 0 ? [`${listed(broken)} could not be checked`] : []),
    ...(stopped.length > 0 ? [`${listed(stopped)} ${stopped.length === 1 ? 'was' : 'were'} stopped`] : []),
  ];
  const start = outcome[stoppedCommand(trigger) as keyof typeof outcome] ?? 'refused';
  return parts.length === 0 ? start : `${start}: ${parts.join('; ')}`;
}
