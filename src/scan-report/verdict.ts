import type { JudgeContext, Judgment, PrintedReport, ProgramExit } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';
import type { ScanFinding } from '../core/scan.ts';
import { broken, passed } from '../tool-output/verdicts.ts';
import { statedRank } from './stated-rank.ts';

/** What the ends of a scanner mean. */
export interface ScannerEnds {
  /** Its name, for people. */
  readonly name: string;
  /** Codes with which it ends when it has done its work: by the first nothing refuses. */
  readonly clean: number;
  readonly found: number;
  /**
   * Whether a code says it all. Else it means nothing without a report, because the scanner, or what starts it, ends with the
   * same code when it crashes.
   */
  readonly isPlain?: true;
  /** Whether a finding refuses, for a scanner that also reports what does not; if it ends with `found`, one does at least. */
  readonly refuses?: (finding: ScanFinding) => boolean;
}

type ReadReport = Extract<PrintedReport, { readonly status: 'read' }>;

/** What the end of a scanner means, by its code and the report that it printed. */
export function judgeScanner(ends: ScannerEnds, exit: ProgramExit, { report }: JudgeContext): Judgment {
  const { name, clean, found, isPlain } = ends;
  if (exit.code !== clean && exit.code !== found) return brokenScan(name, exit, report);
  if (report?.status === 'read') return judgeReport(ends, exit, report);
  if (isPlain !== true || isMute(exit)) return brokenScan(name, exit, report);
  return exit.code === clean ? passed() : { status: 'failed', findings: [unreadFinding(name, exit)] };
}

/** The scanner did not do its work. What it printed as its report is not shown. */
export function brokenScan(name: string, exit: ProgramExit, report?: PrintedReport, advice?: string): Judgment {
  const problem = report?.status === 'unread' && isSaid(exit, report.problem) ? report.problem : undefined;
  if (problem === undefined) return broken(name, { ...exit, stdout: '' }, advice ?? unreadReason(exit, report));
  const isWhole = problem.startsWith(`${name} `);
  const message = isWhole ? problem : `${name} could not check (exit code ${exit.code}): ${problem}`;
  return { status: 'broken', message: advice === undefined ? message : `${message}; ${advice}` };
}

function judgeReport(ends: ScannerEnds, exit: ProgramExit, { findings, isGated }: ReadReport): Judgment {
  const { name, clean, isPlain } = ends;
  const hasRefused = exit.code !== clean;
  if (hasRefused && findings.length === 0) {
    return isPlain === true ? { status: 'failed', findings: [unreadFinding(name, exit)] } : brokenScan(name, exit);
  }
  const refusing = new Set(isGated ? [] : refusingOf(ends, findings, hasRefused));
  const judged = findings.map((one) => toFinding(one, refusing.has(one) ? 'error' : 'warning'));
  if (refusing.size === 0) return passed(judged);
  return { status: 'failed', findings: judged, othersPassed: judged.every(({ file }) => file !== undefined) };
}

/** Its own word counts: where it refuses and nobody knows for which, for all. */
function refusingOf(
  { refuses }: ScannerEnds,
  findings: readonly ScanFinding[],
  hasRefused: boolean,
): readonly ScanFinding[] {
  const refusing = refuses === undefined ? [] : findings.filter(refuses);
  return hasRefused && refusing.length === 0 ? findings : refusing;
}

function toFinding(one: ScanFinding, severity: Finding['severity']): Finding {
  const { message, file, line, column, rule } = one;
  const rank = statedRank(one);
  return {
    severity,
    message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(rule === undefined ? {} : { rule }),
    ...(rank === undefined ? {} : { rank }),
  };
}

function unreadFinding(name: string, { code }: ProgramExit): Finding {
  return { severity: 'error', message: `${name} refused (exit code ${code}) and printed no report that says for what` };
}

function unreadReason({ stderr }: ProgramExit, report: PrintedReport | undefined): string | undefined {
  return report?.status === 'unread' && stderr.trim() === ''
    ? `its report cannot be used: ${report.problem}`
    : undefined;
}

/** Whether what is wrong is told by the report, and not by there being none. */
function isSaid({ stdout }: ProgramExit, problem: string): boolean {
  return stdout.trim() !== '' && !problem.startsWith('it ');
}

/** A program that could not even be loaded says so on standard error and prints nothing. */
function isMute({ code, stdout, stderr }: ProgramExit): boolean {
  return code === 1 && stdout.trim() === '' && stderr.trim() !== '';
}
