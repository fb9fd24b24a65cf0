import type { JudgeContext } from '../core/contracts/judgment.ts';
import { isObject, type JsonObject } from '../core/json-shape.ts';
import type { Finding } from '../core/outcome.ts';
import { findingAt } from '../tool-output/findings.ts';
import { numberAt, objectAt, objectsOf, textAt } from '../tool-output/json.ts';
import type { MutantTally } from './mutation-score.ts';

/** What a report says in the form of Stryker, https://github.com/stryker-mutator/mutation-testing-elements (`mutation-testing-report-schema`). */
export interface MutationReport {
  readonly tally: MutantTally;
  /** Mutants that no test noticed. */
  readonly survivors: readonly Finding[];
  /** What the config asks for: the score below which the tool itself refuses. */
  readonly least?: number;
}

/** What the scheme calls detected, and undetected. Mutants in any other state are none: ignored, no valid code. */
const DETECTED = new Set(['Killed', 'Timeout']);
const UNDETECTED = new Set(['Survived', 'NoCoverage']);
/** What says that the tool has not finished. */
const UNFINISHED = 'Pending';

/** Reads a report; undefined for what is none, and for one that was not finished. */
export function readMutationReport(text: string | undefined, context: JudgeContext): MutationReport | undefined {
  const report = parse(text);
  const files = report?.['files'];
  if (report === undefined || !isObject(files)) return undefined;
  const mutants = Object.entries(files).flatMap(([name, file]) =>
    isObject(file)
      ? objectsOf(file['mutants']).map((mutant) => ({ name, mutant, status: textAt(mutant, 'status') ?? '' }))
      : [],
  );
  if (mutants.some(({ status }) => status === UNFINISHED)) return undefined;
  const detected = mutants.filter(({ status }) => DETECTED.has(status)).length;
  const undetected = mutants.filter(({ status }) => UNDETECTED.has(status));
  const least =
    numberAt(objectAt(report, 'thresholds'), 'break') ??
    numberAt(objectAt(objectAt(report, 'config'), 'thresholds'), 'break');
  return {
    tally: { killed: detected, total: detected + undetected.length },
    survivors: undetected.map(({ name, mutant, status }) => survivor(name, mutant, status, context)),
    ...(least === undefined ? {} : { least }),
  };
}

function parse(text: string | undefined): JsonObject | undefined {
  try {
    const report: unknown = JSON.parse(text ?? '');
    return isObject(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

function survivor(name: string, mutant: JsonObject, status: string, { toRepoPath }: JudgeContext): Finding {
  const start = objectAt(objectAt(mutant, 'location'), 'start');
  const replacement = textAt(mutant, 'replacement')?.split('\n', 1)[0] ?? '';
  const change = replacement === '' ? '' : ` by \`${replacement.slice(0, 80)}\``;
  const fate = status === 'NoCoverage' ? 'no test runs this' : `no test notices it replaced${change}`;
  return findingAt('warning', fate, {
    file: toRepoPath(name),
    line: numberAt(start, 'line'),
    column: numberAt(start, 'column'),
    rule: textAt(mutant, 'mutatorName'),
  });
}
