import { describe, expect, it } from 'vitest';
import knip from '../../src/tasks/knip.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', []);
/** As Knip 6.44.2 writes it, without kinds of which there are none. */
const report = (...issues: readonly object[]) => JSON.stringify({ issues });
const ISSUES = [
  { file: 'src/orphan.ts', files: [{ name: 'src/orphan.ts' }], exports: [] },
  { file: 'package.json', dependencies: [{ name: 'picomatch' }] },
  { file: 'src/index.ts', unlisted: [{ name: 'zod-nope', line: 2, col: 15, pos: 42 }] },
  { file: 'src/a.ts', types: [{ name: 'T', line: 3, col: 13, pos: 73 }], duplicates: [[{ name: 'a' }, { name: 'b' }]] },
  { file: 'src/a.ts', cycles: [{ name: 'src/b.ts' }] },
];

describe('judging Knip', () => {
  it('says what each issue is, and where', () => {
    const error = (file: string, rule: string, message: string) => ({ severity: 'error', file, rule, message });
    expect(knip.judge(exited(1, report(...ISSUES)), context)).toMatchObject({
      status: 'failed',
      findings: [
        error('src/orphan.ts', 'files', 'no entry file leads to this file'),
        error('package.json', 'dependencies', 'picomatch is a dependency, and nothing uses it'),
        {
          ...error('src/index.ts', 'unlisted', 'zod-nope is used, and package.json does not list it'),
          line: 2,
          column: 15,
        },
        error('src/a.ts', 'types', 'the type T is exported, and nothing imports it'),
        error('src/a.ts', 'duplicates', 'a, b is exported more than once'),
        error('src/a.ts', 'cycles', 'cycles: src/b.ts'),
      ],
    });
  });

  it('reads the form of versions before 6, in which files without a use stand apart', () => {
    const stdout = JSON.stringify({ files: ['src/orphan.ts'], issues: [] });
    expect(knip.judge(exited(1, stdout), context)).toMatchObject({
      status: 'failed',
      findings: [{ file: 'src/orphan.ts', rule: 'files' }],
    });
  });

  it('passes', () => {
    expect(knip.judge(exited(0, report()), context)).toEqual({ status: 'passed' });
  });

  it.each([
    [1, '', "Unknown option '--nope'\n", "Unknown option '--nope'"],
    [1, report(), '', 'exit code 1'],
    [2, '', 'ERROR: Error loading /project/knip.json\nReason: Error parsing\n', 'Error loading /project/knip.json'],
  ])('is broken by code %i with "%s"', (code, stdout, stderr, message) => {
    const judgment = knip.judge(exited(code, stdout, stderr), context);
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });
});

it('is found by its config or its package', () => {
  const found = { found: true, pace: 'thorough' };
  expect(knip.detect(factsOf({ 'knip.config.ts': '' }, { node: ['knip'] }))).toEqual({
    ...found,
    because: 'knip.config.ts',
  });
  expect(knip.detect(factsOf({ 'package.json': '{"knip": {}}' }))).toMatchObject({ because: 'package.json#knip' });
  expect(knip.detect(factsOf({}, { node: ['knip'] }))).toMatchObject(found);
  expect(knip.detect(factsOf({}))).toBeUndefined();
});
