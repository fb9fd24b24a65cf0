import { describe, expect, it } from 'vitest';
import { ending, FakeRun, failedFor, fileTask, gate, projectTask } from '../support/fake-run.ts';

const outcomes = (results: Awaited<ReturnType<FakeRun['run']>>) => results.map(({ outcome }) => outcome.status);

describe('the order of checks', () => {
  it('lets checks that share nothing run side by side', async () => {
    const run = new FakeRun({ 'a.ts': 'a', 'b.py': 'b' });
    const [first, second] = [gate(), gate()];
    // Each ends only after the other has begun: one after the other, they would wait for ever.
    run.behaviors.set('ts', async () => {
      first.open();
      await second.opened;
      return undefined;
    });
    run.behaviors.set('py', async () => {
      second.open();
      await first.opened;
      return undefined;
    });
    const fix = (name: string) => [[name, '--fix', '{files}']];
    const tasks = [
      fileTask('ts', { files: ending('.ts'), fix: fix('ts') }),
      fileTask('py', { files: ending('.py'), fix: fix('py') }),
    ];
    expect(outcomes(await run.run(tasks, { fixing: true }))).toEqual(['passed', 'passed']);
  });

  it('lets readers of the same files run side by side', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    const [first, second] = [gate(), gate()];
    run.behaviors.set('lint', async () => {
      first.open();
      await second.opened;
      return undefined;
    });
    run.behaviors.set('types', async () => {
      second.open();
      await first.opened;
      return undefined;
    });
    expect(outcomes(await run.run([fileTask('lint'), projectTask('types')]))).toEqual(['passed', 'passed']);
  });

  it('runs at most as many programs at once as there are jobs', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.jobs = 2;
    const hold = gate();
    let now = 0;
    let most = 0;
    const names = ['one', 'two', 'three', 'four', 'five'];
    for (const name of names) {
      run.behaviors.set(name, async () => {
        now += 1;
        most = Math.max(most, now);
        if (now === 2) hold.open();
        await hold.opened;
        now -= 1;
        return undefined;
      });
    }
    await run.run(names.map((name) => projectTask(name)));
    expect(most).toBe(2);
    expect(run.started).toHaveLength(5);
  });

  it('runs writers that share a file one after another, as the config has them', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    for (const name of ['first', 'second']) {
      run.behaviors.set(name, async () => {
        const before = run.read('a.ts');
        await Promise.resolve();
        if (!before.includes(name)) run.write('a.ts', `${before} ${name}`);
        return undefined;
      });
    }
    const tasks = ['first', 'second'].map((name) => fileTask(name, { fix: [[name, '{files}']] }));
    const results = await run.run(tasks, { fixing: true });
    expect(run.read('a.ts')).toBe('a first second');
    expect(outcomes(results)).toEqual(['passed', 'passed']);
  });

  it('lets a reader wait for the writers of its files, wherever it stands', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.behaviors.set('format', async () => {
      await Promise.resolve();
      run.write('a.ts', 'formatted');
      return undefined;
    });
    let seen = '';
    run.behaviors.set('lint', (work) => {
      seen = `${run.read('a.ts')} ${work.tree.get('a.ts')?.id === run.tree.get('a.ts')?.id}`;
      return undefined;
    });
    await run.run([fileTask('lint'), fileTask('format', { fix: [['format', '{files}']] })], { fixing: true });
    expect(seen).toBe('formatted false');
  });

  it('lets a check wait for a writer of its config', async () => {
    const run = new FakeRun({ 'a.ts': 'a', 'tool.json': '{ }' });
    run.behaviors.set('format', async () => {
      await Promise.resolve();
      run.write('tool.json', '{}');
      return undefined;
    });
    let config = '';
    run.behaviors.set('lint', () => {
      config = run.read('tool.json');
      return undefined;
    });
    const lint = fileTask('lint', { files: ending('.ts'), inputs: ending('tool.json') });
    await run.run([lint, fileTask('format', { files: ending('.json'), fix: [['format', '{files}']] })], {
      fixing: true,
    });
    expect(config).toBe('{}');
  });

  it('lets a reader wait for a fixing command that only stands in for a checking one', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    const order: string[] = [];
    run.behaviors.set('format', async () => {
      run.write('a.ts', 'for a moment');
      await Promise.resolve();
      return undefined;
    });
    run.behaviors.set('lint', () => {
      order.push(run.read('a.ts'));
      return undefined;
    });
    await run.run([fileTask('lint'), fileTask('format', { check: [], fix: [['format', '{files}']] })]);
    expect(order).toEqual(['a']);
  });
});

