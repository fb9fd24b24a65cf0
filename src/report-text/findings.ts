import type { Finding } from '../core/outcome.ts';
import type { SourceLine } from '../core/remarks.ts';
import { inOrder } from '../core/runs/quoted-lines.ts';
import { columnsOf, wrap } from './columns.ts';
import { oneLine, safeName } from './harmless.ts';
import { indented, type Page } from './page.ts';
import { sourceLines } from './source-lines.ts';

/** Where findings stand below the line of their task. */
const INDENT = 4;

/** Findings with their places, errors first, each with its line where that is among the sources, and how many were left out. */
export function findingLines(
  findings: readonly Finding[],
  most: number,
  page: Page,
  sources: readonly SourceLine[] = [],
): readonly string[] {
  const ordered = inOrder(findings);
  const hasErrors = ordered[0]?.severity === 'error';
  const shown = ordered.slice(0, most);
  const lines = shown.flatMap((finding, index) => {
    const isRepeated = isSamePlace(finding, shown[index + 1]);
    const quoted = isRepeated ? [] : sourceLines(finding, sources, INDENT + 2, page);
    return [...oneFinding(finding, hasErrors, page), ...quoted];
  });
  const rest = ordered.length - most;
  return rest > 0 ? [...lines, ...indented(INDENT, `and ${rest} more`, page, 'quiet')] : lines;
}

/** What several say of one place is read beside its line. */
function isSamePlace(finding: Finding, next: Finding | undefined): boolean {
  return finding.line !== undefined && placeOf(finding) === (next && placeOf(next));
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
  if (columnsOf(whole) <= page.width - INDENT) return [' '.repeat(INDENT) + painted(finding, message, rule, page)];
  const below = place === '' ? INDENT : INDENT + 2;
  const text = wrap(`${message}${rule.slice(1)}`, page.width - below).map((line) => ' '.repeat(below) + line);
  return place === '' ? text : [' '.repeat(INDENT) + linked(finding, page), ...text];
}

function painted(finding: Finding, message: string, rule: string, page: Page): string {
  const place = linked(finding, page);
  const start = place === '' ? '' : `${place}  `;
  return `${start}${message}${page.paint('quiet', rule)}`;
}

/** The place, which leads to its file where a terminal can follow. */
function linked(finding: Finding, page: Page): string {
  const place = page.paint('strong', placeOf(finding));
  return finding.file === undefined ? place : page.link(finding.file, finding.line, place);
}
