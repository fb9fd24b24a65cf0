import type { ScanFormat } from '../core/contracts/scans.ts';
import type { Level, ScanFinding } from '../core/scan.ts';
import { itemsIn, known, LONGEST_READ, messageOf, objectIn, textIn, valueIn } from '../scan-report/fields.ts';
import { rankOfWord, scoreOf } from '../scan-report/ranks.ts';
import { placeOfResult } from '../scan-report/sarif-places.ts';
import { ruleFinder, ruleIdOf } from '../scan-report/sarif-rules.ts';
import { troubleOf } from '../scan-report/sarif-trouble.ts';
import { toolName } from '../scan-report/tool-name.ts';

const LEVELS: readonly string[] = ['error', 'warning', 'note', 'none'] satisfies readonly Level[];

export default {
  summary: 'SARIF 2.1.0 of any tool',

  recognizes(report) {
    return valueIn(report, 'runs') !== undefined || /\bsarif\b/i.test(textIn(report, '$schema') ?? '');
  },

  read(report, given) {
    const version = valueIn(report, 'version');
    if (version !== undefined && !String(version).startsWith('2.1.0')) throw new Error('it is SARIF, and not 2.1.0');
    const runs = itemsIn(report, 'runs');
    if (runs.length === 0) throw new Error('it has no `runs`');
    return { findings: runs.flatMap((run) => readRun(run, given)) };
  },
} satisfies ScanFormat;

function readRun(run: unknown, given: string | undefined): readonly ScanFinding[] {
  const name = textIn(run, 'tool', 'driver', 'name') ?? given;
  if (name === undefined) throw new Error('a run of it does not say which tool it is of');
  const tool = toolName(name);
  const trouble = troubleOf(run, tool);
  if (trouble !== undefined) throw new Error(trouble);
  const findRule = ruleFinder(run);
  return itemsIn(run, 'results')
    .map((result) => objectIn(result) ?? refuse())
    .filter(counts)
    .map((result) => readResult(result, findRule(result), run, tool));
}

function refuse(): never {
  throw new Error('one of its `results` is none');
}

/** Whether a result is one that the tool stands by. */
function counts(result: unknown): boolean {
  const suppressions = itemsIn(result, 'suppressions');
  const isSuppressed = suppressions.length > 0 && suppressions.every(isInForce);
  const isNews = !['unchanged', 'absent'].includes(textIn(result, 'baselineState') ?? '');
  return !isSuppressed && isNews && (textIn(result, 'kind') ?? 'fail') === 'fail';
}

/** What is no suppression, or in a state of which nobody knows, excuses nothing. */
function isInForce(suppression: unknown): boolean {
  const status = valueIn(suppression, 'status') ?? 'accepted';
  return objectIn(suppression) !== undefined && status === 'accepted';
}

function readResult(result: unknown, rule: unknown, run: unknown, tool: string): ScanFinding {
  const id = ruleIdOf(result) ?? textIn(rule, 'id');
  const severity = (value: unknown) => scoreOf(valueIn(value, 'properties', 'security-severity'));
  return {
    tool,
    message: messageOf(textOfMessage(result, rule)),
    ...placeOfResult(result, run),
    ...known({
      rule: id,
      about: subjectOf(rule, id, tool),
      score: severity(result) ?? severity(rule),
      // Own words of bandit and zizmor, which their SARIF keeps.
      word: rankOfWord(
        valueIn(result, 'properties', 'issue_severity') ?? valueIn(result, 'properties', 'zizmor/severity'),
      ),
    }),
    level: levelIn(result, 'level') ?? levelIn(rule, 'defaultConfiguration', 'level') ?? 'warning',
  };
}

function levelIn(value: unknown, ...keys: readonly string[]): Level | undefined {
  const level = textIn(value, ...keys)?.toLowerCase() ?? '';
  return LEVELS.includes(level) ? (level as Level) : undefined;
}

/** Some look for several things: trivy says by tags of the rule for which, checkov by the rule's id. */
function subjectOf(rule: unknown, id: string | undefined, tool: string): ScanFinding['about'] {
  if (tool === 'checkov') return id?.startsWith('CKV_SECRET_') ? 'secret' : undefined;
  if (tool !== 'trivy') return undefined;
  const words = [...itemsIn(rule, 'properties', 'tags'), textIn(rule, 'name')].map((word) =>
    String(word).toLowerCase(),
  );
  if (words.includes('secret')) return 'secret';
  return words.some((word) => word.endsWith('vulnerability')) ? 'vulnerability' : undefined;
}

function textOfMessage(result: unknown, rule: unknown): string {
  const id = textIn(result, 'message', 'id') ?? '';
  const written = textIn(result, 'message', 'text') ?? textIn(rule, 'messageStrings', id, 'text');
  // All that may stand for `{0}` together is no longer than one text: few characters can ask for it very often.
  let left = LONGEST_READ;
  const filled = written?.replace(/\{(\d+)\}/g, (whole, index) => {
    const argument = textIn(result, 'message', 'arguments', Number(index))?.slice(0, left);
    left -= argument?.length ?? 0;
    return argument ?? whole;
  });
  return filled ?? textIn(rule, 'shortDescription', 'text') ?? textIn(rule, 'name') ?? 'no message';
}