describe('needs', () => {
  it.each(['failed', 'broken', 'cancelled', 'skipped'] as const)(
    'leaves out what needs a check that %s',
    async (how) => {
      const run = new FakeRun({ 'a.ts': 'a' });
      run.behaviors.set('build', () => {
        switch (how) {
          case 'failed':
            return failedFor('a.ts');
          case 'broken':
            return { outcome: { status: 'broken', message: 'no compiler', findings: [] } };
          case 'cancelled':
            return { outcome: { status: 'cancelled' } };
          case 'skipped':
            return { outcome: { status: 'skipped', reason: 'needs' } };
        }
      });
      const [, test, report] = await run.run([
        projectTask('build'),
        projectTask('test', { needs: ['build'] }),
        projectTask('report', { needs: ['test'] }),
      ]);
      expect(test?.outcome).toEqual({ status: 'skipped', reason: 'needs' });
      expect(report?.outcome).toEqual({ status: 'skipped', reason: 'needs' });
      expect(run.started).toEqual(['build a.ts']);
    },
  );

  it('goes on after a need that had nothing to look at', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.behaviors.set('build', () => ({ outcome: { status: 'skipped', reason: 'no-files', detail: 'no tests' } }));
    const results = await run.run([projectTask('build'), projectTask('test', { needs: ['build'] })]);
    expect(outcomes(results)).toEqual(['skipped', 'passed']);
  });

  it('comes before what the order of the config would say', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    const fixing = (name: string) => ({ fix: [[name, '{files}']] });
    await run.run(
      [fileTask('first', { ...fixing('first'), needs: ['second'] }), fileTask('second', fixing('second'))],
      {
        fixing: true,
      },
    );
    expect(run.started).toEqual(['second a.ts', 'first a.ts']);
  });

  it('means tasks of the same tier and config only', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.behaviors.set('build', () => failedFor('a.ts'));
    const results = await run.run([projectTask('build', { tier: 'other' }), projectTask('test', { needs: ['build'] })]);
    expect(outcomes(results)).toEqual(['failed', 'passed']);
  });
});

describe('a failure', () => {
  it('does not keep other checks from showing theirs', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.behaviors.set('lint', () => failedFor('a.ts'));
    run.behaviors.set('types', () => failedFor('a.ts'));
    expect(outcomes(await run.run([projectTask('lint'), projectTask('types')]))).toEqual(['failed', 'failed']);
  });

  it('stops what is left where that is asked for', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.jobs = 2;
    run.behaviors.set('lint', () => failedFor('a.ts'));
    run.behaviors.set('types', async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { outcome: { status: 'cancelled' } };
    });
    const tasks = [projectTask('lint'), projectTask('types'), projectTask('test', { needs: ['types'] })];
    const results = await run.run(tasks, { failFast: true });
    expect(outcomes(results)).toEqual(['failed', 'cancelled', 'skipped']);
  });

  it('stops nothing when it is only a warning', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.jobs = 1;
    run.behaviors.set('lint', () => failedFor('a.ts'));
    const tasks = [
      projectTask('lint', { warn: true }),
      projectTask('types'),
      projectTask('test', { needs: ['types'] }),
    ];
    expect(outcomes(await run.run(tasks, { failFast: true }))).toEqual(['failed', 'passed', 'passed']);
  });
});

describe('a file that was saved after it was put there and before any check began', () => {
  const saved = async (tasks: Parameters<FakeRun['run']>[0]) => {
    const run = new FakeRun({ 'a.ts': 'staged' });
    const seen = run.context().ports.stamp(['a.ts']);
    run.write('a.ts', 'saved');
    return run.run(tasks, { seen });
  };

  it('breaks what it was handed to', async () => {
    expect(outcomes(await saved([fileTask('lint')]))).toEqual(['broken']);
  });

  it('proves nothing of what may have read it', async () => {
    const [result] = await saved([projectTask('types')]);
    expect(result).toMatchObject({ outcome: { status: 'passed' }, disturbed: ['a.ts'] });
  });
});

describe('a run', () => {
  it('is cancelled where it has not begun when it is interrupted', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.stopping.abort();
    expect(outcomes(await run.run([projectTask('lint'), fileTask('types')]))).toEqual(['cancelled', 'cancelled']);
    expect(run.started).toEqual([]);
  });

  it('still tells what it knows when it is interrupted', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    await run.run([projectTask('lint')]);
    run.stopping.abort();
    expect(outcomes(await run.run([projectTask('lint')]))).toEqual(['passed']);
  });

  it('ends only after everything that was started has ended, also when the world fails', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    const slow = gate();
    let hasEnded = false;
    run.behaviors.set('lint', () => {
      setImmediate(slow.open);
      throw new Error('the disk is gone');
    });
    run.behaviors.set('types', async () => {
      await slow.opened;
      hasEnded = true;
      return undefined;
    });
    await expect(run.run([projectTask('lint'), projectTask('types')])).rejects.toThrow('the disk is gone');
    expect(hasEnded).toBe(true);
  });

  it('tells when each check begins and how it ended', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    run.behaviors.set('lint', () => failedFor('a.ts'));
    await run.run([projectTask('lint')]);
    expect(run.events).toMatchObject([
      { type: 'started', task: { name: 'lint' } },
      { type: 'finished', task: { name: 'lint' }, check: { status: 'failed' } },
    ]);
  });

  it('tells that a check begins when it gets its turn, and never of one that is remembered', async () => {
    const run = new FakeRun({ 'a.ts': 'a' });
    const told = () => run.events.splice(0).map(({ type }) => type);
    run.jobs = 1;
    run.behaviors.set('lint', async () => {
      await new Promise(setImmediate);
      expect(told()).toEqual(['started']);
      return undefined;
    });
    await run.run([projectTask('lint'), projectTask('types')]);
    expect(told().sort()).toEqual(['finished', 'finished', 'started']);
    await run.run([projectTask('lint')]);
    expect(told()).toEqual(['finished']);
  });
});
