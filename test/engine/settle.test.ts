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
  it('is refused when two fixers fight: the first fixes once more, then both look, without writing', async () => {
    const run = new FakeRun(FILES);
    wanting(run, 'spaces', 'with spaces');
    wanting(run, 'tabs', 'with tabs');
    const [first, second] = await run.run([writer('spaces'), writer('tabs')], { fixing: true });
    expect(first).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.ts'], cached: false });
    expect(second).toMatchObject({ outcome: { status: 'failed' }, rewrote: ['a.ts'] });
    expect(run.read('a.ts')).toBe('with spaces');
    expect(run.started).toEqual(['spaces a.ts b.ts', 'tabs a.ts b.ts', 'spaces a.ts', 'spaces a.ts', 'tabs a.ts']);
    expect(run.events.at(-1)).toMatchObject({
      type: 'finished',
      task: { name: 'tabs' },
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
    const [first = 0, second = 0] = results.map(({ startedMs }) => startedMs);
    expect(first).toBeLessThan(second);
    run.settleDown();
    const again = await run.run([writer('imports'), writer('format')], { fixing: true });
    expect(again.every(({ cached }) => cached)).toBe(true);
  });

  it('fixes once more what a later fix has left to it', async () => {
    const run = new FakeRun({ 'a.py': 'import os\n\n\nx  =1', 'b.py': 'y = 1' });
    const rewriting = (from: RegExp, to: string) => () =>
      run.write('a.py', run.read('a.py').replace(from, to)) as undefined;
    run.behaviors.set('format', ({ fixing }) => {
      const formatted = run.read('a.py').replace(/^\n+/, '').replace('  =', ' = ');
      if (run.read('a.py') === formatted) return undefined;
      if (!fixing) return failedFor('a.py');
      run.write('a.py', formatted);
      return undefined;
    });
    run.behaviors.set('lint', rewriting(/^import os\n/, ''));
    run.behaviors.set('read', () => (run.read('a.py') === 'x = 1' ? undefined : failedFor('a.py')));
    const tasks = [writer('format'), writer('lint'), fileTask('read')];
    const results = await run.run(tasks, { fixing: true });
    expect(run.read('a.py')).toBe('x = 1');
    expect(results[0]).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.py'] });
    expect(results[1]).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.py'] });
  });

  it('looks at everything again where nothing is remembered', async () => {
    const run = new FakeRun(FILES);
    run.store = undefined;
    wanting(run, 'spaces', 'with spaces');
    wanting(run, 'tabs', 'with tabs');
    await run.run([writer('spaces'), writer('tabs')], { fixing: true });
    expect(run.started.at(-1)).toBe('tabs a.ts b.ts');
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
