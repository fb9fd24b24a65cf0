import { describe, expect, it } from 'vitest';
import type { Skip } from '../../../src/core/record.ts';
import type { Tier } from '../../../src/core/task.ts';
import { decideSkips, skipsFromEnvironment, skipsFromGit, splitNames } from '../../../src/run/skips/skips.ts';
import { makeTask } from '../../support/work-lab.ts';

const tier = (name: string, ...tasks: Parameters<typeof makeTask>): Tier => ({
  name,
  on: [],
  root: '',
  nested: [],
  gates: {},
  tasks: tasks.map(makeTask),
});
const FAST: Tier = {
  ...tier('fast'),
  tasks: [makeTask({ name: 'lint' }), makeTask({ name: 'secrets', required: true })],
  gates: { coverage: {} },
};
const SLOW: Tier = { ...tier('slow'), tasks: [makeTask({ name: 'unit-tests' })] };
const wish = (task: string, by: Skip['by'] = 'env'): Skip => ({ task, by, reason: 'because' });
const decide = (...wishes: readonly Skip[]) => decideSkips(wishes, [FAST], [FAST, SLOW]);

describe('wishes', () => {
  it('stand in the environment, with their reason', () => {
    expect(skipsFromEnvironment({ LATTICE_HOOKS_SKIP: 'lint,unit-tests', LATTICE_HOOKS_REASON: 'on fire' })).toEqual([
      { task: 'lint', by: 'env', reason: 'on fire' },
      { task: 'unit-tests', by: 'env', reason: 'on fire' },
    ]);
  });

  it.each([{}, { LATTICE_HOOKS_SKIP: '' }, { LATTICE_HOOKS_REASON: 'on fire' }])('are none for %o', (env) => {
    expect(skipsFromEnvironment(env)).toEqual([]);
  });

  it('stand behind `git -c`, with or without a reason', () => {
    expect(skipsFromGit(new Map([['skip', 'lint types']]))).toEqual([
      { task: 'lint', by: 'git-config', reason: '' },
      { task: 'types', by: 'git-config', reason: '' },
    ]);
    expect(
      skipsFromGit(
        new Map([
          ['skip', 'lint'],
          ['reason', 'a "reason"'],
        ]),
      )[0]?.reason,
    ).toBe('a "reason"');
    expect(skipsFromGit(new Map([['reason', 'x']]))).toEqual([]);
  });

  it('are separated by commas or blanks', () => {
    expect(splitNames(' a, b\tc,,d\n')).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('decideSkips', () => {
  it('grants what exists: tasks and gates', () => {
    expect(decide(wish('lint'), wish('coverage', 'cli'))).toEqual({
      skips: [wish('lint'), wish('coverage', 'cli')],
      notes: [],
      strangers: [],
      unknown: [],
      unexplained: [],
    });
  });

  it.each<Skip['by']>(['env', 'git-config', 'cli', 'once'])('refuses a required task aloud, wished by %s', (by) => {
    expect(decide(wish('secrets', by))).toEqual({
      skips: [],
      notes: ['`secrets` is required and was not skipped'],
      strangers: [],
      unknown: [],
      unexplained: [],
    });
  });

  it.each<Skip['by']>(['env', 'git-config', 'once'])('names what nothing is called, wished by %s', (by) => {
    expect(decide(wish('lnit', by), wish('lint', by))).toEqual({
      skips: [wish('lint', by)],
      notes: [],
      strangers: ['lnit'],
      unknown: [],
      unexplained: [],
    });
  });

  it('takes an unknown name from the command line for an error', () => {
    expect(decide(wish('lnit', 'cli'), wish('unit-tests', 'cli'))).toEqual({
      skips: [],
      notes: [],
      strangers: [],
      unknown: ['lnit', 'unit-tests'],
      unexplained: [],
    });
  });

  it('says nothing of a task of another tier, which one variable is set for too', () => {
    expect(decide(wish('unit-tests'))).toEqual({ skips: [], notes: [], strangers: [], unknown: [], unexplained: [] });
  });

  it('grants one wish for each name: the first', () => {
    expect(decide(wish('lint', 'cli'), wish('lint'), wish('secrets'), wish('secrets', 'git-config'))).toEqual({
      skips: [wish('lint', 'cli')],
      notes: ['`secrets` is required and was not skipped'],
      strangers: [],
      unknown: [],
      unexplained: [],
    });
  });

  it('grants nothing without a reason where one is demanded, and says how it is given', () => {
    const strict: Tier = { ...FAST, skips: { needsReason: true } };
    const unexplained = { ...wish('lint'), reason: ' ' };

    expect(decideSkips([unexplained, wish('coverage')], [strict], [strict])).toMatchObject({
      skips: [wish('coverage')],
      notes: ['`lint` was not skipped, because a reason has to be given here: LATTICE_HOOKS_REASON="why"'],
    });
    expect(decideSkips([{ ...unexplained, by: 'cli' }], [strict], [strict])).toMatchObject({
      skips: [],
      notes: [],
      unexplained: ['lint'],
    });
    expect(decideSkips([unexplained], [FAST], [FAST])).toMatchObject({ skips: [unexplained] });
  });

  it('grants a name for the tasks of that name that are not required, and says so of the others', () => {
    const other: Tier = { ...FAST, root: 'packages/a', tasks: [makeTask({ name: 'secrets' })] };

    expect(decideSkips([wish('secrets')], [FAST, other], [FAST, other])).toEqual({
      skips: [wish('secrets')],
      notes: ['`secrets` is required and was not skipped'],
      strangers: [],
      unknown: [],
      unexplained: [],
    });
  });
});
