import { describe, expect, it } from 'vitest';
import { diagnoseTaskFiles } from '../../src/diagnoses/task-files.ts';
import { factsWithTasks, makeConfigs, makeFacts, makeTier } from '../support/facts.ts';
import { makeTask } from '../support/work-lab.ts';

const about = (include: string, globs: readonly string[] = ['x']) => ({
  files: { include: [include], exclude: [] },
  globs,
});

describe('tasks that no tracked file is about', () => {
  it('are named with their globs', () => {
    const told = diagnoseTaskFiles(
      factsWithTasks([
        { name: 'a', ...about('^lib/', ['lib/**']) },
        { name: 'b', ...about('^src/') },
      ]),
    );
    expect(told).toMatchObject([
      { id: 'task-without-files', message: 'task `a` of `fast` never runs: no tracked file matches `lib/**`' },
    ]);
  });

  it('are no matter where a task is about a message, and before there are files', () => {
    expect(diagnoseTaskFiles(factsWithTasks([{ ...about('^lib/'), usesArguments: true }]))).toEqual([]);
    const configs = makeConfigs([makeTier({ tasks: [makeTask(about('^lib/'))] })], { tracked: new Set() });
    expect(diagnoseTaskFiles(makeFacts({ configs }))).toEqual([]);
  });

  it('are told what their globs are relative to, where these were written from the top', () => {
    const tier = makeTier({ root: 'web', tasks: [makeTask({ root: 'web', ...about('^web/src/', ['web/src/**']) })] });
    const [found] = diagnoseTaskFiles(
      makeFacts({ configs: makeConfigs([tier], { tracked: new Set(['web/src/a.ts']) }) }),
    );
    expect(found?.remedy).toContain('relative to the folder of the config, `web`');
  });

  it('are those whose files a nearer config governs', () => {
    const tier = makeTier({ nested: ['src'], tasks: [makeTask(about('^src/'))] });
    expect(diagnoseTaskFiles(makeFacts({ configs: makeConfigs([tier]) }))).toHaveLength(1);
  });
});
