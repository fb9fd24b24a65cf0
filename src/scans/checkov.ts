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
import { rankOfWord } from '../scan-report/ranks.ts';

export default {
  summary: "checkov's JSON (checkov -o json)",
  tools: ['checkov'],

  recognizes(report) {
    const parts = partsOf(report);
    return parts.length > 0 && parts.every((part) => isPart(part) || isNothing(part));
  },

  read(report) {
    const parts = partsOf(report).filter(isPart);
    for (const part of parts) {
      const [unread] = itemsIn(part, 'results', 'parsing_errors');
      const count = valueIn(part, 'summary', 'parsing_errors');
      if (unread === undefined && (count === undefined || count === 0)) continue;
      throw new Error(messageOf('checkov could not read', typeof unread === 'string' ? unread : `${count} files`));
    }
    return { findings: parts.flatMap((part) => listAt(valueIn(part, 'results'), 'failed_checks').map(readCheck)) };
  },
} satisfies ScanFormat;

/** One report for each kind of file, and without a list around it where there is only one. */
function partsOf(report: unknown): readonly unknown[] {
  return Array.isArray(report) ? report : [report];
}

function isPart(part: unknown): boolean {
  return textIn(part, 'check_type') !== undefined && objectIn(valueIn(part, 'results')) !== undefined;
}

/** What it prints where there was nothing to look at. */
function isNothing(part: unknown): boolean {
  const hasReadAll = (valueIn(part, 'parsing_errors') ?? 0) === 0;
  return textIn(part, 'checkov_version') !== undefined && valueIn(part, 'failed') === 0 && hasReadAll;
}

function readCheck(check: unknown): ScanFinding {
  const rule = textIn(check, 'check_id');
  if (rule === undefined) throw new Error('one of its `failed_checks` has no `check_id`');
  const [first, last] = itemsIn(check, 'file_line_range');
  return {
    tool: 'checkov',
    rule,
    message: messageOf(textIn(check, 'check_name') ?? 'no message', textIn(check, 'resource')),
    ...linesOf(placeIn({ first }, 'first'), placeIn({ last }, 'last')),
    ...known({
      file: textIn(check, 'file_abs_path') ?? textIn(check, 'file_path')?.replace(/^\//, ''),
      about: rule.startsWith('CKV_SECRET_') ? ('secret' as const) : undefined,
      word: rankOfWord(valueIn(check, 'severity')),
    }),
  };
}
