import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { known, listAt, objectIn, placeIn, textIn, valueIn } from '../scan-report/fields.ts';

export default {
  summary: "secretlint's JSON (secretlint --format json)",
  tools: ['secretlint'],
  emptyListOf: ['secretlint'],

  recognizes(report) {
    return Array.isArray(report) && report.length > 0 && report.every(isFile);
  },

  read(report) {
    const files = Array.isArray(report) ? report : [];
    return { findings: files.flatMap((file) => listAt(file, 'messages').map((message) => readMessage(file, message))) };
  },
} satisfies ScanFormat;

/** ESLint's list looks alike, and counts its errors. */
function isFile(entry: unknown): boolean {
  const keys = objectIn(entry) ?? {};
  return 'filePath' in keys && Array.isArray(keys['messages']) && !('errorCount' in keys);
}

function readMessage(file: unknown, message: unknown): ScanFinding {
  const line = placeIn(message, 'loc', 'start', 'line');
  // It counts columns from 0.
  const column = valueIn(message, 'loc', 'start', 'column');
  return {
    tool: 'secretlint',
    // What it says quotes the secret, and so does `sourceContent`.
    message: '',
    ...known({
      rule: textIn(message, 'ruleId'),
      file: textIn(file, 'filePath'),
      line,
      column: typeof column === 'number' && line !== undefined ? placeIn({ at: column + 1 }, 'at') : undefined,
    }),
  };
}
