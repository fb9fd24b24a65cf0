import { describe, expect, it } from 'vitest';
import { diagnoseUndeclaredInputs } from '../../src/diagnoses/undeclared-inputs.ts';
import { makeConfigs, makeFacts, makeTier } from '../support/facts.ts';
import { makeTask } from '../support/work-lab.ts';

const ALL = { include: [''], exclude: [] };
const SOURCES = { include: ['^src/'], exclude: [] };
const NONE = { include: [], exclude: [] };
const told = (task: Parameters<typeof makeTask>[0], root = '') =>
  diagnoseUndeclaredInputs(
    makeFacts({
      configs: makeConfigs([makeTier({ root, tasks: [makeTask({ root, inputs: NONE, ...task })] })], {
        tracked: new Set(['src/a.c', 'scripts/lint.sh', 'web/src/a.ts', 'web/package.json']),
      }),
    }),
  );

describe('a task whose command starts others', () => {
  it.each([
    ['make', 'lint'],
    ['/bin/sh', '-c', './scripts/lint.sh'],
    ['npm', 'run', 'lint'],
  ])('by %s is told what a pass does not rest on, where it is about a part of the files', (...command) => {
    expect(told({ check: [command], files: SOURCES })).toMatchObject([
      { id: 'inputs-undeclared', severity: 'advice', remedy: expect.stringContaining('`inputs`') },
    ]);
    expect(told({ check: [command], files: SOURCES }, 'web')).toHaveLength(1);
  });

  it('is fine where it is about all files, names inputs, is not remembered, or is a kind', () => {
    const check = [['make', 'lint']];
    expect(told({ check, files: ALL })).toEqual([]);
    expect(told({ check, files: SOURCES, inputs: { include: ['^scripts/'], exclude: [] } })).toEqual([]);
    expect(told({ check, files: SOURCES, cache: false })).toEqual([]);
    expect(told({ check, files: SOURCES, uses: 'eslint' })).toEqual([]);
    expect(told({ check: [['eslint', 'src']], files: SOURCES })).toEqual([]);
  });
});
