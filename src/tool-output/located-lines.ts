import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import { findingAt } from './findings.ts';
import { plainLines } from './plain-text.ts';

/** Line, column, and what separates them from the message. */
const PLACE = /:(\d+)(?::(\d+))?(?::\s*|\s+)(?:-\s+)?(?=\S)(?!\d+:?$)/g;
/** The severity, in brackets or not, with the colon of compilers or without. */
const SEVERITY = /^(?:\[(error|warning)\]|(error|warning)\b):?\s*(?=\S)/;
/** Longer lines are data, not messages. */
const MAX_LINE = 4000;

/**
 * Findings in output of any command: lines of the form `FILE:LINE[:COLUMN][:] [error|warning] MESSAGE`.
 * `resolve` answers only for files that exist: a line that names no file is not a finding.
 * A file name may itself hold colons and digits, so each place where it could end is tried, the first one first.
 */
export function locatedLines(text: string, resolve: (path: string) => RepoPath | undefined): readonly Finding[] {
  return plainLines(text)
    .filter((line) => line.length <= MAX_LINE)
    .flatMap((line) => readLine(line.trim(), resolve) ?? []);
}

function readLine(line: string, resolve: (path: string) => RepoPath | undefined): Finding | undefined {
  for (const match of line.matchAll(PLACE)) {
    const name = line.slice(0, match.index);
    const file = name === '' ? undefined : resolve(name);
    if (file === undefined) continue;
    const rest = line.slice(match.index + match[0].length);
    const severity = SEVERITY.exec(rest);
    const message = severity === null ? rest : rest.slice(severity[0].length);
    return findingAt((severity?.[1] ?? severity?.[2]) === 'warning' ? 'warning' : 'error', message, {
      file,
      line: Number(match[1]),
      column: match[2] === undefined ? undefined : Number(match[2]),
    });
  }
  return undefined;
}
