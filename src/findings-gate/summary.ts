import type { Finding } from '../core/outcome.ts';
import type { GateLine } from '../core/record.ts';
import { RANKS, type Rank, type Scan, type ScanFinding } from '../core/scan.ts';
import type { Ignored, Judged, Judgments } from './judgments.ts';
import { countRanks } from './judgments.ts';
import type { FindingsPolicy, Ignore } from './policy.ts';
import { nameOfRule } from './rules.ts';

/** All that the lines are made of. */
export interface Told extends Judgments {
  readonly policy: FindingsPolicy;
  readonly scans: readonly Scan[];
  readonly dead: readonly Ignore[];
  /** Tasks that did not run, with the reason. */
  readonly idle: readonly string[];
  /** What changed lines were compared with, where only those refuse. */
  readonly since: string | undefined;
}

/** What scanners did not look at is only counted beyond so many. */
const NOTES_SHOWN = 5;

/** A finding as it stands in the record. */
interface GateFinding extends Finding {
  readonly tool: string;
  readonly rank: Rank;
  readonly blocking: boolean;
}

/** One line for the verdict; below it what refuses, what is ignored, and what was not looked at. */
export function summaryLines(told: Told): readonly GateLine[] {
  const { judged, ignored, dead, idle, scans, policy } = told;
  const blocking = judged.filter(({ isBlocking }) => isBlocking);
  const unknown = judged.filter(({ isUnknown }) => isUnknown).length;
  const notes = scans.flatMap((scan) => scan.notes);
  return [
    { status: blocking.length > 0 ? 'failed' : 'passed', text: verdictText(told, blocking) },
    ...blocking.map((one) => note(`${placeText(one.finding)}${one.rank} ${findingText(one.finding)}`)),
    ...(unknown === 0 ? [] : [note(`${unknown} of them of unknown rank, taken for ${policy.unknownAs} (unknownAs)`)]),
    ...ignoredNotes(ignored),
    ...dead.map(({ rule, until, reason }) => note(`no longer ignored: ${rule}, which ended on ${until} (${reason})`)),
    ...idle.map(note),
    ...notes.slice(0, NOTES_SHOWN).map(note),
    ...(notes.length > NOTES_SHOWN ? [note(`and ${notes.length - NOTES_SHOWN} more that were not looked at`)] : []),
  ];
}

/** Findings of the record: what refuses is an error. */
export function findingsOf(judged: readonly Judged[]): readonly GateFinding[] {
  return judged.map(({ finding, rank, isBlocking }) => {
    const { tool, rule, message, file, line, column } = finding;
    return {
      severity: isBlocking ? 'error' : 'warning',
      message,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(rule === undefined ? {} : { rule }),
      tool,
      rank,
      blocking: isBlocking,
    };
  });
}

function verdictText({ judged, policy, since }: Told, blocking: readonly Judged[]): string {
  const where = since === undefined ? '' : ` on lines changed since ${since}`;
  const limit = `of rank ${policy.failOn}${policy.failOn === RANKS[0] ? '' : ' or above'}`;
  if (blocking.length > 0) {
    const amount = blocking.length === 1 ? '1 finding' : `${blocking.length} findings`;
    return `${amount} ${limit}${where} (${amountsText(judged)})`;
  }
  return judged.length === 0 ? 'no findings' : `no finding ${limit}${where} (${amountsText(judged)})`;
}

/** `1 high, 3 low` */
function amountsText(judged: readonly Judged[]): string {
  const counts = Object.entries(countRanks(judged)).filter(([, count]) => count > 0);
  return counts.map(([rank, count]) => `${count} ${rank}`).join(', ');
}

function placeText({ file, line, column }: ScanFinding): string {
  if (file === undefined) return '';
  return `${[file, ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(':')}  `;
}

function findingText(finding: ScanFinding): string {
  return `${nameOfRule(finding)}: ${finding.message}`;
}

/** One line for each entry of `ignore` that something is ignored by. */
function ignoredNotes(ignored: readonly Ignored[]): readonly GateLine[] {
  return [...new Set(ignored.map(({ entry }) => entry))].map((entry) => {
    const own = ignored.filter((one) => one.entry === entry);
    const places = [...new Set(own.map(({ finding }) => finding.file ?? 'no file'))];
    const shown = places.slice(0, 3).join(', ') + (places.length > 3 ? ` and ${places.length - 3} more` : '');
    const until = entry.until === undefined ? '' : ` until ${entry.until}`;
    return note(`ignored${until}: ${own.length} of ${entry.rule} in ${shown} (${entry.reason})`);
  });
}

function note(text: string): GateLine {
  return { status: 'note', text };
}
