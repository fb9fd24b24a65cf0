import type { RunRecord } from '../core/record.ts';
import type { RunEntry } from '../core/runs/entry.ts';
import type { Unchecked } from '../core/runs/history.ts';
import type { Result } from '../report-text/results.ts';
import { escaped, type Html, list, moment, named, part, words } from './markup.ts';

/** Skips of earlier runs, and commits and pushes, that are listed: the newest ones. */
const SHOWN = 50;
/** Digits of an id that a person recognizes. */
const SHORT = 7;

/** What was not looked at: in these runs, in earlier ones, and past all of them. */
export function leftOutPart(
  records: readonly RunRecord[],
  results: readonly Result[],
  runs: readonly RunEntry[],
  unchecked: readonly Unchecked[],
): Html {
  const now = new Set(records.map(({ startedAt }) => startedAt));
  const earlier = runs.filter(({ skips, startedAt }) => skips.length > 0 && !now.has(startedAt)).toReversed();
  const skipped = earlier.flatMap(({ startedAt, trigger, skips }) =>
    skips.map(
      ({ task, by, reason }) =>
        `${moment(startedAt)} ${words(trigger)}: ${named(task)} by ${words(by)}${because(reason)}`,
    ),
  );
  const bypasses = unchecked.toSorted((a, b) => b.at - a.at).map(bypass);
  return part('skips', 'Skips and bypasses', [
    list(ofRuns(records, results)),
    titled('Skipped in earlier runs', skipped),
    titled('Committed or pushed without a check', bypasses),
  ]);
}

function ofRuns(records: readonly RunRecord[], results: readonly Result[]): readonly Html[] {
  const skips = records.flatMap((record) => record.skips);
  const wished = skips.map(({ task, by, reason }) => `${named(task)}: skipped by ${words(by)}${because(reason)}`);
  const names = new Set(skips.map(({ task }) => task));
  const others = results
    .filter(({ status, task }) => status === 'skipped' && !names.has(task))
    .map(({ name, text }) => `<code>${escaped(name)}</code>: ${words(text)}`);
  return [...new Set([...wished, ...others])];
}

function because(reason: string): Html {
  return reason === '' ? ', without a reason' : `: ${words(reason)}`;
}

function bypass({ what, at, commit, subject, ref }: Unchecked): Html {
  const where = ref === undefined ? '' : ` to ${named(ref)}`;
  return `${moment(new Date(at).toISOString())} ${what} ${named(commit.slice(0, SHORT))}${where}: ${words(subject)}`;
}

function titled(title: string, items: readonly Html[]): Html {
  if (items.length === 0) return '';
  const left = items.length - SHOWN;
  return `<h3>${escaped(title)}</h3>\n${list(items.slice(0, SHOWN))}${left > 0 ? `\n<p>and ${left} more</p>` : ''}`;
}
