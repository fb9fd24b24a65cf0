import type { JudgeContext } from '../core/contracts/judgment.ts';
import { isObject, type JsonObject } from '../core/json-shape.ts';
import type { Finding } from '../core/outcome.ts';
import { distinct, findingAt, type Place } from './findings.ts';
import { findJson, objectsOf, textAt } from './json.ts';
import { excerpt, plainLines, sentence } from './plain-text.ts';

/** What failed in a run of `jest --json`, and the same for people. */
export interface JestFailures {
  readonly findings: readonly Finding[];
  readonly output: string;
}

/** A stack frame: `at f (/a/b.js:4:23)` or `at /a/b.js:4:23`. The name of the file may hold parentheses as well. */
const FRAME = /^\s*at .*? \((.+):(\d+):(\d+)\)$/;
const BARE_FRAME = /^\s*at (?:async )?(.+):(\d+):(\d+)$/;
/** Where Babel could not go on: `SyntaxError: /a/b.js: Unexpected token (1:10)`. */
const SYNTAX = /^\s*(SyntaxError): (.+?): (.+) \((\d+):(\d+)\)$/;
const CODE_FRAME = /^\s*>?\s*(?:\d+ )?\|/;

/** Undefined when the output is not a report, as after a crash or with a wrong config. */
export function readJestFailures(stdout: string, context: JudgeContext): JestFailures | undefined {
  const document = findJson(stdout);
  if (!isObject(document) || !Array.isArray(document['testResults'])) return undefined;
  const suites = objectsOf(document['testResults']).filter((suite) => textAt(suite, 'status') === 'failed');
  const lines = suites.flatMap((suite) => [...plainLines(textAt(suite, 'message') ?? ''), '']);
  const shown = lines.filter((line) => !CODE_FRAME.test(line) && !line.includes('node_modules'));
  return { findings: distinct(suites.flatMap((suite) => failuresOf(suite, context))), output: excerpt(shown) };
}

function failuresOf(suite: JsonObject, context: JudgeContext): readonly Finding[] {
  const file = context.toRepoPath(textAt(suite, 'name') ?? '');
  const failed = objectsOf(suite['assertionResults']).filter((test) => textAt(test, 'status') === 'failed');
  if (failed.length === 0) return [suiteFailure(textAt(suite, 'message') ?? '', { file }, context)];
  return failed.map((test) => {
    const messages = Array.isArray(test['failureMessages']) ? test['failureMessages'] : [];
    const lines = plainLines(String(messages[0] ?? ''));
    const message = `${textAt(test, 'fullName') ?? 'test'}: ${sentence(lines[0] ?? '')}`;
    return findingAt('error', message, placeIn(lines, context) ?? { file });
  });
}

/** A test file that could not be run at all. */
function suiteFailure(message: string, suite: Place, context: JudgeContext): Finding {
  const lines = plainLines(message);
  const syntax = lines.map((line) => SYNTAX.exec(line)).find((match) => match !== null);
  if (syntax) {
    const [, kind = '', path = '', what = '', line, column] = syntax;
    // Columns count from 0 here.
    const place = { file: context.toRepoPath(path), line: Number(line), column: Number(column) + 1 };
    return findingAt('error', `${kind}: ${what}`, place.file === undefined ? suite : place);
  }
  const reason = lines.find((line) => line.trim() !== '' && !line.includes('●')) ?? 'test file failed to run';
  return findingAt('error', sentence(reason), placeIn(lines, context) ?? suite);
}

/** The frame nearest to the failure that is the project's own. */
function placeIn(lines: readonly string[], context: JudgeContext): Place | undefined {
  for (const line of lines) {
    const match = FRAME.exec(line) ?? BARE_FRAME.exec(line);
    if (match === null || line.includes('node_modules') || line.includes('(node:')) continue;
    const file = context.toRepoPath(match[1] ?? '');
    if (file !== undefined) return { file, line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}
