import type { ReportFormat } from '../core/contracts/reports.ts';
import type { RunRecord } from '../core/record.ts';
import { findingText } from '../report-text/findings.ts';
import { oneLine, withoutSequences } from '../report-text/harmless.ts';
import { hasError, type Result, resultsOf } from '../report-text/results.ts';
import { type Element, xmlDocument } from '../xml/write.ts';

/** Findings of one test case that are told; whoever shows them cuts long texts anyway. */
const FINDINGS_SHOWN = 1000;
/** The end of a tool's output, in UTF-16 code units. */
const OUTPUT_SHOWN = 20_000;

/** For services that show test results: a suite for each tier, a test case for each task and gate. */
export default {
  summary: 'JUnit XML, for services that show test results',
  render(records: readonly RunRecord[]): string {
    const results = resultsOf(records);
    const tiers = [...new Set(results.map(({ tier }) => tier))];
    const refusals = records.flatMap((record) => record.refusals);
    const startedAt = records[0]?.startedAt;
    const suites = [
      ...tiers.map((tier) => suiteOf(tier, casesOf(results.filter((result) => result.tier === tier)), startedAt)),
      // A run that is refused must not look like one that is not.
      ...(refusals.length === 0 ? [] : [suiteOf('lattice-hooks', refusals.map(refusalCase), startedAt)]),
    ];
    const durationMs = records.reduce((sum, record) => sum + record.durationMs, 0);
    return xmlDocument({
      name: 'testsuites',
      attributes: { name: 'lattice-hooks', ...countsOf(suites.flatMap(childrenOf)), time: seconds(durationMs) },
      children: suites,
    });
  },
} satisfies ReportFormat;

function suiteOf(tier: string, cases: readonly Case[], startedAt: string | undefined): Element {
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  // Its schema knows no parts of seconds and no time zone.
  const timestamp = startedAt === undefined ? {} : { timestamp: startedAt.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length) };
  const children = cases.map(({ element }) => element);
  return { name: 'testsuite', attributes: { name: plain(tier), ...countsOf(children), time, ...timestamp }, children };
}

interface Case {
  readonly element: Element;
  readonly durationMs: number;
}

function casesOf(results: readonly Result[]): readonly Case[] {
  return results.map((result) => {
    const { name, tier, durationMs } = result;
    const attributes = { name: plain(name), classname: plain(tier), time: seconds(durationMs) };
    return { durationMs, element: { name: 'testcase', attributes, children: endOf(result) } };
  });
}

function refusalCase(refusal: string): Case {
  const attributes = { name: 'refusal', classname: 'lattice-hooks', time: seconds(0) };
  const failure: Element = { name: 'failure', attributes: { message: oneLine(refusal), type: 'refused' } };
  return { durationMs: 0, element: { name: 'testcase', attributes, children: [failure] } };
}

/** What stands in a test case; nothing where it passed and had nothing to say. */
function endOf(result: Result): readonly Element[] {
  const { status, text, findings } = result;
  switch (status) {
    case 'failed':
      return [{ name: 'failure', attributes: { message: messageOf(result), type: status }, children: wordsOf(result) }];
    case 'broken':
      return [{ name: 'error', attributes: { message: messageOf(result), type: status }, children: wordsOf(result) }];
    case 'skipped':
    case 'cancelled':
      return [{ name: 'skipped', attributes: { message: plain(text) } }];
    case 'passed':
      return findings.length === 0 ? [] : [{ name: 'system-out', children: wordsOf(result) }];
  }
}

/** Where one thing was found, that; else how many. */
function messageOf({ findings, text, status }: Result): string {
  const [first, ...others] = findings;
  const isToldByIt = first !== undefined && others.length === 0 && status === 'failed';
  return plain(isToldByIt ? findingText(first, false) : text);
}

function wordsOf(result: Result): string {
  const { findings, output = '', again, refuses } = result;
  const told = findings.slice(0, FINDINGS_SHOWN).map((finding) => findingText(finding, hasError(result)));
  const left = findings.length - told.length;
  return [
    ...told,
    ...(left > 0 ? [`and ${left} more`] : []),
    ...(findings.length > 0 || output === '' ? [] : [plain(output.slice(-OUTPUT_SHOWN).trim())]),
    ...(refuses ? [`again: ${again}`] : []),
  ].join('\n');
}

function countsOf(cases: readonly Element[]): Readonly<Record<string, number>> {
  const count = (name: string) => cases.filter((one) => childrenOf(one).some((child) => child.name === name)).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function childrenOf({ children = [] }: Element): readonly Element[] {
  return typeof children === 'string' ? [] : children;
}

/** As a tool or a config says it, without colours and with one kind of line ends. */
function plain(text: string): string {
  return withoutSequences(text).replaceAll('\r\n', '\n');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
