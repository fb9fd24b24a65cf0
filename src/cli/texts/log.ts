import type { CheckEntry, RunEntry } from '../../core/runs/entry.ts';
import type { HistoryItem, Unchecked } from '../../core/runs/history.ts';
import { counted, durationText, listed } from '../../report-text/amounts.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { type Page, type Sign, signed } from '../../report-text/page.ts';
import { minuteText, momentName } from './moments.ts';

/** Digits of an id that a person recognizes. */
const SHORT = 7;

/** A line for each thing that happened, in their order, with its time where the reader is. */
export function historyText(history: readonly HistoryItem[], page: Page): string {
  if (history.length === 0) return 'nothing is logged\n';
  return `${history.flatMap((item) => itemLines(item, page)).join('\n')}\n`;
}

/** The same for scripts, with times in UTC. */
export function historyJson(history: readonly HistoryItem[]): string {
  const entries = history.map((item) => {
    if (item.type === 'run') return item;
    const { at, ...rest } = item;
    return { ...rest, at: new Date(at).toISOString() };
  });
  return jsonText({ version: 1, entries });
}

function itemLines(item: HistoryItem, page: Page): readonly string[] {
  if (item.type === 'unchecked') return signed('warning', minuteText(new Date(item.at)), uncheckedText(item), page);
  return signed(signOf(item), minuteText(new Date(item.startedAt)), runText(item), page);
}

function signOf({ accepted, skips }: RunEntry): Sign {
  if (!accepted) return 'failed';
  return skips.length > 0 ? 'skipped' : 'passed';
}

function uncheckedText({ what, commit, subject, ref }: Unchecked): string {
  const where = ref === undefined ? '' : `${safeName(ref)} `;
  return `${what}  unchecked: ${where}${commit.slice(0, SHORT)} ${oneLine(subject)}`;
}

function runText({ trigger, tier, accepted, durationMs, checks, objections, skips, ref }: RunEntry): string {
  const moment = safeName(momentName(trigger));
  const names = tier.map(safeName).join(', ');
  const place = ref === undefined ? '' : ` ${safeName(ref.replace(/^refs\/(?:heads|tags)\//, ''))}`;
  const verdict = accepted ? passedText(checks) : objectionText(checks, objections);
  const without = skips.map(({ task, by, reason }) => {
    const why = reason === '' ? 'nobody said why' : oneLine(reason);
    return `, without \`${safeName(task)}\` (${by}: ${why})`;
  });
  return `${moment}${place}  ${names}${names === '' ? '' : ': '}${verdict}${without.join('')} (${durationText(durationMs)})`;
}

function passedText(checks: readonly CheckEntry[]): string {
  if (checks.length === 0) return 'nothing to check';
  const remembered = checks.filter(({ cached }) => cached).length;
  return `${counted(checks.length, 'check')}${remembered === 0 ? '' : `, ${remembered} remembered`}`;
}

function objectionText(checks: readonly CheckEntry[], objections: readonly string[]): string {
  const names = [...checks.filter(({ status }) => status !== 'passed').map(({ task }) => task), ...objections];
  return names.length === 0 ? 'refused' : `refused for ${listed(names.map(safeName))}`;
}
