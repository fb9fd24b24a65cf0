import { describe, expect, it } from 'vitest';
import type { WholeReason } from '../../src/core/test-choice.ts';
import type { TestsRecord } from '../../src/core/tests-record.ts';
import { choiceText, testsText } from '../../src/report-text/tests.ts';

describe('testsText', () => {
  it.each<[TestsRecord, string]>([
    [{ type: 'affected', by: 2, ran: 12, of: 240 }, '12 of 240 test files'],
    [{ type: 'affected', by: 2, ran: 1, of: 1 }, '1 of 1 test file'],
    [{ type: 'affected', by: 2 }, 'tests affected by 2 files'],
  ])('says of %j "%s"', (tests, text) => {
    expect(testsText(tests)).toBe(text);
  });

  it.each<[WholeReason, string]>([
    [{ type: 'asked' }, 'all tests'],
    [{ type: 'remembered' }, 'all tests'],
    [{ type: 'unsure', why: 'Jest found no test' }, 'all tests: Jest found no test'],
    [{ type: 'no-base' }, 'all tests: there is nothing to compare with'],
    [{ type: 'no-base', why: '`origin/main` is not known' }, 'all tests: `origin/main` is not known'],
    [{ type: 'unchanged' }, 'all tests: nothing that it is about differs from the base'],
    [{ type: 'merge' }, 'all tests: what came together in a merge was never tested together'],
    [{ type: 'many', count: 300 }, 'all tests: 300 files changed'],
    [{ type: 'input', path: 'package.json', more: 0 }, 'all tests: package.json changed'],
    [{ type: 'gone', path: 'src/a.ts', more: 2 }, 'all tests: src/a.ts is gone (and 2 more files)'],
    [{ type: 'link', path: 'src/a.ts', more: 0 }, 'all tests: src/a.ts is a link'],
    [{ type: 'data', path: 'a\u001b.json', more: 0 }, 'all tests: "a\\x1b.json" changed, which is not imported'],
  ])('says of %j "%s"', (because, text) => {
    expect(testsText({ type: 'all', because })).toBe(text);
  });
});

it('choiceText names what tests are chosen by', () => {
  const by = ['a.ts', 'b.ts', 'c.ts', 'd.ts'];
  expect(choiceText({ type: 'affected', by })).toBe('those that import what changed: a.ts, b.ts, c.ts and 1 more');
  expect(choiceText({ type: 'all', because: { type: 'asked' } })).toBe('all tests');
});
