import type { ReportFormat, ReportStyle } from '../core/contracts/reports.ts';
import { type GuidePlace, guideLink } from '../core/guide.ts';
import type { Finding } from '../core/outcome.ts';
import type { RunRecord } from '../core/record.ts';
import { inOrder } from '../core/runs/quoted-lines.ts';
import { counted, durationText } from '../report-text/amounts.ts';
import { budgetText } from '../report-text/budgets.ts';
import { isRefusing } from '../report-text/check-line.ts';
import { placeOf } from '../report-text/findings.ts';
import { oneLine, safeLines, safeName } from '../report-text/harmless.ts';
import { type Result, resultsOf } from '../report-text/results.ts';
import { placeOfCheck, placeOfGate, placeOfRefusals } from '../report-text/see.ts';
import { refName } from '../report-text/verdict.ts';

/** Lines of the whole report, about: as many as are read again with every turn of a conversation. */
const MOST_LINES = 40;
/** Lines of a result besides its findings: its head, how many are left out, its command. */
const AROUND = 3;
/** Results that refuse which are told one by one. */
const RESULTS_TOLD = 8;
/** Notes that are told: such as where fixes are kept that were undone. */
const NOTES_TOLD = 3;
/** UTF-16 code units of a line. */
const LONGEST = 300;

/** For a coding agent: the verdict, what refuses with file, line and column, and the command that repeats it. No colour, no chat. */
export default {
  summary: 'the verdict, what refuses, and how to repeat it, in some forty lines: for a coding agent',
  render(records: readonly RunRecord[], { guide }: ReportStyle): string {
    const refusing = resultsOf(records).filter(({ refuses, status }) => refuses && status !== 'cancelled');
    const told = refusing.slice(0, RESULTS_TOLD);
    const room = Math.max(1, Math.floor((MOST_LINES - 5) / Math.max(1, told.length)) - AROUND);
    const left = refusing.length - told.length;
    const lines = [
      verdict(records),
      ...told.flatMap((result) => resultLines(result, room)),
      ...(left > 0
        ? [
            `and ${left} more that refused: ${refusing
              .slice(RESULTS_TOLD)
              .map(({ name }) => name)
              .join(', ')}`,
          ]
        : []),
      ...records.flatMap(({ refusals }) => refusals.slice(0, room).map(oneLine)),
      ...[...new Set(records.flatMap(({ notes }) => notes))]
        .slice(0, NOTES_TOLD)
        .map((note) => `note: ${oneLine(note)}`),
      ...records.flatMap(({ overBudget = [] }) => overBudget.slice(0, 2).map(budgetText)),
      ...placesOf(records)
        .slice(0, 1)
        .map((place) => `see: ${guideLink(place, guide)}`),
    ];
    return lines.map((line) => `${cut(line)}\n`).join('');
  },
} satisfies ReportFormat;

/** Where the documentation says more of what refuses. */
function placesOf(records: readonly RunRecord[]): readonly GuidePlace[] {
  const refused = records.filter(({ accepted }) => !accepted);
  const places = refused.flatMap((record) => [
    ...record.checks.filter(isRefusing).map(placeOfCheck),
    ...record.gates.map(placeOfGate),
    placeOfRefusals(record),
  ]);
  return places.flatMap((place) => place ?? []);
}

/** `refused: lint, types (3 checks, 1.2 s)`, `accepted: 3 checks, 2 of them remembered`. */
function verdict(records: readonly RunRecord[]): string {
  const results = resultsOf(records).filter(({ status }) => status !== 'skipped');
  const refusing = results.filter(({ refuses }) => refuses).map(({ name, status }) => name + HOW[status]);
  const remembered = records.flatMap(({ checks }) => checks).filter(({ cached }) => cached).length;
  const skipped = [...new Set(records.flatMap(({ skips }) => skips.map(({ task }) => oneLine(task))))];
  const warnings = results.filter(({ refuses }) => !refuses).reduce((sum, { findings }) => sum + findings.length, 0);
  const about = [
    counted(results.length, 'check'),
    ...(remembered > 0 ? [`${remembered} remembered`] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(skipped.length > 0 ? [`skipped: ${skipped.join(', ')}`] : []),
    durationText(records.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  ].join(', ');
  if (records.every(({ accepted }) => accepted)) return `accepted (${about})`;
  const refs = records
    .filter(({ accepted }) => !accepted)
    .flatMap(({ ref }) => (ref === undefined ? [] : [refName(ref)]));
  const where = refs.length === 0 ? '' : ` of ${refs.join(', ')}`;
  return `refused${where}${refusing.length === 0 ? '' : `: ${refusing.join(', ')}`} (${about})`;
}

const HOW: Readonly<Record<Result['status'], string>> = {
  passed: '',
  failed: '',
  broken: ' could not be checked',
  skipped: '',
  cancelled: ' was stopped',
};

function resultLines(result: Result, room: number): readonly string[] {
  const { name, output, reason, again, status } = result;
  const notes = (result.notes ?? []).filter((note) => !SOURCE_LINE.test(note));
  const ordered = inOrder(result.findings).filter((finding) => !isSaid(finding, result, notes));
  const end = ordered.length === 0 && output !== undefined ? safeLines(output.trimEnd()).slice(-room) : [];
  const why = reason ?? (ordered.length === 0 ? status : counted(ordered.length, 'finding'));
  const left = ordered.length - room;
  return [
    `${name}: ${why}`,
    ...ordered.slice(0, room).map(findingLine),
    ...end.filter((line) => line !== ''),
    ...notes.slice(0, room),
    ...(left > 0 ? [`and ${left} more`] : []),
    `repeat: ${again}`,
  ];
}

/** How a coverage gate ends what it says of lines that never ran. */
const UNCOVERED = ' not covered';
/** A line of a file below a note of a gate: who has the file and the number has the line. */
const SOURCE_LINE = /^\d+ \| /;

/** Whether a gate says it in its first line, or notes all lines of that file which never ran. */
function isSaid({ file, message }: Finding, { isGate, reason = '' }: Result, notes: readonly string[]): boolean {
  if (!isGate) return false;
  if (file === undefined) return reason.includes(oneLine(message));
  return (
    message.endsWith(UNCOVERED) &&
    notes.some((note) => note.startsWith(`${safeName(file)}:`) && note.endsWith(UNCOVERED))
  );
}

function findingLine(finding: Finding): string {
  const place = placeOf(finding);
  const warning = finding.severity === 'warning' ? 'warning: ' : '';
  const rule = finding.rule === undefined ? '' : ` [${oneLine(finding.rule)}]`;
  return `${place === '' ? '' : `${place} `}${warning}${oneLine(finding.message)}${rule}`;
}

function cut(line: string): string {
  return line.length > LONGEST && !line.startsWith('repeat: ') ? `${line.slice(0, LONGEST)}...` : line;
}
