import type { Judgment } from '../core/contracts/judgment.ts';
import type { Broken, Outcome } from '../core/outcome.ts';
import type { TestCount } from '../core/test-choice.ts';
import { trimOutput } from './log.ts';

/** The outcome for what a kind says. Throws when it says nothing that a judgment can be: kinds of projects are not compiled by us. */
export function toOutcome(judgment: Judgment): Outcome {
  switch (judgment?.status) {
    case 'passed':
      return {
        status: 'passed',
        findings: listOf(judgment.findings ?? []),
        measurements: {},
        ...(judgment.lasting === false ? { lasting: false } : {}),
        ...counted(judgment),
      };
    case 'failed':
      return {
        status: 'failed',
        findings: listOf(judgment.findings),
        measurements: {},
        ...shown(judgment.output),
        ...counted(judgment),
      };
    case 'broken':
      return {
        ...broken(String(judgment.message)),
        ...(judgment.output === '' ? { output: '' } : shown(judgment.output)),
      };
    case 'skipped':
      return { status: 'skipped', reason: 'no-files', detail: judgment.detail };
    default:
      throw new Error(`the kind judged ${JSON.stringify(judgment)}, which is no judgment`);
  }
}

/** A check that could not be made. */
export function broken(message: string): Broken {
  return { status: 'broken', message, findings: [] };
}

/** What an error says, with its hint where it has one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'hint' in error ? `${error.message}. ${error.hint}` : error.message;
}

function listOf<T>(findings: readonly T[]): readonly T[] {
  if (!Array.isArray(findings)) throw new Error('the kind judged without a list of findings');
  return findings;
}

function counted({ testCount }: { readonly testCount?: TestCount }): { readonly testCount?: TestCount } {
  return testCount === undefined ? {} : { testCount };
}

function shown(output: string | undefined): { readonly output?: string } {
  return output === undefined || output.trim() === '' ? {} : { output: trimOutput(output) };
}
