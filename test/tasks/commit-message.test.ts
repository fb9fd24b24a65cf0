import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { optionsSchema } from '../../src/config/schema/config.ts';
import type { Options } from '../../src/core/contracts/schema.ts';
import commitMessage from '../../src/tasks/commit-message.ts';
import { factsOf } from '../support/repository-facts.ts';
import { makeTools } from '../support/snapshot-tools.ts';

function judge(text: string, options: Options = {}) {
  const tools = { ...makeTools({}), message: async () => ({ text, comments: '#', merging: false }) };
  return commitMessage.inspect([], options, tools);
}

describe('judging a commit message', () => {
  it('passes what keeps to the convention and fails what does not', async () => {
    expect(await judge('feat: x\n')).toEqual({ status: 'passed' });
    expect(await judge('Add x\n')).toMatchObject({ status: 'failed', findings: [{ line: 1, column: 1 }] });
  });

  it('goes by the types, scopes and length that the config names', async () => {
    expect(await judge('add(a): x', { types: ['add'], scopes: ['a'], maxLength: 9 })).toEqual({ status: 'passed' });
    expect(await judge('add(b): xx', { types: ['feat'], scopes: ['a'], maxLength: 9 })).toMatchObject({
      findings: [{}, {}, {}],
    });
    expect(await judge(`feat: ${'x'.repeat(95)}`)).toMatchObject({ status: 'failed' });
  });

  it('is broken where git has handed none over', async () => {
    const judgment = await commitMessage.inspect([], {}, makeTools({}));
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringContaining('"on": ["commit-msg"]') });
  });

  it.each([
    [{ types: [] }, false],
    [{ types: ['x'], scopes: [], maxLength: 50 }, true],
    [{ maxLength: 0 }, false],
    [{ maxLength: 7.5 }, false],
    [{ args: [] }, false],
  ])('takes options %j: %s', (options, isRight) => {
    expect(z.safeParse(optionsSchema(commitMessage), options).success).toBe(isRight);
  });
});

describe('detecting the convention', () => {
  const told = (titles: readonly string[]) => commitMessage.detect(factsOf({}, {}, titles));

  it('goes by the config of commitlint', () => {
    expect(commitMessage.detect(factsOf({ '.commitlintrc.yml': '' }))).toEqual({
      found: true,
      pace: 'message',
      because: '.commitlintrc.yml',
    });
    expect(commitMessage.detect(factsOf({ 'package.json': '{ "commitlint": {} }' }))).toMatchObject({ found: true });
  });

  it('goes by what was committed, where that is enough', () => {
    const some = Array.from({ length: 9 }, (_, at) => `fix(a): ${at}`);
    expect(told([...some, 'Release'])).toMatchObject({ because: '9 of the last 10 commits' });
    expect(told([...some, 'feat!: x', 'One', 'Two'])).toBeUndefined();
    expect(told(some)).toBeUndefined();
  });
});
