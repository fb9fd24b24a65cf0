import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import {
  itemsIn,
  known,
  linesOf,
  listAt,
  messageOf,
  objectIn,
  placeIn,
  textIn,
  valueIn,
} from '../scan-report/fields.ts';

/** ESLint's word for an error. */
const ERROR = 2;

export default {
  summary: "ESLint's JSON (eslint --format json)",
  tools: ['eslint'],
  emptyListOf: ['eslint'],

  recognizes(report) {
    return Array.isArray(report) && report.length > 0 && report.every(isFile);
  },

  read(report) {
    const files = Array.isArray(report) ? report : [];
    for (const file of files) {
      const fatal = itemsIn(file, 'messages').find((message) => valueIn(message, 'fatal') === true);
      if (fatal === undefined) continue;
      throw new Error(messageOf('eslint could not check', textIn(file, 'filePath'), textIn(fatal, 'message')));
    }
    return { findings: files.flatMap((file) => listAt(file, 'messages').map((message) => readMessage(file, message))) };
  },
} satisfies ScanFormat;

/** secretlint's list looks alike, and counts nothing. */
function isFile(entry: unknown): boolean {
  const keys = objectIn(entry) ?? {};
  return 'filePath' in keys && Array.isArray(keys['messages']) && 'errorCount' in keys;
}

function readMessage(file: unknown, message: unknown): ScanFinding {
  return {
    tool: 'eslint',
    message: messageOf(textIn(message, 'message') ?? 'no message'),
    level: valueIn(message, 'severity') === ERROR ? 'error' : 'warning',
    ...linesOf(placeIn(message, 'line'), placeIn(message, 'endLine')),
    ...known({
      rule: textIn(message, 'ruleId'),
      file: textIn(file, 'filePath'),
      column: placeIn(message, 'column'),
    }),
  };
}
