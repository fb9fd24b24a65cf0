import type { ReportFormat } from '../core/contracts/reports.ts';
import { hashTexts } from '../core/memory/fingerprint.ts';
import type { Finding } from '../core/outcome.ts';
import type { RunRecord } from '../core/record.ts';
import { safeName, severalLines } from '../report-text/harmless.ts';
import { jsonText } from '../report-text/json-text.ts';
import { folderUri, relativeUri } from '../report-text/relative-uri.ts';
import { hasError, type Result, resultsOf } from '../report-text/results.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** What paths are relative to, by the name that SARIF's own examples have for it. */
const BASE = '%SRCROOT%';

/** For code scanning: all findings as results of one run, because GitHub takes one run of a tool. */
export default {
  summary: 'SARIF, for code scanning',
  render(records: readonly RunRecord[]): string {
    const results = resultsOf(records);
    const rules = [...new Set(results.map(({ task }) => task))];
    const run = {
      tool: { driver: { name: 'lattice-hooks', rules: rules.map(ruleOf) } },
      invocations: records.map(invocationOf),
      originalUriBaseIds: { [BASE]: { description: { text: 'The root of the repository' } } },
      columnKind: 'utf16CodeUnits',
      results: results.flatMap((result) => sarifResults(result, rules.indexOf(result.task))),
    };
    return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
  },
} satisfies ReportFormat;

function ruleOf(task: string) {
  return { id: safeName(task), shortDescription: { text: `What \`${safeName(task)}\` finds` } };
}

/** Whoever reads it must not take a run that was not made to its end for one that found nothing. */
function invocationOf(record: RunRecord) {
  const unmade = resultsOf([record]).filter(({ status, refuses }) => refuses && status !== 'failed');
  const notifications = [
    ...unmade.map(({ task, text }) => ({ ...notificationOf(text), associatedRule: { id: safeName(task) } })),
    ...record.refusals.map(notificationOf),
  ];
  return {
    executionSuccessful: notifications.length === 0,
    startTimeUtc: record.startedAt,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

function notificationOf(text: string) {
  return { level: 'error', message: { text: messageText(text) } };
}

/** Its findings; a failure that none of them tells is a result of its own. */
function sarifResults(result: Result, ruleIndex: number): readonly object[] {
  const { task, status, findings, text, again } = result;
  const isUntold = status === 'failed' && !(result.refuses ? hasError(result) : findings.length > 0);
  const bare: readonly Finding[] = isUntold ? [{ severity: 'error', message: `${text}; again: ${again}` }] : [];
  return [...findings, ...bare].map((finding) => ({
    ruleId: safeName(task),
    ruleIndex,
    level: result.refuses ? finding.severity : 'warning',
    message: { text: messageText(finding.message) },
    locations: [{ physicalLocation: placeOf(finding, result) }],
    partialFingerprints: { 'finding/v1': hashTexts([task, finding.rule ?? '', finding.file ?? '', finding.message]) },
    ...(finding.rule === undefined ? {} : { properties: { rule: safeName(finding.rule) } }),
  }));
}

/** What has no file stands at the folder of its config: GitHub refuses a whole log in which one result stands nowhere. */
function placeOf({ file, line, column }: Finding, { root }: Result) {
  const artifactLocation = { uri: file === undefined ? folderUri(root) : relativeUri(file), uriBaseId: BASE };
  if (file === undefined || !isCount(line)) return { artifactLocation };
  return { artifactLocation, region: { startLine: line, ...(isCount(column) ? { startColumn: column } : {}) } };
}

function isCount(number: number | undefined): number is number {
  return number !== undefined && Number.isInteger(number) && number >= 1;
}

/** Text of others in which nothing becomes a link, which SARIF's plain texts may hold as Markdown writes it. */
function messageText(text: string): string {
  const plain = severalLines(text).replaceAll('](', '\\](');
  return plain === '' ? 'no message' : plain;
}
