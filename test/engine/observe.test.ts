import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { ending, FakeRun, failedFor, fileTask, gate, projectTask } from '../support/fake-run.ts';

const FILES = { 'a.ts': 'a', 'b.ts': 'b', 'tool.json': '{}' };
const lint = fileTask('lint', { files: ending('.ts') });
const types = projectTask('types', { files: ending('.ts'), inputs: ending('.json') });

describe('a file that somebody else changes while a check runs', () => {
  it('breaks the check that was given it, and nothing is remembered', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => run.write('a.ts', 'saved in an editor') as undefined);
    const [result] = await run.run([lint]);
    expect(result?.outcome).toEqual({
      status: 'broken',
      message: 'a.ts changed while the check ran, so its result says nothing; run it again',
      findings: [],
    });
    expect(run.passes.size).toBe(0);
    expect(run.read('a.ts')).toBe('saved in an editor');
  });

  it('breaks it too when the file is gone', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => run.delete('a.ts') as undefined);
    const [result] = await run.run([lint]);
    expect(result?.outcome.status).toBe('broken');
  });

  it('breaks it whatever it said', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => {
      run.write('a.ts', 'half');
      return failedFor('a.ts');
    });
    const [result] = await run.run([lint]);
    expect(result?.outcome.status).toBe('broken');
  });

  it('breaks it also when it was changed before the check began and after the run did', async () => {
    const run = new FakeRun(FILES);
    const saved = gate();
    run.behaviors.set('build', () => {
      run.write('a.ts', 'saved in an editor');
      saved.open();
      return undefined;
    });
    const build = projectTask('build', { files: ending('.json') });
    const [, result] = await run.run([build, { ...lint, needs: ['build'] }]);
    await saved.opened;
    expect(result?.outcome.status).toBe('broken');
    expect(run.passes.size).toBe(1);
  });

  it.each(['b.ts', 'tool.json'])('refuses nobody who only may have read %s, but is not remembered', async (path) => {
    const run = new FakeRun(FILES);
    run.behaviors.set('types', () => run.write(path, 'saved') as undefined);
    const [result] = await run.run([types], { changed: ['a.ts'] });
    expect(result).toMatchObject({ outcome: { status: 'passed' }, disturbed: [path] });
    expect(run.passes.size).toBe(0);
  });

  it('is seen when it holds again what it held before', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => {
      run.write('a.ts', 'saved');
      run.write('a.ts', 'a');
      return undefined;
    });
    const [result] = await run.run([lint]);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, disturbed: ['a.ts'] });
    expect(run.passes.size).toBe(0);
  });

  it('is nothing to a kind that reads what git keeps', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('links', () => run.write('a.ts', 'saved') as undefined);
    const links = projectTask('links', { check: [], readsSnapshot: true, uses: 'doc-links' });
    const [result] = await run.run([links]);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, disturbed: [] });
    expect(run.passes.size).toBe(1);
  });

  it('is the fix of a kind that mends what git is to keep', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('links', () => run.write('a.ts', 'mended') as undefined);
    const links = projectTask('links', { check: [], readsSnapshot: true, mends: true });
    const [result] = await run.run([links], { fixing: true });
    expect(result).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.ts'], disturbed: [] });
  });

  it('is nothing to a task that is about the message', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('words', () => run.write('a.ts', 'saved') as undefined);
    const [result] = await run.run([
      projectTask('words', { check: [['words', '{message}']], usesArguments: true, cache: false }),
    ]);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, disturbed: [] });
  });

  it('does not turn an interruption into anything else', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('lint', () => {
      run.write('a.ts', 'saved');
      return { outcome: { status: 'cancelled' } };
    });
    const [result] = await run.run([lint]);
    expect(result?.outcome).toEqual({ status: 'cancelled' });
  });
});

describe('a task with nothing but a fixing command, where nothing may be written', () => {
  const format: Partial<Task> = { ...lint, name: 'format', check: [], fix: [['format', '{files}']] };

  it('passes when it changes nothing, and that is remembered', async () => {
    const run = new FakeRun(FILES);
    const [result] = await run.run([format]);
    expect(result?.outcome.status).toBe('passed');
    expect(run.passes.size).toBe(2);
  });

  it('is refused for what it would change, and the bytes are put back', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => run.write('a.ts', 'formatted') as undefined);
    const [result] = await run.run([format]);
    expect(result).toMatchObject({
      outcome: {
        status: 'failed',
        findings: [
          { severity: 'error', message: 'not in the form that the fixing command would give it', file: 'a.ts' },
        ],
      },
      rewrote: [],
    });
    expect(run.read('a.ts')).toBe('a');
    await run.run([format]);
    expect(run.started).toEqual(['format a.ts b.ts', 'format a.ts']);
  });

  it('keeps what the command itself had to say', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => {
      run.write('a.ts', 'formatted');
      return failedFor('b.ts');
    });
    const [result] = await run.run([format]);
    expect(result?.outcome).toMatchObject({ status: 'failed', findings: [{ file: 'b.ts' }, { file: 'a.ts' }] });
  });

  it('stays broken when the command could not do its work', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => {
      run.write('a.ts', 'half');
      return { outcome: { status: 'broken', message: 'crashed', findings: [] } };
    });
    const [result] = await run.run([format]);
    expect(result?.outcome).toMatchObject({ status: 'broken', message: 'crashed' });
    expect(run.read('a.ts')).toBe('a');
  });

  it('has its bytes put back when the work is cut off by an error', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => {
      run.write('a.ts', 'half');
      throw new Error('the disk is full');
    });
    await expect(run.run([format])).rejects.toThrow('the disk is full');
    expect(run.read('a.ts')).toBe('a');
  });

  it('answers for every file of the task when it finds them itself', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => run.write('b.ts', 'formatted') as undefined);
    const task = projectTask('format', { files: ending('.ts'), check: [], fix: [['format', '.']] });
    const [result] = await run.run([task], { changed: ['a.ts'] });
    expect(result?.outcome).toMatchObject({ status: 'failed', findings: [{ file: 'b.ts' }] });
    expect(run.read('b.ts')).toBe('b');
  });

  it('disturbs nobody who reads the files after it', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => run.write('a.ts', 'formatted') as undefined);
    const [, result] = await run.run([format, types]);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, disturbed: [] });
  });

  it('may write where fixes are allowed', async () => {
    const run = new FakeRun(FILES);
    run.behaviors.set('format', () => run.write('a.ts', 'formatted') as undefined);
    const [result] = await run.run([format], { fixing: true });
    expect(result).toMatchObject({ outcome: { status: 'passed' }, rewrote: ['a.ts'] });
    expect(run.read('a.ts')).toBe('formatted');
  });
});
