import type { JudgeContext, Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import { locatedLines } from '../tool-output/located-lines.ts';

/** What `env` and shells end with when the program they were to start cannot be run (POSIX, "Exit Status for Commands"). */
const NOT_RUNNABLE = new Set([126, 127]);

/**
 * What the end of a command means that no kind knows: 0 passes, all else fails, with whatever findings its output holds.
 * One that fails without a word is told by its exit code.
 * Findings of a command that passed are warnings, whatever they call themselves: it did not refuse for them.
 */
export function judgePlain(exit: ProgramExit, context: JudgeContext, program: string): Judgment {
  const text = `${exit.stdout}\n${exit.stderr}`;
  if (NOT_RUNNABLE.has(exit.code)) {
    return {
      status: 'broken',
      message: `${program} ended with ${exit.code}: something that it starts cannot be run`,
      output: text.trim(),
    };
  }
  const findings = locatedLines(text, context.toRepoPath);
  if (exit.code !== 0) {
    const isMute = text.trim() === '';
    return {
      status: 'failed',
      findings,
      ...(isMute ? { output: `${program} ended with ${exit.code}, silently` } : {}),
    };
  }
  return { status: 'passed', findings: findings.map((finding) => ({ ...finding, severity: 'warning' })) };
}
