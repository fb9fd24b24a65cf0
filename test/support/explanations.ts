import type { Explanation, Knowledge } from '../../src/core/explain/explain.ts';
import type { Difference } from '../../src/core/memory/key-details.ts';
import type { Origin } from '../../src/core/memory/origin.ts';
import type { Standing } from '../../src/core/standing.ts';
import type { Task } from '../../src/core/task.ts';
import { makeTask } from './work-lab.ts';

/** When and where somebody asks. */
export const HERE = { now: Date.parse('2026-01-03T00:00:00.000Z'), worktree: '/shop' };
export const PLACES = { '': 'rc.json:5', on: 'rc.json:3', files: 'rc.json:7', exclude: 'rc.json:8', when: 'rc.json:9' };
/** Where a pass came from. */
export const ORIGIN: Origin = {
  at: '2026-01-01T00:00:00.000Z',
  worktree: '/shop',
  trigger: 'pre-commit',
  details: {},
  versions: { eslint: '9.1.0' },
  files: undefined,
};
export const CHANGED: Difference = {
  part: 'inputs',
  name: 'eslint.config.js',
  before: 'a1b2c3d4e5',
  now: 'd4e5f6a7b8',
};
const FILES = ['a.ts', 'b.ts', 'c.ts'];

/** What is known of a check of three files. */
export const knowledgeOf = (standings: readonly Standing[], more: Partial<Knowledge> = {}): Knowledge => {
  const remembered = standings.filter((one) => one.remembered).length;
  const fixed = standings.filter((one) => one.fixKnown).length;
  const check = { task: makeTask(), writes: false, files: FILES, dependsOn: FILES };
  return {
    check,
    standings,
    remembered,
    total: standings.length,
    fixed,
    commands: [['eslint', 'a.ts']],
    versions: {},
    ...more,
  };
};
/** A task of what is staged; `more` replaces what is said of it. */
export const explanationOf = (more: Partial<Explanation> = {}, task: Partial<Task> = {}): Explanation => ({
  task: makeTask({ scope: 'file', globs: ['src/**/*.ts'], ...task }),
  tier: { name: 'fast', on: ['pre-commit'] },
  viewpoint: 'staged',
  written: { places: PLACES, exclude: ['**/vendor/**'], branches: ['release/*'] },
  rewriters: [],
  gates: [],
  uncovered: [],
  commits: new Map(),
  notes: [],
  ...more,
});

/** A file that has to be looked at. */
export const missing = (file: string, more: Partial<Standing> = {}): Standing => ({
  file,
  remembered: false,
  differences: [],
  ...more,
});
/** A file whose pass is remembered. */
export const passed = (file: string, more: Partial<Standing> = {}): Standing => ({
  ...missing(file),
  remembered: true,
  origin: ORIGIN,
  ...more,
});
