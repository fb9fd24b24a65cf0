import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';
import { findingAt } from './findings.ts';
import { findJson, numberAt, objectAt, objectsOf, textAt } from './json.ts';
import { plainLines, sentence } from './plain-text.ts';

/** What Ruff found, from `--output-format json`; undefined when that is not what it printed. Names are absolute. */
export function readRuffJson(stdout: string, context: JudgeContext): readonly Finding[] | undefined {
  const document = findJson(stdout);
  if (!Array.isArray(document)) return undefined;
  return objectsOf(document).map((one) => {
    const place = objectAt(one, 'location');
    // In a notebook, line and column count within a cell and not within the file.
    const inFile = numberAt(one, 'cell') === undefined;
    return findingAt('error', sentence(textAt(one, 'message') ?? ''), {
      file: context.toRepoPath(textAt(one, 'filename') ?? ''),
      line: inFile ? numberAt(place, 'row') : undefined,
      column: inFile ? numberAt(place, 'column') : undefined,
      // Syntax errors had no code before 0.12.
      rule: textAt(one, 'code') ?? 'invalid-syntax',
    });
  });
}

/** The first line of each form: before 0.13 or so, concise, and full, whose place stands in the next line. */
const OLD = /^Would reformat: (.+)$/;
const CONCISE = /^(.+?):(\d+):(\d+): unformatted: /;
const FULL = /^unformatted: /;
const FULL_PLACE = /^\s*--> (.+):(\d+):(\d+)$/;
const COUNT = /^(\d+) files? would be reformatted/;

/**
 * Files that `ruff format --check` would rewrite, and whether these are all. Its form of output has changed between
 * versions and follows the project's settings, and the flag that would fix it is younger than many an installed Ruff.
 */
export function readRuffFormat(
  stdout: string,
  context: JudgeContext,
): { readonly findings: readonly Finding[]; readonly all: boolean } {
  const json = readRuffJson(stdout, context)?.filter((finding) => finding.rule === 'unformatted');
  if (json !== undefined) return { findings: json, all: true };
  const lines = plainLines(stdout);
  const findings = lines.flatMap((line, index) => {
    const match =
      OLD.exec(line) ?? CONCISE.exec(line) ?? (FULL.test(lines[index - 1] ?? '') ? FULL_PLACE.exec(line) : null);
    if (match === null) return [];
    const file = context.toRepoPath(match[1] ?? '');
    const message = 'not formatted as Ruff formats it';
    return findingAt('error', message, { file, line: Number(match[2] ?? 0), column: Number(match[3] ?? 0) });
  });
  const count = lines.map((line) => COUNT.exec(line)?.[1]).find((found) => found !== undefined);
  return { findings, all: findings.length === Number(count ?? -1) };
}
