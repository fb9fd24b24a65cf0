import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readAll, wantsInput } from '../../src/cli/hook-input.ts';
import { makeTask } from '../support/work-lab.ts';

describe('what git writes to a hook', () => {
  it('is read byte by byte', async () => {
    const stream = Readable.from([Buffer.from([0, 255]), Buffer.from([10])]);

    expect(await readAll(stream)).toEqual(Buffer.from([0, 255, 10]));
  });

  it('is not waited for at a terminal', async () => {
    expect(await readAll(Object.assign(new Readable(), { isTTY: true }))).toBeUndefined();
  });

  it('is wanted by tasks that ask for it, of hooks that have any', () => {
    const planOf = (...tasks: readonly ReturnType<typeof makeTask>[]) => ({
      checks: tasks.map((task) => ({ task, writes: false, files: [], dependsOn: [] })),
    });
    const asking = planOf(makeTask(), makeTask({ stdin: true }));

    expect(wantsInput('post-rewrite', asking)).toBe(true);
    expect(wantsInput('pre-commit', asking)).toBe(false);
    expect(wantsInput('pre-push', planOf(makeTask()))).toBe(false);
  });
});
