import type { GateLine, GateRecord, RunRecord } from '../core/record.ts';
import { gateName } from './check-line.ts';
import { againCommand, commandLines } from './commands.ts';
import { findingLines } from './findings.ts';
import { oneLine } from './harmless.ts';
import { indented, type Page, type Sign, signed } from './page.ts';

/** Lines of one gate that are shown. */
const SHOWN = 40;

const SIGNS: Readonly<Record<GateLine['status'], Sign>> = {
  passed: 'passed',
  failed: 'failed',
  broken: 'failed',
  skipped: 'skipped',
  note: 'note',
};

/** Whether the gate is a reason to refuse. */
export function isObjecting({ status }: GateRecord): boolean {
  return status === 'failed' || status === 'broken';
}

/** One line per judgment, notes below. */
export function gateLines(gate: GateRecord, most: number, page: Page): readonly string[] {
  const lines = gate.summary.slice(0, SHOWN).flatMap((line) => judgmentLines(gate, line, page));
  const rest = gate.summary.length - SHOWN;
  return [
    ...unsaid(gate, most, page),
    ...lines,
    ...(rest > 0 ? indented(4, `and ${rest} more lines in the record`, page, 'quiet') : []),
  ];
}

/** What a gate notes that is content: it has to be said although its judgments are not worth a line. */
export function gateNotes(gate: GateRecord, page: Page): readonly string[] {
  const notes = gate.summary.filter(({ status }) => status === 'note').slice(0, SHOWN);
  return notes.flatMap(({ text }) => signed('note', gateName(gate), oneLine(text), page));
}

/** A gate that objects: its lines, and how to judge again. It judges all tasks of its tier, so these run again. */
export function objectionLines(gate: GateRecord, record: RunRecord, most: number, page: Page): readonly string[] {
  return [...gateLines(gate, most, page), ...commandLines(4, 'again', againCommand(record, gate.tier), page)];
}

function judgmentLines(gate: GateRecord, { status, text }: GateLine, page: Page): readonly string[] {
  if (status === 'note') return indented(4, oneLine(text), page);
  return signed(SIGNS[status], gateName(gate), oneLine(text), page);
}

/** What an objecting gate found, where no line of its summary says it. */
function unsaid(gate: GateRecord, most: number, page: Page): readonly string[] {
  if (!isObjecting(gate) || gate.summary.some(({ status }) => status === gate.status)) return [];
  const [first, ...others] = gate.findings;
  const bare = gate.status === 'failed' ? 'failed' : 'could not be judged';
  const text = first === undefined || first.file !== undefined ? bare : oneLine(first.message);
  const below = first?.file === undefined ? others : gate.findings;
  return [...signed('failed', gateName(gate), text, page), ...findingLines(below, most, page)];
}
