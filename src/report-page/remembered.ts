import type { CheckRecord, RunRecord } from '../core/record.ts';
import type { RunEntry } from '../core/runs/entry.ts';
import { keyOf, tasksOf } from '../core/runs/task-stats.ts';
import { counted, durationText } from '../report-text/amounts.ts';
import { taskName } from '../report-text/check-line.ts';
import { escaped, type Html, part, table } from './markup.ts';

/** Checks that are listed. */
const SHOWN = 100;

/** What nobody had to look at again, and about how long that would have taken. */
export function rememberedPart(records: readonly RunRecord[], runs: readonly RunEntry[]): Html {
  const made = records.flatMap(({ checks }) => checks.filter(({ status }) => status !== 'skipped'));
  const known = made.filter((check) => rememberedFiles(check) > 0 || check.cached);
  if (known.length === 0) return '';
  const usual = new Map(tasksOf(runs).map((task) => [keyOf(task), task.usualMs]));
  const usualOf = ({ task, root = '' }: CheckRecord): number => usual.get(keyOf({ task, root })) ?? 0;
  const whole = known.filter(({ cached }) => cached);
  const saved = whole.reduce((sum, check) => sum + usualOf(check), 0);
  const rows = known.slice(0, SHOWN).map((check) => {
    const took = usualOf(check);
    return [
      escaped(taskName(check)),
      `${rememberedFiles(check)} of ${counted(check.files, 'file')}`,
      check.cached ? 'all of it' : 'a part',
      took === 0 ? '' : durationText(took),
    ];
  });
  const left = known.length - rows.length;
  return part('remembered', 'Remembered', [
    `<p>${whole.length} of ${counted(made.length, 'check')} had passed on the same content before and did not run${saved === 0 ? '' : `, which saved about ${durationText(saved)}`}.</p>`,
    table('What was remembered', ['task', 'remembered', 'how much', 'takes as a rule'], rows),
    left > 0 ? `<p>and ${left} more</p>` : '',
  ]);
}

function rememberedFiles({ files, filesRun, audited = 0 }: CheckRecord): number {
  return Math.max(0, files - filesRun + audited);
}
