import type { ScanFormat } from '../core/contracts/scans.ts';
import type { Rank, ScanFinding } from '../core/scan.ts';
import { known, linesOf, listAt, messageOf, objectIn, placeIn, textIn, valueIn } from '../scan-report/fields.ts';
import { rankOfWord } from '../scan-report/ranks.ts';

/** What its rules say of themselves; newer ones use the words of all others. */
const WORDS: ReadonlyMap<string, Rank> = new Map([
  ['ERROR', 'high'],
  ['WARNING', 'medium'],
  ['INFO', 'low'],
]);

export default {
  summary: "semgrep's and opengrep's JSON (semgrep scan --json)",
  tools: ['semgrep', 'opengrep'],

  recognizes(report) {
    const results = valueIn(report, 'results');
    if (!Array.isArray(results) || !Array.isArray(valueIn(report, 'errors'))) return false;
    if (results.length === 0) return objectIn(valueIn(report, 'paths')) !== undefined;
    return results.every((one) => 'check_id' in (objectIn(one) ?? {}));
  },

  read(report, given) {
    const error = listAt(report, 'errors').find((one) => (textIn(one, 'level') ?? 'error').toLowerCase() === 'error');
    const tool = given === 'opengrep' ? given : 'semgrep';
    if (error !== undefined) {
      throw new Error(
        messageOf(`${tool} met an error`, textIn(error, 'path'), textIn(error, 'message') ?? textIn(error, 'type')),
      );
    }
    const results = listAt(report, 'results').filter((one) => valueIn(one, 'extra', 'is_ignored') !== true);
    return { findings: results.map((result) => readResult(result, tool)) };
  },
} satisfies ScanFormat;

function readResult(result: unknown, tool: string): ScanFinding {
  const rule = textIn(result, 'check_id');
  if (rule === undefined) throw new Error('one of its `results` has no `check_id`');
  const severity = textIn(result, 'extra', 'severity')?.toUpperCase();
  return {
    tool,
    rule,
    message: messageOf(textIn(result, 'extra', 'message') ?? 'no message'),
    ...linesOf(placeIn(result, 'start', 'line'), placeIn(result, 'end', 'line')),
    ...known({
      file: textIn(result, 'path'),
      column: placeIn(result, 'start', 'col'),
      word: WORDS.get(severity ?? '') ?? rankOfWord(severity),
    }),
  };
}
