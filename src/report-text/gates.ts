import type { GateLine, GateRecord, RunRecord } from '../core/record.ts';
import type { SourceLine } from '../core/remarks.ts';
import { gateName } from './check-line.ts';
import { againCommand, commandLines } from './commands.ts';
import { findingLines } from './findings.ts';
import { GATE_LINES_SHOWN, isObjecting } from './gate-notes.ts';
import { oneLine } from './harmless.ts';
import { indented, type Page, type Sign, signed } from './page.ts';

const SIGNS: Readonly<Record<GateLine['status'], Sign>> = {
  passed: 'passed',
  failed: 'failed',
  broken: 'failed',
  skipped: 'skipped',
  note: 'note',
};

/** One line per judgment, which only a window breaks: programs look for it in files and logs. Notes below. */
export function gateLines(
  gate: GateRecord,
  most: number,
  page: Page,
  sources: readonly SourceLine[] = [],
): readonly string[] {
  const lines = gate.summary.slice(0, GATE_LINES_SHOWN).flatMap((line) => judgmentLines(gate, line, page));
  const rest = gate.summary.length - GATE_LINES_SHOWN;
  return [
    ...unsaid(gate, most, page, sources),
    ...lines,
    ...(rest > 0 ? indented(4, `and ${rest} more lines in the record`, page, 'quiet') : []),
  ];
}

/** A gate that objects: its lines, and how to judge again. It judges all tasks of its tier, so these run again. */
export function objectionLines(gate: GateRecord, record: RunRecord, most: number, page: Page): readonly string[] {
  return [
    ...gateLines(gate, most, page, record.sources),
    ...commandLines(4, 'again', againCommand(record, gate.tier), page),
  ];
}

function judgmentLines(gate: GateRecord, { status, text }: GateLine, page: Page): readonly string[] {
  if (status === 'note') return indented(4, oneLine(text), page);
  return signed(SIGNS[status], gateName(gate), oneLine(text), page.isWindow ? page : unbroken(page));
}

function unbroken(page: Page): Page {
  return { ...page, width: Number.POSITIVE_INFINITY };
}

/** What an objecting gate found, where no line of its summary says it. */
function unsaid(gate: GateRecord, most: number, page: Page, sources: readonly SourceLine[]): readonly string[] {
  if (!isObjecting(gate) || gate.summary.some(({ status }) => status === gate.status)) return [];
  const [first, ...others] = gate.findings;
  const bare = gate.status === 'failed' ? 'failed' : 'could not be judged';
  const text = first === undefined || first.file !== undefined ? bare : oneLine(first.message);
  const below = first?.file === undefined ? others : gate.findings;
  return [...signed('failed', gateName(gate), text, page), ...findingLines(below, most, page, sources)];
}
