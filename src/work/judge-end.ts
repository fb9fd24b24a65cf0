import type { JudgeContext, Judgment } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { RepoPath } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Work } from '../core/ports.ts';
import { isAffectedOnly } from '../core/test-choice.ts';
import type { DecodedScan } from '../scan-report/decode.ts';
import { type Command, surroundingsOf } from './commands.ts';
import { judgePlain } from './judge-plain.ts';
import { notInEnvironment } from './not-installed.ts';
import { pathReader } from './path-reader.ts';
import { toldOf } from './read-printed.ts';
import type { Site } from './site.ts';
import type { CommandEnd } from './start-command.ts';
import { broken, toOutcome } from './to-outcome.ts';

/** What the end of one command came to. */
export interface Judged {
  readonly outcome: Outcome;
  /** Files that it did not object to although it objected to others. */
  readonly alsoPassed: readonly RepoPath[];
}

/** Thrown where a tool ran some of the tests, and is not sure that no other is affected. The message says why. */
export class UnsureOfTests extends Error {}

/** How `uv run` and `poetry run` say that the environment lacks the program. */
const NOT_FOUND: Readonly<Record<string, RegExp>> = {
  uv: /^error: Failed to spawn: `?([^`\n]+?)`?$/m,
  poetry: /^Command not found: (.+)$/m,
};

/** How a command ended, and what it left to judge by. */
export interface Ended extends Pick<JudgeContext, 'step' | 'results'> {
  readonly end: CommandEnd;
  /** The report that it printed, where it is a scanner's. */
  readonly printed?: DecodedScan | undefined;
}

/** Says what the end of a command means for its check. Throws when a project's own kind does, and `UnsureOfTests`. */
export function judgeEnd(
  kind: ToolKind | undefined,
  command: Command,
  { end, printed, ...found }: Ended,
  work: Work,
  site: Site,
): Judged {
  const { task } = work.check;
  const program = command.argv[0] ?? '';
  const nothing = (outcome: Outcome): Judged => ({ outcome, alsoPassed: [] });
  switch (end.type) {
    case 'cancelled':
      return nothing({ status: 'cancelled' });
    case 'unready':
      return nothing(broken(end.message));
    case 'not-started':
      return nothing(broken(`${program} could not be started: ${end.reason}`));
    case 'timed-out':
      return nothing(broken(`${program} was stopped after ${task.timeout / 1000} s (its \`timeout\`)`));
    case 'flooding':
      return nothing(broken(`${program} was stopped: it printed more than ${end.limit / 1024 / 1024} MiB`));
    case 'killed':
      return nothing(broken(`${program} was ended by ${end.by}`));
    case 'exited': {
      const absent = absentTool(kind, command, end.stderr, work, site);
      if (absent !== undefined) return nothing(broken(absent));
      const toRepoPath = pathReader(site.directory, task.cwd, work.tree);
      const report = printed === undefined ? {} : { report: toldOf(printed, task) };
      const { tests } = work.check;
      const affectedBy = tests?.type === 'affected' ? { affectedBy: tests.by.length } : {};
      const own = { files: work.files, fixing: work.fixing, options: task.options };
      const context = { ...own, ...found, toRepoPath, ...report, ...affectedBy };
      const judgment = kind === undefined ? judgePlain(end, context, program) : kind.judge(end, context);
      if (judgment.status === 'unsure' && isAffectedOnly(work.check)) throw new UnsureOfTests(judgment.why);
      return { outcome: toOutcome(judgment), alsoPassed: filesNotBlamed(judgment, work) };
    }
  }
}

function absentTool(
  kind: ToolKind | undefined,
  { argv, launcher }: Command,
  stderr: string,
  work: Work,
  site: Site,
): string | undefined {
  if (kind === undefined || launcher === undefined) return undefined;
  const name = NOT_FOUND[launcher]?.exec(stderr)?.[1];
  if (name === undefined || !argv.includes(name)) return undefined;
  return notInEnvironment(name, kind.tool, surroundingsOf(work, site), launcher);
}

/** The files that have passed although others failed; none where a complaint names no file and may be about any. */
function filesNotBlamed(judgment: Judgment, { files }: Work): readonly RepoPath[] {
  if (judgment.status !== 'failed' || judgment.othersPassed !== true) return [];
  const blamed = new Set(judgment.findings.map((finding) => finding.file));
  return blamed.has(undefined) ? [] : files.filter((path) => !blamed.has(path));
}
