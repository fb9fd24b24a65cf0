import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Judgment, ToolKind } from '../core/contracts.ts';
import type { RepoPath } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import { isUtf8 } from '../core/path-bytes.ts';
import type { Work, WorkResult } from '../core/ports.ts';
import type { CommandLine } from '../core/task.ts';
import { type ProgramEnd, runProgram } from '../system/processes.ts';
import { pythonLauncher } from '../system/python-launcher.ts';
import { findProgram, type Surroundings } from '../system/search-path.ts';
import { taskEnvironment } from '../system/task-environment.ts';
import { fillIn } from './arguments.ts';
import { type Coverage, collectCoverage, watchReports } from './collect-coverage.ts';
import { toOutcome } from './inspect.ts';
import { judgePlain } from './judge-plain.ts';
import { keepOutput } from './log.ts';
import { notInstalled } from './not-installed.ts';
import { pathReader } from './path-reader.ts';
import type { Site } from './site.ts';

/** Runs the commands of a check, one after another until one does not pass, and says what their ends mean. */
export async function runCommands(kind: ToolKind | undefined, work: Work, site: Site): Promise<WorkResult> {
  const strange = work.files.filter((path) => !isUtf8(path));
  if (strange.length > 0 && commandsOf(work).some((command) => command.includes('{files}'))) {
    return {
      outcome: broken(`${strange.length} file name(s) are not UTF-8 and cannot be handed to a program; rename them`),
    };
  }
  const scratch = mkdtempSync(join(site.temporary, 'lattice-hooks-'));
  try {
    return await runAll(kind, work, site, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runAll(kind: ToolKind | undefined, work: Work, site: Site, scratch: string): Promise<WorkResult> {
  const { task } = work.check;
  const surroundings = { cwd: join(site.directory, task.cwd), root: site.directory, env: site.env, node: site.node };
  const reports = watchReports(task.coverage, {
    directory: join(site.directory, task.root),
    scratch,
    globTest: site.globTest,
  });
  let first: readonly string[] | undefined;
  let outcome: Outcome = { status: 'passed', findings: [], measurements: {} };
  let alsoPassed: readonly RepoPath[] = [];
  for (const command of commandsOf(work)) {
    const argv = fillIn(launched(kind, command, surroundings), replacementsOf(work, site, scratch));
    first ??= argv;
    const judged = await runOne(kind, argv, work, site, surroundings);
    outcome = combine(outcome, judged.outcome);
    alsoPassed = judged.alsoPassed ?? [];
    if (outcome.status !== 'passed') break;
  }
  const coverage = await measure(outcome, reports);
  return {
    outcome:
      'measurements' in outcome && coverage.reports.length > 0
        ? { ...outcome, measurements: { coverage: coverage.reports } }
        : outcome,
    alsoPassed,
    ...(first === undefined ? {} : { command: first }),
    ...(coverage.problem === undefined ? {} : { unmeasured: `${task.name}: ${coverage.problem}` }),
  };
}

async function runOne(
  kind: ToolKind | undefined,
  argv: readonly string[],
  work: Work,
  site: Site,
  surroundings: Surroundings,
): Promise<WorkResult> {
  const { task } = work.check;
  const [program = '', ...args] = argv;
  const file = findProgram(program, surroundings);
  if (file === undefined) return { outcome: broken(notInstalled(program, kind, surroundings)) };
  const env = taskEnvironment(task, surroundings);
  // Started by its own name and not by the file it leads to: some programs behave by the name they are called by.
  const end = await runProgram({
    file: program.includes('/') ? file : program,
    args,
    cwd: surroundings.cwd,
    env,
    timeout: task.timeout,
    signal: work.signal,
  });
  return judgeEnd(kind, end, work, site, program);
}

function judgeEnd(kind: ToolKind | undefined, end: ProgramEnd, work: Work, site: Site, program: string): WorkResult {
  const { task } = work.check;
  switch (end.type) {
    case 'cancelled':
      return { outcome: { status: 'cancelled' } };
    case 'not-started':
      return { outcome: broken(`${program} could not be started: ${end.reason}`) };
    case 'timed-out':
      return {
        outcome: {
          ...broken(`${program} was stopped after ${task.timeout / 1000} s (its \`timeout\`)`),
          ...keepOutput(site.logs, task, end.all),
        },
      };
    case 'killed':
      return { outcome: { ...broken(`${program} was ended by ${end.by}`), ...keepOutput(site.logs, task, end.all) } };
    case 'exited': {
      const toRepoPath = pathReader(site.directory, task.cwd, work.tree);
      const context = { files: work.files, fixing: work.fixing, options: task.options, toRepoPath };
      const judgment = kind === undefined ? judgePlain(end, context, program) : kind.judge(end, context);
      return withLog(judgment, end.all, work, site);
    }
  }
}

function withLog(judgment: Judgment, all: string, work: Work, site: Site): WorkResult {
  const outcome = toOutcome(judgment);
  if (outcome.status !== 'failed' && outcome.status !== 'broken') return { outcome };
  const kept = keepOutput(site.logs, work.check.task, all);
  const log = kept.log === undefined ? {} : { log: kept.log };
  const hasWords = outcome.findings.length > 0 || outcome.output !== undefined;
  const shown = hasWords ? outcome : { ...outcome, output: kept.output };
  if (judgment.status !== 'failed' || judgment.othersPassed !== true) return { outcome: { ...shown, ...log } };
  const blamed = new Set(judgment.findings.map((finding) => finding.file));
  return { outcome: { ...shown, ...log }, alsoPassed: work.files.filter((path) => !blamed.has(path)) };
}

function measure(outcome: Outcome, reports: ReturnType<typeof watchReports>): Promise<Coverage> {
  const hasEnded = outcome.status === 'passed' || outcome.status === 'failed';
  return hasEnded ? collectCoverage(reports) : Promise.resolve({ reports: [] });
}

function commandsOf({ check: { task }, fixing }: Work): readonly CommandLine[] {
  if (fixing && task.fix.length > 0) return task.fix;
  return task.check.length > 0 ? task.check : task.fix;
}

function launched(kind: ToolKind | undefined, command: CommandLine, surroundings: Surroundings): CommandLine {
  return kind?.tool.ecosystem === 'python' ? [...pythonLauncher(surroundings), ...command] : command;
}

function replacementsOf(work: Work, site: Site, scratch: string) {
  const [message] = site.hookArguments;
  return {
    files: work.files,
    cwd: work.check.task.cwd,
    scratch,
    hookArguments: site.hookArguments,
    message: message === undefined ? undefined : resolve(site.place.cwd, message),
  };
}

/** Warnings of an earlier command stay with a later pass. */
function combine(earlier: Outcome, later: Outcome): Outcome {
  const before = 'findings' in earlier ? earlier.findings : [];
  return 'findings' in later ? { ...later, findings: [...before, ...later.findings] } : later;
}

function broken(message: string): Outcome & { readonly status: 'broken' } {
  return { status: 'broken', message, findings: [] };
}
