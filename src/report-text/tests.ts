import type { RepoPath } from '../core/files.ts';
import type { CheckRecord } from '../core/record.ts';
import type { TestChoice, WholeReason } from '../core/test-choice.ts';
import type { TestsRecord } from '../core/tests-record.ts';
import { counted, listed } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';

/** Which of its tests a check ran: `12 of 240 test files`, `all tests: package.json changed`. */
export function testsText(tests: TestsRecord): string {
  if (tests.type === 'all') return allTestsText(tests.because);
  const { ran, of, by } = tests;
  if (ran === undefined || of === undefined) return `tests affected by ${counted(by, 'file')}`;
  return `${ran} of ${counted(of, 'test file')}`;
}

/** Which of its tests a check would run. */
export function choiceText(tests: TestChoice): string {
  if (tests.type === 'all') return allTestsText(tests.because);
  return `those that import what changed: ${listed(tests.by.map(safeName), 3)}`;
}

/** Whether a tool found nothing to run among the tests that are affected: that is no pass, and has to be said. */
export function isUnaffected({ status, reason, tests }: CheckRecord): boolean {
  return status === 'skipped' && reason === 'no-files' && tests?.type === 'affected';
}

function allTestsText(because: WholeReason): string {
  const reason = reasonText(because);
  return reason === '' ? 'all tests' : `all tests: ${reason}`;
}

function reasonText(because: WholeReason): string {
  switch (because.type) {
    case 'asked':
    case 'remembered':
      return '';
    case 'unsure':
      return oneLine(because.why);
    case 'no-base':
      return because.why === undefined ? 'there is nothing to compare with' : oneLine(because.why);
    case 'unchanged':
      return 'nothing that it is about differs from the base';
    case 'merge':
      return 'what came together in a merge was never tested together';
    case 'many':
      return `${because.count} files changed`;
    case 'input':
    case 'gone':
    case 'link':
    case 'data':
      return pathText(because.type, because.path) + moreText(because.more);
  }
}

function moreText(more: number): string {
  return more === 0 ? '' : ` (and ${counted(more, 'more file')})`;
}

function pathText(type: 'input' | 'gone' | 'link' | 'data', path: RepoPath): string {
  const name = safeName(path);
  switch (type) {
    case 'gone':
      return `${name} is gone`;
    case 'link':
      return `${name} is a link`;
    case 'input':
      return `${name} changed`;
    case 'data':
      return `${name} changed, which is not imported`;
  }
}
