import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { FakeRun, failedFor, fileTask, projectTask } from '../support/fake-run.ts';

const FILES = { 'a.ts': 'a', 'b.ts': 'b' };
const writer = (name: string): Partial<Task> => fileTask(name, { fix: [[name, '--fix', '{files}']] });

/** A tool that wants `a.ts` to hold one text, and writes it where it may. */
function wanting(run: FakeRun, name: string, text: string): void {
  run.behaviors.set(name, ({ files, fixing }) => {
    if (!files.includes('a.ts') || run.read('a.ts') === text) return undefined;
    if (!fixing) return failedFor('a.ts');
    run.write('a.ts', text);
    return undefined;
  });
}

describe('a check that passed before a later fix', () => {
  it('is refused when two fixers fight: the first looks again, without writing', async () => {
    const run = new FakeRun(FILES);
    wanting(run, 'spaces', 'with spaces');
    wanting(run, 'tabs', 'with tabs');
    const [first, second] = await run.run([writer('spaces'), writer('tabs')], { fixing: true });
    expect(first).toMatchObject({ outcome: { status: 'failed' }, rewrote: ['a.ts'], cached: false });
    expect(second).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.ts'] });
    expect(run.read('a.ts')).toBe('with tabs');
    expect(run.started).toEqual(['spaces a.ts b.ts', 'tabs a.ts b.ts', 'spaces a.ts']);
    expect(run.events.at(-1)).toMatchObject({
      type: 'finished',
      task: { name: 'spaces' },
      check: { status: 'failed' },
    });
  });

  it('passes when it is content with what the later one made', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('imports', ({ fixing }) => {
      if (fixing) run.write('a.ts', 'sorted');
      return undefined;
    });
    run.behaviors.set('format', () => run.write('a.ts', `${run.read('a.ts')}, formatted`) as undefined);
    const results = await run.run([writer('imports'), writer('format')], { fixing: true });
    expect(results.map(({ outcome }) => outcome.status)).toEqual(['passed', 'passed']);
    expect(run.started).toEqual(['imports a.ts b.ts', 'format a.ts b.ts', 'imports a.ts']);
    run.settleDown();
    const again = await run.run([writer('imports'), writer('format')], { fixing: true });
    expect(again.every(({ cached }) => cached)).toBe(true);
  });

  it('looks at everything again where nothing is remembered', async () => {
    const run = new FakeRun(FILES);
    run.store = undefined;
    wanting(run, 'spaces', 'with spaces');
    wanting(run, 'tabs', 'with tabs');
    await run.run([writer('spaces'), writer('tabs')], { fixing: true });
    expect(run.started.at(-1)).toBe('spaces a.ts b.ts');
  });

  it('is looked at again when it only read, and its `needs` put it first', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('test', () => (run.read('a.ts') === 'a' ? undefined : failedFor('a.ts')));
    run.behaviors.set('format', () => run.write('a.ts', 'formatted') as undefined);
    const tasks = [{ ...writer('format'), needs: ['test'] }, projectTask('test')];
    const results = await run.run(tasks, { fixing: true });
    expect(results.map(({ outcome }) => outcome.status)).toEqual(['passed', 'failed']);
  });

  it('is looked at again without the file that a fix deleted', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('tidy', () => run.delete('a.ts') as undefined);
    const results = await run.run([writer('lint'), writer('tidy')], { fixing: true });
    expect(results[0]?.outcome.status).toBe('passed');
    expect(run.started).toEqual(['lint a.ts b.ts', 'tidy a.ts b.ts']);
  });

  it('stays as it is when a fix deleted all that it was handed', async () => {
    const run = new FakeRun(FILES);
    const lint: Partial<Task> = { ...writer('lint'), scope: 'project' };
    run.behaviors.set('tidy', () => run.delete('a.ts') as undefined);
    const [first] = await run.run([lint, writer('tidy')], { changed: ['a.ts'], fixing: true });
    expect(first?.outcome.status).toBe('passed');
    expect(run.started).toEqual(['lint a.ts', 'tidy a.ts']);
  });

  it('is cancelled when the run is interrupted before it could look again', async () => {
    const run = new FakeRun(FILES);
    wanting(run, 'spaces', 'with spaces');
    run.behaviors.set('tabs', () => {
      run.write('a.ts', 'with tabs');
      run.stopping.abort();
      return undefined;
    });
    const [first] = await run.run([writer('spaces'), writer('tabs')], { fixing: true });
    expect(first?.outcome.status).toBe('cancelled');
  });

  it('stays as it is when it failed', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => failedFor('a.ts'));
    run.behaviors.set('format', () => run.write('a.ts', 'formatted') as undefined);
    const [first] = await run.run([writer('lint'), writer('format')], { fixing: true });
    expect(first?.outcome.status).toBe('failed');
    expect(run.started).toHaveLength(2);
  });
});
