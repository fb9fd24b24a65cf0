import type { GateRecord } from '../core/record.ts';
import { gateName } from './check-line.ts';
import { oneLine } from './harmless.ts';
import { type Page, signed } from './page.ts';

/** Lines of one gate that are shown. */
export const GATE_LINES_SHOWN = 40;

/** Whether the gate is a reason to refuse. */
export function isObjecting({ status }: GateRecord): boolean {
  return status === 'failed' || status === 'broken';
}

/** What a gate notes that is content: it has to be said although its judgments are not worth a line. */
export function gateNotes(gate: GateRecord, page: Page): readonly string[] {
  const notes = gate.summary.filter(({ status }) => status === 'note').slice(0, GATE_LINES_SHOWN);
  return notes.flatMap(({ text }) => signed('note', gateName(gate), oneLine(text), page));
}
