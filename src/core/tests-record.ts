import type { TestChoice, TestCount, WholeReason } from './test-choice.ts';

/** Which tests a check was about. */
export type TestsRecord =
  | {
      readonly type: 'affected';
      /** How many changed files lead to them. */
      readonly by: number;
      /** Test files that ran, of how many; absent where they did not, or where the tool does not say so. */
      readonly ran?: number;
      readonly of?: number;
    }
  | { readonly type: 'all'; readonly because: WholeReason };

/** The record's form of a choice of tests, with how many of them ran where that is known. */
export function testsRecord(tests: TestChoice, count?: TestCount): TestsRecord {
  return tests.type === 'all' ? tests : { type: 'affected', by: tests.by.length, ...count };
}
