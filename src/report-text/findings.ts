import type { Finding } from '../core/outcome.ts';
import { columnsOf, wrap } from './columns.ts';
import { oneLine, safeName } from './harmless.ts';
import { indented, type Page } from './page.ts';

/** Where findings stand below the line of their task. */
const INDENT = 4;

/** Findings with their places, errors first, and how many were left out. */
export function findingLines(findings: readonly Finding[], most: number, page: Page): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const ordered = [...errors, ...findings.filter(({ severity }) => severity !== 'error')];
  const lines = ordered.slice(0, most).flatMap((finding) => oneFinding(finding, errors.length > 0, page));
  const rest = ordered.length - most;
  return rest > 0 ? [...lines, ...indented(INDENT, `and ${rest} more`, page, 'quiet')] : lines;
}

/** `file:line:column`, as editors and terminals understand it. Empty where a finding has no file. */
export function placeOf({ file, line, column }: Finding): string {
  if (file === undefined) return '';
  return [safeName(file), ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(':');
}

/** Place, message and rule on one line, however long that is. */
export function findingText(finding: Finding, amongErrors: boolean): string {
  const { place, message, rule } = partsOf(finding, amongErrors);
  return place === '' ? `${message}${rule}` : `${place}  ${message}${rule}`;
}

function partsOf(finding: Finding, amongErrors: boolean): Readonly<Record<'place' | 'message' | 'rule', string>> {
  const warning = amongErrors && finding.severity === 'warning' ? 'warning: ' : '';
  const rank = finding.rank === undefined ? '' : `${finding.rank}: `;
  return {
    place: placeOf(finding),
    message: `${warning}${rank}${oneLine(finding.message)}`,
    rule: finding.rule === undefined ? '' : `  [${oneLine(finding.rule)}]`,
  };
}

/** Place and message on one line, or the message below the place. */
function oneFinding(finding: Finding, amongErrors: boolean, page: Page): readonly string[] {
  const { place, message, rule } = partsOf(finding, amongErrors);
  const whole = findingText(finding, amongErrors);
  if (columnsOf(whole) <= page.width - INDENT) return [' '.repeat(INDENT) + painted(place, message, rule, page)];
  const below = place === '' ? INDENT : INDENT + 2;
  const text = wrap(`${message}${rule.slice(1)}`, page.width - below).map((line) => ' '.repeat(below) + line);
  return place === '' ? text : [' '.repeat(INDENT) + page.paint('strong', place), ...text];
}

function painted(place: string, message: string, rule: string, page: Page): string {
  const start = place === '' ? '' : `${page.paint('strong', place)}  `;
  return `${start}${message}${page.paint('quiet', rule)}`;
}
