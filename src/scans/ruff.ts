import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { known, linesOf, messageOf, objectIn, placeIn, textIn } from '../scan-report/fields.ts';
import { isRuffRule } from '../scan-report/ruff-rules.ts';

export default {
  summary: "Ruff's JSON (ruff check --output-format json)",
  tools: ['ruff'],
  emptyListOf: ['ruff'],

  recognizes(report) {
    return Array.isArray(report) && report.length > 0 && report.every(isDiagnostic);
  },

  read(report) {
    const diagnostics = Array.isArray(report) ? report : [];
    const unread = diagnostics.find((one) => !isRuffRule(textIn(one, 'code')));
    if (unread !== undefined) {
      throw new Error(messageOf('ruff could not check', textIn(unread, 'filename'), textIn(unread, 'message')));
    }
    return { findings: diagnostics.map(readDiagnostic) };
  },
} satisfies ScanFormat;

function isDiagnostic(entry: unknown): boolean {
  const keys = objectIn(entry) ?? {};
  return 'code' in keys && 'filename' in keys && 'location' in keys;
}

function readDiagnostic(diagnostic: unknown): ScanFinding {
  return {
    tool: 'ruff',
    message: messageOf(textIn(diagnostic, 'message') ?? 'no message'),
    ...linesOf(placeIn(diagnostic, 'location', 'row'), placeIn(diagnostic, 'end_location', 'row')),
    ...known({
      rule: textIn(diagnostic, 'code'),
      file: textIn(diagnostic, 'filename'),
      column: placeIn(diagnostic, 'location', 'column'),
    }),
  };
}
