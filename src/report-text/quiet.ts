import type { ReportStyle } from '../core/contracts/reports.ts';
import type { RunRecord } from '../core/record.ts';
import { listed } from './amounts.ts';
import { taskName } from './check-line.ts';
import { commitLines } from './commits.ts';
import { gateNotes } from './gate-notes.ts';
import { oneLine, safeName } from './harmless.ts';
import { labelled, openPage, type Page, signed } from './page.ts';
import { isQuiet, isSilent, quietLines, verdictLines } from './verdict.ts';

/**
 * What a person is told of runs in which nothing new was looked at; undefined where there is more to tell. It is all that a
 * hook loads which remembers everything.
 */
export function quietText(records: readonly RunRecord[], style: ReportStyle): string | undefined {
  if (!records.every(isQuiet)) return undefined;
  const page = openPage(style);
  const told = toldOf(records, style);
  const lines = [
    ...headBlocks(records, page).flat(),
    ...told.flatMap((record) => [
      ...rewrittenLines(record, page),
      ...record.gates.flatMap((gate) => gateNotes(gate, page)),
    ]),
    ...(told.length > 1 ? quietLines(told, page) : told.flatMap((record) => verdictLines(record, page))),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Those of which something is to be said: a hook that was for nothing speaks when it is asked. */
export function toldOf(records: readonly RunRecord[], { asked }: ReportStyle): readonly RunRecord[] {
  return records.filter((record) => asked === true || !isSilent(record));
}

/** Commits of a range, one below the other; what was left out and noted, which is said once, however many refs a push has. */
export function headBlocks(records: readonly RunRecord[], page: Page): readonly (readonly string[])[] {
  return [
    records.flatMap((record) => commitLines(record, page)),
    [...noteLines(records, page), ...skipLines(records, page)],
  ];
}

/** Files that tasks rewrote. */
export function rewrittenLines({ checks, trigger }: RunRecord, page: Page): readonly string[] {
  const after = trigger === 'pre-commit' ? '; what it fixed goes into the commit' : '';
  return checks
    .filter(({ rewrote }) => rewrote.length > 0)
    .flatMap((check) => {
      const files = `rewrote ${listed(check.rewrote.map(safeName))}${after}`;
      return signed('passed', taskName(check), files, page);
    });
}

function noteLines(records: readonly RunRecord[], page: Page): readonly string[] {
  const notes = new Set(records.flatMap((record) => record.notes));
  return [...notes].flatMap((note) => labelled(0, 'note', oneLine(note), page));
}

function skipLines(records: readonly RunRecord[], page: Page): readonly string[] {
  const skips = records.flatMap((record) => record.skips);
  const texts = new Set(
    skips.map(({ task, reason }) => safeName(task) + (reason === '' ? '' : ` (${oneLine(reason)})`)),
  );
  return texts.size === 0 ? [] : signed('skipped', '', `skipped by you: ${[...texts].join(', ')}`, page);
}
