import type { Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';
import { missingPackageHint } from './missing-package.ts';
import { excerpt, plainLines, sentence } from './plain-text.ts';

/** Nothing to refuse for. */
export function passed(findings: readonly Finding[] = []): Judgment {
  return findings.length === 0 ? { status: 'passed' } : { status: 'passed', findings };
}

/**
 * What the findings of a per-file tool mean when it refused. Unreadable (undefined) or empty: it crashed.
 * A warning can refuse as well as an error, so the other files have passed only where nothing but errors was found.
 */
export function refused(tool: string, exit: ProgramExit, findings: readonly Finding[] | undefined): Judgment {
  if (findings === undefined || findings.length === 0) return broken(tool, exit);
  const othersPassed = findings.every((one) => one.severity === 'error' && one.file !== undefined);
  return { status: 'failed', findings, othersPassed };
}

/** The check could not be made: says why in the tool's words and, where that is known, what to do. */
export function broken(tool: string, exit: ProgramExit, advice?: string): Judgment {
  const lines = [...plainLines(exit.stderr), ...plainLines(exit.stdout)];
  const reason = reasonIn(plainLines(exit.stderr)) ?? reasonIn(plainLines(exit.stdout));
  const hint = advice ?? missingPackageHint(lines.join('\n'));
  const what = [`${tool} could not check (exit code ${exit.code})`, reason]
    .filter((part) => part !== undefined)
    .join(': ');
  const message = hint === undefined ? what : `${what}; ${hint}`;
  const output = excerpt(lines);
  return { status: 'broken', message, ...(output === '' ? {} : { output }) };
}

/** Headings, frames and addresses that say nothing of the reason. */
const NOISE = [
  /^\W*$/,
  /[━⎯]{3}/,
  /^\s*at /,
  /^Oops!/,
  /^ESLint: \d/,
  /^(?:ERROR: )?usage:/i,
  /^Try '/,
  /^file:\/\//,
  /^\s*throw /,
  /^Node\.js v/,
  /^\w+ failed$/,
  /^Checking formatting/,
  /^The `json` and/,
  /^\s*RUN /,
  /^\s*Coverage enabled/,
  /^Error occurred when checking/,
  /^failed to load config from/,
  / with \d+ errors?:$/,
  // What coverage.py says of a run in which pytest had nothing to run.
  /: CoverageWarning: /,
  /^\s*self\._warn\(/,
];
const TELLING =
  /error|cannot|can't|couldn't|could not|unknown|unrecognized|invalid|missing|not found|no such|no (test )?files|no tests|unexpected|expected/i;

/** How pytest says that it was stopped. */
const INTERRUPTED = /^!{3,} .* !{3,}$/;

function reasonIn(lines: readonly string[]): string | undefined {
  // A Python traceback says what happened in its last line.
  const ordered = lines.some((line) => line.startsWith('Traceback ')) ? lines.toReversed() : lines;
  const candidates = ordered.filter((line) => !NOISE.some((noise) => noise.test(line)));
  const line =
    candidates.find((one) => INTERRUPTED.test(one)) ?? candidates.find((one) => TELLING.test(one)) ?? candidates[0];
  if (line === undefined) return undefined;
  return sentence(line.replace(/^\s*(?:\[error\]|[×x●]|Cause:|error:|ERROR:|!+)\s*|\s*!+$/g, '')).slice(0, 300);
}
