import type { GateRecord, RunRecord } from '../core/record.ts';
import { gateName } from '../report-text/check-line.ts';
import { oneLine } from '../report-text/harmless.ts';
import { type MetricRow, metricRows } from '../report-text/metric-rows.ts';
import { codeInCell, fenced } from './literal.ts';

/** Rows of the table, and lines below it. */
const SHOWN = 40;

const MARKS: Readonly<Record<string, string>> = { passed: '✓', failed: '✗', broken: '✗', skipped: '-' };

/** What gates asked for and what there was: a table, those that object first. Empty where no gate judged anything. */
export function gateBlocks(records: readonly RunRecord[]): readonly (readonly string[])[] {
  const gates = records.flatMap((record) => record.gates);
  if (gates.length === 0) return [];
  const rows = gates.flatMap((gate) => rowsOf(gate).map((row) => ({ ...row, name: gateName(gate) })));
  const ordered = [...rows.filter(isObjecting), ...rows.filter((row) => !isObjecting(row))];
  const left = ordered.length - SHOWN;
  const table = [
    '#### Gates',
    '',
    '| | gate | of | actual | required | short by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...ordered.slice(0, SHOWN).map((row) => tableRow(row.name, row)),
    ...(left > 0 ? ['', `and ${left} more in the record`] : []),
  ];
  const notes = gates.flatMap(noteLines);
  return notes.length === 0 ? [table] : [table, fenced(shortened(notes))];
}

function isObjecting({ status }: MetricRow): boolean {
  return status === 'failed' || status === 'broken';
}

/** The numbers of a gate that keeps them; else its lines, as they are. */
function rowsOf(gate: GateRecord): readonly MetricRow[] {
  const rows = metricRows(gate);
  // What could not be measured has no numbers, and says why.
  if (rows.some(({ status }) => status === gate.status)) return rows;
  const lines = gate.summary.filter(({ status }) => status !== 'note');
  const said = lines.map(({ status, text }) => bareRow(status, oneLine(text)));
  return [...(said.length === 0 ? [bareRow(gate.status, firstFinding(gate))] : said), ...rows];
}

function firstFinding({ findings, status }: GateRecord): string {
  return findings[0] === undefined ? status : oneLine(findings[0].message);
}

function bareRow(status: string, actual: string): MetricRow {
  return { status, of: '', actual, required: '', short: '' };
}

function tableRow(name: string, { status, of, actual, required, short }: MetricRow): string {
  const cells = [MARKS[status] ?? '', ...[name, of, actual, required, short].map(codeInCell)];
  return `| ${cells.join(' | ')} |`;
}

/** What a gate says besides: uncovered lines, what is waived, what was compared. */
function noteLines(gate: GateRecord): readonly string[] {
  return gate.summary
    .filter(({ status }) => status === 'note')
    .map(({ text }) => `${gateName(gate)}: ${oneLine(text)}`);
}

function shortened(lines: readonly string[]): readonly string[] {
  const left = lines.length - SHOWN;
  return left > 0 ? [...lines.slice(0, SHOWN), `and ${left} more lines in the record`] : lines;
}
