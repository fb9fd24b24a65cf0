import { findingText } from '../report-text/findings.ts';
import { safeName } from '../report-text/harmless.ts';
import { outputEnd } from '../report-text/output-end.ts';
import { hasError, type Result } from '../report-text/results.ts';
import { code, fenced } from './literal.ts';

/** Findings of one check that are shown; fewer where many have some. */
const FINDINGS = { most: 50, least: 5, together: 500 };
/** Lines of a tool's output that are shown: its end, where tools sum up. */
const OUTPUT_SHOWN = 20;

const SAID: Readonly<Record<Result['status'], string>> = {
  passed: 'passed with warnings',
  failed: 'failed',
  broken: 'could not be checked',
  skipped: 'was skipped',
  cancelled: 'was stopped before it ended',
};

/** A block for each of the results: how it ended, what it found and where, and how to make it again. */
export function problemBlocks(results: readonly Result[]): readonly (readonly string[])[] {
  const share = Math.floor(FINDINGS.together / Math.max(1, results.length));
  const most = Math.min(FINDINGS.most, Math.max(FINDINGS.least, share));
  return results.map((result) => problemBlock(result, most));
}

function problemBlock(result: Result, most: number): readonly string[] {
  const { name, tier, status, refuses, reason, again } = result;
  const isTold = reason === undefined || hasError(result);
  const words = [...(isTold ? [] : [reason]), ...findingLines(result, most), ...outputLines(result)];
  const warns = refuses || status === 'passed' ? '' : ', and only warns';
  return [
    `#### ${refuses ? '✗' : '!'} ${code(name)} ${SAID[status]}${warns}`,
    '',
    ...(words.length === 0 ? [] : [...fenced(words), '']),
    `Tier ${code(safeName(tier))}, again: ${code(again)}`,
  ];
}

function findingLines(result: Result, most: number): readonly string[] {
  const { findings } = result;
  const isError = ({ severity }: (typeof findings)[number]) => severity === 'error';
  const ordered = [...findings.filter(isError), ...findings.filter((one) => !isError(one))];
  const left = ordered.length - most;
  return [
    ...ordered.slice(0, most).map((finding) => findingText(finding, hasError(result))),
    ...(left > 0 ? [`and ${left} more`] : []),
  ];
}

function outputLines({ output, findings, status }: Result): readonly string[] {
  if (output === undefined || findings.length > 0 || status === 'passed') return [];
  const { lines, above } = outputEnd(output, OUTPUT_SHOWN);
  return [...(above === '' ? [] : [above]), ...lines];
}
