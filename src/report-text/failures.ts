import type { CheckRecord, RunRecord } from '../core/record.ts';
import { checkLine } from './check-line.ts';
import { cutTo, fold } from './columns.ts';
import { againCommand, commandLines } from './commands.ts';
import { findingLines } from './findings.ts';
import { oneLine, safeName } from './harmless.ts';
import { outputEnd } from './output-end.ts';
import { indented, labelled, type Page, signed } from './page.ts';

/** Lines of a tool's output that are shown: its end, where tools sum up. The rest stands in the log. */
const OUTPUT_SHOWN = 20;
/** Lines that one very long line of output may take. */
const FOLDS = 3;

/** A check that refuses: what it found, where, and how to make it again. */
export function failureLines(check: CheckRecord, record: RunRecord, most: number, page: Page): readonly string[] {
  const { name, text, sign } = checkLine(check);
  const again = againCommand(record, check.tier, check.task);
  return [
    ...signed(sign, name, `${safeName(check.tier)}: ${text}`, page),
    ...(check.message === undefined ? [] : indented(4, oneLine(check.message), page)),
    ...findingLines(check.findings, most, page, record.sources),
    ...outputOf(check, page),
    ...logOf(check, most, page),
    ...commandLines(4, 'again', again, page),
  ];
}

/** What a check has to say that does not refuse: warnings, or the findings of a task that only warns. */
export function warningLines(check: CheckRecord, most: number, page: Page): readonly string[] {
  const { name, text } = checkLine(check);
  return [
    ...signed('warning', name, check.warn ? `${text}; it only warns` : text, page),
    ...(check.message === undefined ? [] : indented(4, oneLine(check.message), page)),
    ...findingLines(check.findings, most, page),
    ...(check.status === 'passed' ? [] : outputOf(check, page)),
    ...logOf(check, most, page),
  ];
}

function outputOf({ output, findings }: CheckRecord, page: Page): readonly string[] {
  if (output === undefined || findings.length > 0) return [];
  const { lines: last, above } = outputEnd(output, OUTPUT_SHOWN);
  // Whoever reads a log or pipes it on has lines of any length, and looks for them whole.
  const shown = page.isWindow ? last.flatMap((line) => shortened(line, page.width - 4)) : last;
  return [
    ...(above === '' ? [] : indented(4, above, page, 'quiet')),
    ...shown.map((line) => (line === '' ? '' : `    ${line}`)),
  ];
}

function shortened(line: string, width: number): readonly string[] {
  const lines = fold(line, width);
  if (lines.length <= FOLDS) return lines;
  return [...lines.slice(0, FOLDS - 1), cutTo(lines.slice(FOLDS - 1).join(' '), width)];
}

/** The log is named where not everything stands here. */
function logOf({ log, findings }: CheckRecord, most: number, page: Page): readonly string[] {
  if (log === undefined || (findings.length > 0 && findings.length <= most)) return [];
  return labelled(4, 'all of it', safeName(log), page);
}
