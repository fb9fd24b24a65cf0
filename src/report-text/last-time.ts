import type { LastTime } from '../core/explain/last-time.ts';
import type { SkipReason } from '../core/outcome.ts';
import { agoText, counted, durationText } from './amounts.ts';
import type { Setting } from './causes.ts';
import { oneLine, safeName } from './harmless.ts';
import { lackText } from './lack.ts';
import type { Here } from './standings.ts';

/** What became of a task the last time: `ran 5 minutes ago (pre-commit) on 2 of 3 files, …: passed in 380 ms`. */
export function lastTimeText(last: LastTime, setting: Setting, { now }: Pick<Here, 'now'>): string {
  const when = `${agoText(now - Date.parse(last.at))} (${oneLine(last.trigger)})`;
  if (last.status === 'skipped') return `left out ${when}: ${skippedText(last)}`;
  if (last.cached) return `remembered ${when}, ${counted(last.files, 'file')}`;
  const files =
    last.filesRun === last.files ? counted(last.files, 'file') : `${last.filesRun} of ${counted(last.files, 'file')}`;
  const because = becauseText(last, setting);
  const why = because === undefined ? '' : `, as ${because}`;
  return `ran ${when} on ${files}${why}: ${endText(last)}${unkeptText(last)}`;
}

/** Why it ran; undefined where nobody knows, and where all that it looked at was new: a first pass needs no reason. */
export function becauseText({ standings = [], filesRun }: LastTime, setting: Setting): string | undefined {
  const [first] = standings;
  if (first === undefined || standings.every(({ origin }) => origin === undefined)) return undefined;
  const isWhole = first.file === undefined;
  if (!isWhole && standings.length !== filesRun) return undefined;
  const isOne = isWhole || standings.length === 1;
  const text = isWhole ? 'it' : isOne ? safeName(first.file ?? '') : 'they';
  return lackText(standings, { text, isOne }, setting);
}

const SKIPPED: Readonly<Record<Exclude<SkipReason, 'by-user'>, string>> = {
  'no-files': 'no file of it had changed',
  needs: 'what it needs had not passed',
  when: 'its `when` did not hold',
};

function skippedText({ reason = 'no-files', skip, message }: LastTime): string {
  if (message !== undefined) return oneLine(message);
  if (reason !== 'by-user') return SKIPPED[reason];
  if (skip === undefined) return 'somebody skipped it';
  return `skipped (${skip.by}${skip.reason === '' ? '' : `: ${oneLine(skip.reason)}`})`;
}

function endText({ status, durationMs, message, warn }: LastTime): string {
  const time = durationText(durationMs);
  switch (status) {
    case 'broken':
      return `could not be made${message === undefined ? '' : `, ${oneLine(message)}`}`;
    case 'cancelled':
      return 'stopped before it ended';
    case 'failed':
      return `failed in ${time}${warn ? ', which only warns' : ''}`;
    default:
      return `passed in ${time}`;
  }
}

function unkeptText({ unkept }: LastTime): string {
  if (unkept === undefined) return '';
  if (unkept.why === 'cleared') return '; that was forgotten since (`cache clear`)';
  if (unkept.why === 'no-cache') return '; not remembered, as that run was made with `--no-cache`';
  const said = unkept.said.map(oneLine).join('; ');
  return `; not remembered${said === '' ? ', as where its tool or an input changed meanwhile' : `: ${said}`}`;
}
