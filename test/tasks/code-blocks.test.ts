import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { optionsSchema } from '../../src/config/schema/config.ts';
import codeBlocks from '../../src/tasks/code-blocks.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited } from '../support/repository-facts.ts';

const context = contextIn('/project', ['a.md', 'b.md']);
const FINDING = { file: 'a.md', line: 5, column: 3, message: 'Unexpected token.', language: 'javascript' };
const report = (...findings: readonly unknown[]) => `${JSON.stringify({ blocks: 3, findings })}\n`;

describe('judging code blocks', () => {
  it('reads what our own program says', () => {
    expect(codeBlocks.judge(exited(0, report()), context)).toEqual({ status: 'passed' });
    const finding = {
      severity: 'error',
      message: 'Unexpected token',
      file: 'a.md',
      line: 5,
      column: 3,
      rule: 'javascript',
    };
    expect(codeBlocks.judge(exited(1, report(FINDING)), context)).toEqual({
      status: 'failed',
      findings: [finding],
      othersPassed: true,
    });
  });

  it.each([
    [exited(3, '', 'cannot check: python3 is not installed\n'), 'could not be checked: python3 is not installed'],
    [exited(1, '', 'Error: boom\n'), 'exit code 1'],
    [exited(3, report()), 'exit code 3'],
    [exited(0, ''), 'exit code 0'],
  ])('is broken where that could not look (%#)', (exit, message) => {
    expect(codeBlocks.judge(exit, context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('the options of code blocks', () => {
  it('go to our own program as they are, and default to all that it can read', () => {
    const [command] = codeBlocks.check({ languages: ['yml'], commands: { ts: ['tsc', '{block}'] }, skip: [] });
    expect(command?.[2]).toBe('--settings={"languages":["yml"],"commands":{"ts":["tsc","{block}"]},"skip":[]}');
    expect(codeBlocks.check({})[0]?.[2]).toContain('"python","sh","bash"],"commands":{},"skip":["notest","no-check"]');
  });

  it('say which programs the outcome depends on', () => {
    expect(codeBlocks.programs({})).toEqual(['python3', 'sh', 'bash']);
    expect(codeBlocks.programs({ languages: ['json'], commands: { ts: ['tsc', '{block}'] } })).toEqual(['tsc']);
  });

  it('make it look at all files where a command does', async () => {
    const settings = { configs: new Map(), isWhole: true, run: () => Promise.reject(new Error('nothing is run')) };
    expect(await codeBlocks.reach.scopeIn({ ...settings, options: {} })).toBe('file');
    expect(await codeBlocks.reach.scopeIn({ ...settings, options: { commands: {} } })).toBe('project');
    expect([codeBlocks.onlyLooks({}), codeBlocks.onlyLooks({ commands: {} })]).toEqual([true, false]);
  });

  it.each([
    [{ languages: ['json', 'PY'] }, true],
    [{ languages: ['ruby'] }, false],
    [{ commands: { ts: ['tsc', '--noEmit', '{block}'] } }, true],
    [{ commands: { ts: ['tsc'] } }, false],
    [{ commands: { ts: 'tsc {block}' } }, false],
  ])('are %j: %s', (options, isRight) => {
    expect(z.safeParse(optionsSchema(codeBlocks), options).success).toBe(isRight);
  });
});
