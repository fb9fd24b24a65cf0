import type { RunRecord } from '../core/record.ts';
import { oneLine, safeName } from '../report-text/harmless.ts';
import type { Result } from '../report-text/results.ts';
import { code } from './literal.ts';

/** What was not judged, and why: by somebody's wish, with the reason that was given; then for other reasons. */
export function leftOutLines(records: readonly RunRecord[], results: readonly Result[]): readonly string[] {
  const skips = records.flatMap((record) => record.skips);
  const wished = skips.map(({ task, by, reason }) => `- ${code(safeName(task))}: skipped by ${by}${because(reason)}`);
  const names = new Set(skips.map(({ task }) => task));
  const others = results
    .filter(({ status, task }) => status === 'skipped' && !names.has(task))
    .map(({ name, text }) => `- ${code(name)}: ${code(text)}`);
  const lines = [...new Set([...wished, ...others])];
  return lines.length === 0 ? [] : ['#### Skipped', '', ...lines];
}

function because(reason: string): string {
  return reason === '' ? ', without a reason' : `: ${code(oneLine(reason))}`;
}
