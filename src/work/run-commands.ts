import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Work, WorkResult } from '../core/ports.ts';
import type { DecodedScan } from '../scan-report/decode.ts';
import { type Coverage, collectCoverage, type WatchedReports, watchReports } from './collect-coverage.ts';
import { collectScans, type Scanned, type WatchedScans, watchScans } from './collect-scans.ts';
import { type Command, commandsOf } from './commands.ts';
import { type Judged, judgeEnd } from './judge-end.ts';
import { readResults, removeEarlier } from './kind-results.ts';
import { keepOutput } from './log.ts';
import { readPrinted } from './read-printed.ts';
import type { Site } from './site.ts';
import { type CommandEnd, startCommand } from './start-command.ts';
import { broken } from './to-outcome.ts';
import { type WorkFolder, workFolder } from './work-folder.ts';

/** Runs the commands of a check, one after another until one does not pass, and says what their ends mean. */
export async function runCommands(kind: ToolKind | undefined, work: Work, site: Site): Promise<WorkResult> {
  const folder = workFolder(site.temporary);
  try {
    return await runMeasured(kind, work, site, folder);
  } finally {
    folder.remove();
  }
}

async function runMeasured(
  kind: ToolKind | undefined,
  work: Work,
  site: Site,
  folder: WorkFolder,
): Promise<WorkResult> {
  const { task } = work.check;
  const commands = commandsOf(kind, work, site, folder.scratch);
  const [first] = commands;
  if (first === undefined) return { outcome: broken('it has no command to run') };
  removeEarlier(kind, work, site);
  const reports = await watchReports(task, site, folder.scratch);
  const watched = await watchScans(task, site, folder.scratch);
  const { outcome, alsoPassed, printed } = await runAll(kind, commands, work, site, folder);
  const coverage = await measure(outcome, reports);
  const { scans, unscanned } = await scan(outcome, watched, work, printed);
  const measurements = {
    ...(coverage.reports.length > 0 ? { coverage: coverage.reports } : {}),
    ...(scans.length > 0 ? { scans } : {}),
  };
  return {
    outcome: 'measurements' in outcome ? { ...outcome, measurements } : outcome,
    alsoPassed,
    command: first.argv,
    ...(coverage.problem === undefined ? {} : { unmeasured: `${task.name}: ${coverage.problem}` }),
    ...(unscanned.length === 0 ? {} : { unscanned }),
  };
}

interface Done extends Judged {
  /** Reports of a scanner, in the order of its commands. */
  readonly printed: readonly DecodedScan[];
}

async function runAll(
  kind: ToolKind | undefined,
  commands: readonly Command[],
  work: Work,
  site: Site,
  folder: WorkFolder,
): Promise<Done> {
  let outcome: Outcome | undefined;
  let text = '';
  const reports: DecodedScan[] = [];
  for (const [step, command] of commands.entries()) {
    const end = await startCommand(command, kind, work, site, folder.own);
    text += textToKeep(kind, end);
    const printed = 'stdout' in end ? await readPrinted(kind, end.stdout, work, site) : undefined;
    if (printed !== undefined) reports.push(printed);
    const results = readResults(kind, work, site, folder.scratch);
    const judged = judgeEnd(kind, command, { end, printed, step, results }, work, site);
    outcome = outcome === undefined ? judged.outcome : combine(outcome, judged.outcome);
    if (outcome.status === 'passed' || outcome.status === 'skipped') continue;
    // Only the last command can say that a file has passed: those after this one have not looked at it.
    const alsoPassed = command === commands.at(-1) ? judged.alsoPassed : [];
    return { outcome: withOutput(outcome, text, work, site), alsoPassed, printed: reports };
  }
  // Of files that were split over several programs, these have passed whatever becomes of the others.
  const alsoPassed = outcome?.status === 'passed' ? work.files : [];
  return { outcome: outcome ?? broken('it has no command to run'), alsoPassed, printed: reports };
}

/** What a command printed. A scanner's report may quote the secrets that it found. */
function textToKeep(kind: ToolKind | undefined, end: CommandEnd): string {
  if (kind?.scanner === undefined) return 'all' in end ? end.all : '';
  return 'stderr' in end ? end.stderr : '';
}

/** Findings of an earlier command, which are warnings, stay with the later outcome; nothing to look at is no more than that. */
function combine(earlier: Outcome, later: Outcome): Outcome {
  if (later.status === 'skipped') return earlier;
  const before = 'findings' in earlier ? earlier.findings : [];
  return 'findings' in later ? { ...later, findings: [...before, ...later.findings] } : later;
}

/** Keeps all that was printed for a check that did not pass, and shows its end where nothing else says what is wrong. */
function withOutput(outcome: Outcome, printed: string, work: Work, site: Site): Outcome {
  if (outcome.status !== 'failed' && outcome.status !== 'broken') return outcome;
  const { output, log } = keepOutput(site.logs, work, printed);
  const isExplained = outcome.output !== undefined || outcome.findings.length > 0;
  return {
    ...outcome,
    ...(isExplained || output === '' ? {} : { output }),
    ...(log === undefined ? {} : { log }),
  };
}

function measure(outcome: Outcome, reports: WatchedReports): Promise<Coverage> {
  const hasLooked = outcome.status === 'passed' || outcome.status === 'failed';
  return hasLooked ? collectCoverage(reports) : Promise.resolve({ reports: [] });
}

function scan(outcome: Outcome, watched: WatchedScans, work: Work, printed: readonly DecodedScan[]): Promise<Scanned> {
  const hasLooked = outcome.status === 'passed' || outcome.status === 'failed';
  return hasLooked ? collectScans(watched, work, printed) : Promise.resolve({ scans: [], unscanned: [] });
}
