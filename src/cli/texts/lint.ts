import type { GuidePlace } from '../../core/guide.ts';
import { counted } from '../../report-text/amounts.ts';
import { wrap } from '../../report-text/columns.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { type Page, signed } from '../../report-text/page.ts';
import { openSee } from '../../report-text/see.ts';
import type { Finding } from '../../workflow-lint/finding.ts';

/** Columns before what stands below a place. */
const INDENT = 2;

/**
 * A line for each finding, `file:line:column: error message  [rule]`, which a task that runs us is understood by; in a window
 * the message stands below its place. Then how many there are.
 */
export function lintText(files: number, findings: readonly Finding[], page: Page): string {
  const lines = findings.flatMap((finding) =>
    page.isWindow ? foldedLines(finding, page) : [findingLine(finding, page)],
  );
  return `${[...lines, ...summary(files, findings, page), ...openSee(page)(2, placeOf(findings))].join('\n')}\n`;
}

/** Where what was found is described: the line on the rule where it is one, else the page. */
function placeOf(findings: readonly Finding[]): GuidePlace | undefined {
  const [rule, ...others] = new Set(findings.map((one) => one.rule));
  if (rule === undefined) return undefined;
  return others.length === 0 ? `ci-lint.md#${rule}` : 'ci-lint.md';
}

/** The same for scripts. */
export function lintJson(files: number, findings: readonly Finding[]): string {
  return jsonText({ version: 1, files, findings });
}

function findingLine(finding: Finding, page: Page): string {
  const { place, word, message, rule } = partsOf(finding, page);
  return `${place}: ${word} ${message}  ${rule}`;
}

function foldedLines(finding: Finding, page: Page): readonly string[] {
  const { place, word, message, rule } = partsOf(finding, page);
  const text = wrap(message, page.width - INDENT).map((line) => ' '.repeat(INDENT) + line);
  return [`${place}  ${word}  ${rule}`, ...text];
}

function partsOf({ file, line, column, severity, message, rule }: Finding, page: Page) {
  return {
    place: page.paint('strong', `${safeName(file)}:${line}:${column}`),
    word: page.paint(severity === 'error' ? 'bad' : 'warning', severity),
    message: oneLine(message),
    rule: page.paint('quiet', `[${rule}]`),
  };
}

function summary(files: number, findings: readonly Finding[], page: Page): readonly string[] {
  if (files === 0) return signed('note', 'workflows', 'none in .github/workflows', page);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const told = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''].filter(
    Boolean,
  );
  const sign = errors > 0 ? 'failed' : warnings > 0 ? 'warning' : 'passed';
  return signed(sign, 'workflows', `${counted(files, 'file')}, ${told.join(', ') || 'nothing wrong'}`, page);
}
