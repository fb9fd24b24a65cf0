import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { ending, FakeRun, failedFor, fileTask, gate, PASSED, projectTask } from '../support/fake-run.ts';

const fixer = (name: string, more: Partial<Task> = {}) =>
  fileTask(name, { uses: name, onlyLooks: true, fix: [[name, '--fix', '{files}']], ...more });
const types = (more: Partial<Task> = {}) => projectTask('types', { uses: 'types', onlyLooks: true, ...more });

/** A run in which each start is noted with what the program was to do, and what it saw. */
function makeRun() {
  const run = new FakeRun({ 'a.ts': 'a', 'b.py': 'b' });
  const begun: string[] = [];
  const behave = (
    name: string,
    how: (fixing: boolean, signal: AbortSignal) => Promise<object | undefined> | undefined,
  ) =>
    run.behaviors.set(name, ({ fixing, signal }) => {
      begun.push(`${name}${fixing ? ' fixes' : ' looks at'} ${run.read('a.ts')}`);
      return how(fixing, signal);
    });
  const statuses = async (tasks: readonly Partial<Task>[]) =>
    (await run.run(tasks, { fixing: true })).map(({ outcome }) => outcome.status);
  return { run, begun, behave, statuses };
}

const ended = (signal: AbortSignal) =>
  new Promise<object>((resolve) => {
    signal.addEventListener('abort', () => resolve({ outcome: { status: 'cancelled' } }), { once: true });
  });

