import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';
import { distinct, findingAt, type Place } from './findings.ts';
import { excerpt, plainLines, sentence } from './plain-text.ts';

/** A heading over the whole width, such as FAILURES or "short test summary info". */
const DIVIDER = /^={3,} (.+?) ={3,}$/;
/** The name of a test that failed, or "ERROR at setup of test_x", "ERROR collecting tests/test_x.py". */
const HEADING = /^_{3,} (.+?) _{3,}$/;
/** What the test wrote: it may look like anything. */
const CAPTURED = /^-{3,} Captured /;
/** Where an exception passed through, in the long and the short form. */
const FRAME = /^(\S.*?):(\d+)(?:: ?(?:in .+|[\w.]+)?)?$/;
/** The same in Python's own form: for syntax errors, and everywhere with `--tb=native`. */
const NATIVE_FRAME = /^(?:E\s+|\s*)File "(.+)", line (\d+)/;
const REASON = /^E\s+(.*\S)/;
const EXCEPTION = /^[\w.]*(?:Error|Exception|Exit|Failed|Warning)\b/;
const SUMMARY = /^(?:FAILED|ERROR) (.+?)(?:::(.+?))?(?: - (.*))?$/;

/** Failures in the report of a run, each at the innermost line of the project itself. */
export function readPytestFailures(stdout: string, context: JudgeContext): readonly Finding[] {
  const lines = plainLines(stdout);
  const summary = readSummary(lines);
  const told = sections(lines).map((section) => readSection(section, summary, context));
  // With `--tb=no` or `--tb=line` there are no sections.
  return distinct(told.length > 0 ? told : summary.map((entry) => summaryFinding(entry, context)));
}

/** The report without progress and coverage: what failed, and the summary. */
export function pytestExcerpt(stdout: string): string {
  const kept: string[] = [];
  let keeping = false;
  for (const line of plainLines(stdout)) {
    const divider = DIVIDER.exec(line)?.[1];
    if (divider !== undefined) keeping = /^(?:FAILURES|ERRORS|short test summary)/.test(divider);
    if (keeping) kept.push(line);
  }
  // The summary names every failure: it stands first, so that it is not what is cut off.
  const at = kept.findIndex((line) => line.includes('short test summary'));
  return excerpt(at === -1 ? kept : [...kept.slice(at + 1), ...kept.slice(0, at)]);
}

interface Section {
  readonly name: string;
  readonly lines: readonly string[];
}

function sections(lines: readonly string[]): readonly Section[] {
  const found: { readonly name: string; readonly lines: string[] }[] = [];
  let current: string[] | undefined;
  for (const line of lines) {
    const name = HEADING.exec(line)?.[1];
    if (name !== undefined && !name.startsWith('coverage: ')) {
      current = [];
      found.push({ name, lines: current });
    } else if (DIVIDER.test(line) || CAPTURED.test(line)) current = undefined;
    else current?.push(line);
  }
  return found;
}

function readSection({ name, lines }: Section, summary: readonly SummaryEntry[], context: JudgeContext): Finding {
  const marked = lines.flatMap((line) => (NATIVE_FRAME.test(line) ? [] : (REASON.exec(line)?.[1] ?? [])));
  const entry = summary.find(
    ({ test }) => test?.replaceAll('::', '.') === name.replace(/^(?:ERROR at \w+ of|\[doctest\]) /, ''),
  );
  const reason =
    (marked.length > 0 ? marked : lines).find((line) => EXCEPTION.test(line)) ?? marked[0] ?? entry?.reason;
  const message = reason === undefined ? name : `${name}: ${sentence(reason)}`;
  const path = entry?.path ?? /^ERROR collecting (.+)$/.exec(name)?.[1];
  const file = path === undefined ? undefined : context.toRepoPath(path);
  return findingAt('error', message, placeIn(lines, context) ?? { file });
}

function placeIn(lines: readonly string[], context: JudgeContext): Place | undefined {
  const places = lines.flatMap((line) => {
    const match = NATIVE_FRAME.exec(line) ?? FRAME.exec(line);
    // An environment inside the project is not the project.
    if (match === null || (match[1] ?? '').includes('site-packages')) return [];
    const file = context.toRepoPath(match[1] ?? '');
    return file === undefined ? [] : [{ file, line: Number(match[2]) }];
  });
  return places.at(-1);
}

/** A line of the summary: `FAILED tests/test_a.py::TestA::test_b[1] - assert 1 == 2`. */
interface SummaryEntry {
  readonly path: string;
  readonly test: string | undefined;
  readonly reason: string | undefined;
}

function readSummary(lines: readonly string[]): readonly SummaryEntry[] {
  const start = lines.findIndex((line) => /^={3,} short test summary/.test(line));
  return (start === -1 ? [] : lines.slice(start)).flatMap((line) => {
    const match = SUMMARY.exec(line);
    return match === null ? [] : [{ path: match[1] ?? '', test: match[2], reason: match[3] }];
  });
}

function summaryFinding({ path, test, reason }: SummaryEntry, context: JudgeContext): Finding {
  const message = [test, reason].filter(Boolean).join(': ');
  return findingAt('error', message === '' ? 'failed' : sentence(message), { file: context.toRepoPath(path) });
}
