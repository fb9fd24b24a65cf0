import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import type { CheckRecord, GateRecord, RunRecord } from '../core/record.ts';
import { checkLine, gateName, isRefusing, taskName } from './check-line.ts';
import { againCommand } from './commands.ts';
import { isObjecting } from './gate-notes.ts';
import { oneLine } from './harmless.ts';
import { refName } from './verdict.ts';

/** How a task or a gate ended, in one form for reports that tell both alike. */
export interface Result {
  readonly tier: string;
  /** As the config has it. */
  readonly task: string;
  /** Folder of its config. */
  readonly root: RepoPath;
  readonly isGate: boolean;
  /** What tells it from all others of its tier: with folder and ref, where runs have several. */
  readonly name: string;
  readonly status: CheckRecord['status'];
  /** Whether it is a reason to refuse. */
  readonly refuses: boolean;
  readonly findings: readonly Finding[];
  /** How it ended, in a line, whatever its findings say. */
  readonly text: string;
  /** Why it ended so, where it says that itself. */
  readonly reason?: string;
  /** What a gate notes below its judgments, such as lines that never ran. */
  readonly notes?: readonly string[];
  /** The tool's own words where no finding could be read from them. */
  readonly output?: string;
  /** Milliseconds; 0 for a gate. */
  readonly durationMs: number;
  /** The command that makes it again. */
  readonly again: string;
}

/** Judgments of a gate that are put into one line. */
const LINES_TOLD = 5;

/** What there is to tell of runs: tasks in the order of the config, then gates, run by run. */
export function resultsOf(records: readonly RunRecord[]): readonly Result[] {
  const isOne = records.length === 1;
  return records.flatMap((record) => {
    const ref = isOne || record.ref === undefined ? '' : ` (${refName(record.ref)})`;
    return [
      ...record.checks.map((check) => ofCheck(check, record, ref)),
      ...record.gates.map((gate) => ofGate(gate, record, ref)),
    ];
  });
}

/** Whether something was found that refuses: else its findings do not say why it is one that refuses. */
export function hasError({ findings }: Pick<Result, 'findings'>): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function ofCheck(check: CheckRecord, record: RunRecord, ref: string): Result {
  const { tier, task, root = '', status, findings, output, durationMs, message, warn } = check;
  const reason = message === undefined ? undefined : oneLine(message);
  const text = reason ?? checkLine(check).text;
  return {
    ...{ tier, task, root, status, findings, durationMs, isGate: false },
    name: taskName(check) + ref,
    refuses: isRefusing(check),
    text: warn === true && status !== 'passed' && status !== 'skipped' ? `${text}; it only warns` : text,
    ...(reason === undefined ? {} : { reason }),
    ...(output === undefined ? {} : { output }),
    again: againCommand(record, tier, task).join(' '),
  };
}

/** A gate judges all tasks of its tier, so these run again. */
function ofGate(gate: GateRecord, record: RunRecord, ref: string): Result {
  const { tier, root = '', status, findings } = gate;
  const text = gateText(gate);
  return {
    ...{ tier, task: gate.gate, root, status, findings, durationMs: 0, isGate: true },
    name: gateName(gate) + ref,
    refuses: isObjecting(gate),
    ...{ text, reason: text },
    notes: gate.summary.filter((line) => line.status === 'note').map((line) => oneLine(line.text)),
    again: againCommand(record, tier).join(' '),
  };
}

/** The judgments that make it end so; where no line says it, the first finding, else the bare status. */
function gateText({ status, summary, findings }: GateRecord): string {
  const lines = summary.filter((line) => line.status === status).map(({ text }) => oneLine(text));
  const left = lines.length - LINES_TOLD;
  if (lines.length > 0) return lines.slice(0, LINES_TOLD).join('; ') + (left > 0 ? `; and ${left} more` : '');
  return findings[0] === undefined ? BARE[status] : oneLine(findings[0].message);
}

const BARE: Readonly<Record<GateRecord['status'], string>> = {
  passed: 'passed',
  failed: 'failed',
  broken: 'could not be judged',
  skipped: 'not judged',
};