describe('a check that waits for a fixer of its files', () => {
  it('looks while the fixer works, and is done where that has changed nothing', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const [both, looked] = [gate(), gate()];
    // Each ends only when all have begun: one after the other, they would wait for ever.
    behave('lint', async () => {
      await both.opened;
      await looked.opened;
      return undefined;
    });
    behave('format', async () => {
      both.open();
      return undefined;
    });
    behave('types', async () => {
      looked.open();
      return undefined;
    });
    expect(await statuses([fixer('lint'), fixer('format'), types()])).toEqual(['passed', 'passed', 'passed']);
    expect(begun).toEqual(['lint fixes a', 'format looks at a', 'types looks at a']);
    begun.length = 0;
    expect(await statuses([fixer('lint'), fixer('format'), types()])).toEqual(['passed', 'passed', 'passed']);
    expect({ begun, notices: run.notices }).toEqual({ begun: [], notices: [] });
  });

  it('is told as begun when it begins, and not before', async () => {
    const { run, behave, statuses } = makeRun();
    const looking = gate();
    const toldAt: string[] = [];
    const told = () =>
      run.events.flatMap((event) => (event.type === 'started' || event.type === 'finished' ? [event.task?.name] : []));
    behave('lint', async () => {
      toldAt.push(told().join());
      await looking.opened;
      return undefined;
    });
    behave('format', async () => {
      toldAt.push(told().join());
      looking.open();
      return undefined;
    });
    await statuses([fixer('lint'), fixer('format')]);
    expect(toldAt).toEqual(['lint', 'lint,format']);
    expect(told()).toEqual(['lint', 'format', 'lint', 'format']);
  });

  it('has ended before the run does, also where the world around the fixer fails', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const [looking, failing] = [gate(), gate()];
    behave('lint', async () => {
      await looking.opened;
      failing.open();
      throw new Error('a bug');
    });
    behave('format', async () => {
      looking.open();
      await failing.opened;
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      begun.push('the look has ended');
      return undefined;
    });
    await expect(statuses([fixer('lint'), fixer('format')])).rejects.toThrow('a bug');
    expect(begun).toEqual(['lint fixes a', 'format looks at a', 'the look has ended']);
    expect(run.stopping.signal.aborted).toBe(false);
  });

  it('is ended where the fixer has changed what it reads, and does its work then', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const looking = gate();
    behave('lint', async () => {
      await looking.opened;
      run.write('a.ts', 'linted');
      return undefined;
    });
    behave('format', async (fixing, signal) => {
      looking.open();
      return fixing ? undefined : ended(signal);
    });
    expect(await statuses([fixer('lint'), fixer('format')])).toEqual(['passed', 'passed']);
    expect(begun).toEqual(['lint fixes a', 'format looks at a', 'format fixes linted']);
  });

  it('is no pass of what was there before, where it ends after the fixer whatever that has changed', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const [looking, written] = [gate(), gate()];
    behave('lint', async () => {
      await looking.opened;
      run.write('a.ts', 'linted');
      return undefined;
    });
    behave('format', async (fixing, signal) => {
      looking.open();
      // Deaf to being ended, as some programs are for a while.
      if (!fixing) await ended(signal);
      written.open();
      return undefined;
    });
    expect(await statuses([fixer('lint'), fixer('format')])).toEqual(['passed', 'passed']);
    await written.opened;
    begun.length = 0;
    run.write('a.ts', 'a');
    run.settleDown();
    await statuses([fixer('format')]);
    expect(begun).toEqual(['format fixes a']);
  });

  it('goes on where the fixer has changed what it does not read', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const looking = gate();
    behave('lint', async () => {
      await looking.opened;
      run.write('b.py', 'linted');
      return undefined;
    });
    behave('format', async () => {
      looking.open();
      return undefined;
    });
    expect(await statuses([fixer('lint'), fixer('format', { files: ending('.ts') })])).toEqual(['passed', 'passed']);
    expect(begun).toEqual(['lint fixes a', 'format looks at a']);
  });

  it('does not count what was read while somebody wrote', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const looking = gate();
    behave('lint', async () => {
      await looking.opened;
      return undefined;
    });
    behave('format', async () => {
      // For a moment there was something else.
      if (begun.length === 2) for (const text of ['half', 'a']) run.write('a.ts', text);
      looking.open();
      return undefined;
    });
    await statuses([fixer('lint'), fixer('format')]);
    expect(begun).toEqual(['lint fixes a', 'format looks at a', 'format fixes a']);
  });

  it('fixes after the fixer where the look has found something', async () => {
    const { run, begun, behave, statuses } = makeRun();
    const looking = gate();
    behave('lint', async () => {
      await looking.opened;
      return undefined;
    });
    behave('format', async (fixing) => {
      looking.open();
      if (!fixing) return failedFor('a.ts');
      run.write('a.ts', 'formatted');
      return undefined;
    });
    expect(await statuses([fixer('lint'), fixer('format')])).toEqual(['passed', 'passed']);
    expect(begun.slice(0, 3)).toEqual(['lint fixes a', 'format looks at a', 'format fixes a']);
  });

  it.each<[string, Partial<Task>, number]>([
    ['may write in either form', { onlyLooks: undefined as never }, 4],
    ['has no checking command', { check: [] }, 4],
    ['leaves something behind', { outputs: ['dist/**'] }, 4],
    ['measures something', { coverage: ['coverage.json'] }, 4],
    [
      'leaves a report of findings',
      { scans: [{ gate: 'findings', input: 'a.json', pattern: 'a.json', isSure: true }] },
      4,
    ],
    ['is not remembered', { cache: false }, 4],
    ['needs what it waits for', { needs: ['lint'] }, 4],
    ['would take the only place', {}, 1],
  ])('waits like any other where it %s', async (_, more, jobs) => {
    const { run, begun, behave, statuses } = makeRun();
    run.jobs = jobs;
    behave('lint', async () => {
      await new Promise(setImmediate);
      begun.push('lint has ended');
      return undefined;
    });
    behave('format', () => Promise.resolve(PASSED));
    await statuses([fixer('lint'), fixer('format', more)]);
    expect(begun).toEqual(['lint fixes a', 'lint has ended', 'format fixes a']);
  });

  it('lets those begin first that wait for nobody, and fixes at once where it has not begun by then', async () => {
    const { run, begun, behave, statuses } = makeRun();
    run.jobs = 2;
    const other = gate();
    behave('lint', () => Promise.resolve(PASSED));
    behave('format', async () => {
      other.open();
      return undefined;
    });
    behave('python', async () => {
      await other.opened;
      return undefined;
    });
    const python = fixer('python', { files: ending('.py') });
    const own = { files: ending('.ts') };
    await statuses([fixer('lint', own), fixer('format', own), python]);
    expect(begun).toEqual(['lint fixes a', 'python fixes a', 'format fixes a']);
  });
});
