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
  summary: "bandit's JSON (bandit -f json)",
  tools: ['bandit'],

  recognizes(report) {
    const results = itemsIn(report, 'results');
    const isBandits =
      results.length === 0 ? 'metrics' in (objectIn(report) ?? {}) : 'test_id' in (objectIn(results[0]) ?? {});
    return isBandits && Array.isArray(valueIn(report, 'errors'));
  },

  read(report) {
    const [error] = listAt(report, 'errors');
    if (error !== undefined) {
      throw new Error(messageOf('bandit could not check', textIn(error, 'filename'), textIn(error, 'reason')));
    }
    return { findings: listAt(report, 'results').map(readIssue) };
  },
} satisfies ScanFormat;

function readIssue(issue: unknown): ScanFinding {
  const rule = textIn(issue, 'test_id');
  if (rule === undefined) throw new Error('one of its `results` has no `test_id`');
  // It counts columns from 0.
  const offset = valueIn(issue, 'col_offset');
  return {
    tool: 'bandit',
    rule,
    message: messageOf(textIn(issue, 'issue_text') ?? textIn(issue, 'test_name') ?? 'no message'),
    ...linesOf(placeIn(issue, 'line_number'), placeIn({ last: itemsIn(issue, 'line_range').at(-1) }, 'last')),
    ...known({
      file: textIn(issue, 'filename'),
      column: typeof offset === 'number' ? placeIn({ column: offset + 1 }, 'column') : undefined,
      word: rankOfWord(valueIn(issue, 'issue_severity')),
    }),
  };
}
