import type { JudgeContext, Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { option } from '../core/option.ts';
import type { TestCount } from '../core/test-choice.ts';

/** Scripts that are read or set something up, and are not imported under their own names. */
export const SCRIPT_EXCEPTIONS: readonly string[] = [
  '**/*.d.{ts,cts,mts}',
  '**/*.config.*',
  '**/.*',
  '**/.*/**',
  '**/{fixtures,__fixtures__,__mocks__,__snapshots__,testdata}/**',
];

/** The option `affected`. */
export function affectedSchema(z: SchemaLibrary): Schema {
  const always = z.array(z.string().check(z.minLength(1)));
  const text =
    'whether only the tests run that the changed files lead to; `always`: globs of tests that run whatever changed';
  return option(z, z.union([z.boolean(), z.strictObject({ always })]), text);
}

/** Globs of tests that run whatever changed; undefined where all tests are asked for. */
export function alwaysOf({ affected }: Options): readonly string[] | undefined {
  if (affected === true) return [];
  if (typeof affected !== 'object' || affected === null || !('always' in affected)) return undefined;
  return Array.isArray(affected.always) ? affected.always.map(String) : [];
}

/** What our part in a test runner prints, wherever that shows it. */
const COUNT = /^lattice-hooks: (\d{1,9}) of (\d{1,9}) test files\r?$/gm;

/** How many test files ran; undefined where nobody says. What tests print themselves comes before. */
export function testCountIn({ stdout, stderr }: ProgramExit): TestCount | undefined {
  const last = [...`${stdout}\n${stderr}`.matchAll(COUNT)].at(-1);
  return last === undefined ? undefined : { ran: Number(last[1]), of: Number(last[2]) };
}

/** The judgment with the number of test files. */
export function withCount(judgment: Judgment, exit: ProgramExit): Judgment {
  const testCount = testCountIn(exit);
  const isMade = judgment.status === 'passed' || judgment.status === 'failed';
  return testCount === undefined || !isMade ? judgment : { ...judgment, testCount };
}

/** No test was affected: that is no pass. */
export function nothingAffected({ affectedBy = 0 }: JudgeContext): Judgment {
  return {
    status: 'skipped',
    detail: `no test imports ${affectedBy === 1 ? 'the file that changed' : `any of the ${affectedBy} files that changed`}`,
  };
}
