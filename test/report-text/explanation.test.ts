import { describe, expect, it } from 'vitest';
import type { Explanation, Knowledge, Standing, WhyNot } from '../../src/core/explain.ts';
import type { Difference } from '../../src/core/key-details.ts';
import type { Origin } from '../../src/core/origin.ts';
import type { Task } from '../../src/core/task.ts';
import { explanationText } from '../../src/report-text/explanation.ts';
import { explanationJson } from '../../src/report-text/explanation-json.ts';
import { openPage } from '../../src/report-text/page.ts';
import { makeTask } from '../support/work-lab.ts';

const HERE = { now: Date.parse('2026-01-03T00:00:00.000Z'), worktree: '/shop' };
const PAGE = openPage({ color: false, width: 80 });
const ORIGIN: Origin = {
  at: '2026-01-01T00:00:00.000Z',
  worktree: '/shop',
  trigger: 'pre-commit',
  details: {},
  versions: { eslint: '9.1.0' },
  files: undefined,
};
const CHANGED: Difference = { part: 'inputs', name: 'eslint.config.js', before: 'a1b2c3d4e5', now: 'd4e5f6a7b8' };
const FILES = ['a.ts', 'b.ts', 'c.ts'];

const knowledgeOf = (standings: readonly Standing[], more: Partial<Knowledge> = {}): Knowledge => {
  const remembered = standings.filter((one) => one.remembered).length;
  const check = { task: makeTask(), writes: false, files: FILES, dependsOn: FILES };
  return {
    check,
    standings,
    remembered,
    total: standings.length,
    commands: [['eslint', 'a.ts']],
    versions: {},
    ...more,
  };
};
const explanationOf = (more: Partial<Explanation> = {}, task: Partial<Task> = {}): Explanation => ({
  task: makeTask({ scope: 'file', globs: ['src/**/*.ts'], ...task }),
  tier: { name: 'fast', on: ['pre-commit'] },
  viewpoint: 'staged',
  uncovered: [],
  notes: [],
  ...more,
});
const textOf = (more: Partial<Explanation>, task: Partial<Task> = {}) =>
  explanationText([explanationOf(more, task)], HERE, PAGE);
const known = (standings: readonly Standing[], more: Partial<Explanation> = {}, task: Partial<Task> = {}) =>
  textOf({ knowledge: knowledgeOf(standings), ...more }, task);
const missing = (file: string, more: Partial<Standing> = {}): Standing => ({
  file,
  remembered: false,
  differences: [],
  ...more,
});
const passed = (file: string, more: Partial<Standing> = {}): Standing => ({
  ...missing(file),
  remembered: true,
  origin: ORIGIN,
  ...more,
});

describe('an explanation', () => {
  it('says what would run, why, and by which command', () => {
    const changed = { origin: ORIGIN, differences: [CHANGED] };
    expect(known([missing('a.ts', changed), missing('b.ts', changed), passed('c.ts')])).toBe(
      [
        'lint  fast, on pre-commit',
        '  would run: 2 of 3 staged files are not remembered',
        '    a.ts, b.ts: passed 2 days ago (pre-commit); since then eslint.config.js',
        '    changed (a1b2c3d → d4e5f6a)',
        '    c.ts: remembered: passed 2 days ago (pre-commit)',
        '  command: eslint a.ts',
        '  not covered: the network, the clock',
        '',
      ].join('\n'),
    );
  });

  it('says who has proven what was taken over from another machine', () => {
    const seen = { at: '2025-12-31T00:00:00.000Z', commit: 'c0ffee1234567', branch: 'main' };
    const standing = passed('a.ts', { origin: { ...ORIGIN, seen } });
    expect(known([standing]).replaceAll(/\s+/g, ' ')).toContain(
      'remembered: proven by CI on main at c0ffee1234 3 days ago, taken over 2 days ago',
    );
    const explanation = explanationOf({ knowledge: knowledgeOf([standing]) });
    expect(explanationJson([explanation])).toContain('"provenBy"');
  });

  it('shows a command that can be copied into a shell, and of a long one its beginning', () => {
    const shown = (words: readonly string[]) =>
      textOf({ knowledge: knowledgeOf([missing('a.ts')], { commands: [words] }) });
    expect(shown(['sh', '-c', 'lint "$@" && true', 'sh', 'a b.ts'])).toContain(
      "\n  command: sh -c 'lint \"$@\" && true' sh 'a b.ts'\n",
    );
    const names = Array.from({ length: 100 }, (_, at) => `source-${at}.ts`);
    const long = shown(['eslint', ...names]);
    expect(long).toMatch(/\n {2}command: eslint source-0\.ts .* \\\n {11}source-5\.ts /);
    expect(long).toMatch(/ source-22\.ts sou…\n$/);
    expect(long).not.toContain('source-50.ts');
  });

  it.each<[string, Standing, string]>([
    [
      'a version',
      missing('a.ts', { origin: ORIGIN, differences: [{ part: 'programs', name: 'eslint', before: '1', now: '2' }] }),
      'eslint 9.1.0 → 9.2.0',
    ],
    [
      'its own content',
      missing('a.ts', { origin: ORIGIN, differences: [{ part: 'files', name: 'a.ts', before: '1', now: '2' }] }),
      'since then it changed (1 → 2)',
    ],
    [
      'a pass that was forgotten',
      missing('a.ts', { origin: ORIGIN }),
      'passed 2 days ago (pre-commit), which was forgotten since',
    ],
    ['no pass', missing('a.ts'), 'no pass of it is noted'],
    ['a fix', missing('a.ts', { fixKnown: true }), 'what it is fixed to is'],
    [
      'a pass that nobody noted',
      { ...passed('a.ts'), differences: [], origin: undefined } as unknown as Standing,
      'when it passed was not noted',
    ],
    [
      'another worktree',
      passed('a.ts', { origin: { ...ORIGIN, worktree: '/other' } }),
      'passed 2 days ago (pre-commit in /other)',
    ],
  ])('tells of %s', (_, standing, text) => {
    const knowledge = knowledgeOf([standing], { versions: { eslint: '9.2.0' } });
    expect(textOf({ knowledge }).replace(/\n {4}(?=\S)/g, ' ')).toContain(text);
  });

  it('counts files that it does not name', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      missing(`${index}.ts`, {
        origin: ORIGIN,
        differences: [{ part: 'files', name: `${index}.ts`, before: '1', now: `${index}` }],
      }),
    );
    const text = textOf({ knowledge: knowledgeOf(many, { total: 500 }) });
    expect(text).toContain('none of 500 staged files is remembered');
    expect(text).toContain('\n    and 490 more files\n');
    expect(text).not.toContain('10.ts');
  });

  it('says what a remembered pass does not cover, unless it reads git alone', () => {
    expect(known([passed('a.ts')], { uncovered: ['TOKEN'] })).toContain(
      'not covered: TOKEN (passEnv), the network, the clock',
    );
    expect(known([passed('a.ts')], { uncovered: [] }, { readsSnapshot: true })).not.toContain('not covered');
    expect(known([missing('a.ts')], { uncovered: ['TOKEN'] })).not.toContain('not covered');
  });

  it('is about all files of a check that is remembered as a whole', () => {
    const { file: _, ...whole } = passed('');
    expect(known([whole])).toContain(
      'would not have to run: a pass of just this is remembered, over 3 files\n    remembered: passed',
    );
    expect(known([{ ...whole, remembered: false }])).toContain(
      'would run: no pass of just this is remembered, over 3 files\n',
    );
  });

  it('tells of the last run that did not pass, and hands notes on', () => {
    const text = textOf({
      lastFailure: { status: 'failed', at: '2026-01-02T23:00:00.000Z' },
      notes: ['nothing is staged'],
    });
    expect(text).toContain('\n  last run: failed 1 hour ago\n  note: nothing is staged\n');
  });

  it.each<[Partial<Task>, string]>([
    [{ cache: false }, 'as `cache` is false\n'],
    [{ cache: false, outputs: ['dist/**'] }, 'as `cache` is false or its outputs'],
    [{ cache: false, usesArguments: true }, 'what git tells the hook'],
  ])('says why a task is never remembered: %j', (task, text) => {
    const said = textOf({ knowledge: knowledgeOf([], { total: 0 }) }, task).replace(/\n {2}(?=\S)/g, ' ');
    expect(`${said}\n`).toContain(text.trimEnd());
  });
});

describe('a task that would not run', () => {
  it.each<[WhyNot, string]>([
    [{ type: 'skipped', by: 'env', reason: 'it is down' }, 'LATTICE_HOOKS_SKIP skips lint: it is down'],
    [{ type: 'skipped', by: 'git-config', reason: '' }, 'git -c lattice.skip skips lint'],
    [{ type: 'condition', unmet: 'branches', branches: ['main'] }, 'its `when` does not name main'],
    [{ type: 'condition', unmet: 'branches', branches: [] }, 'its `when` names branches, and there is none here'],
    [{ type: 'condition', unmet: 'rebase', branches: [] }, 'its `when` leaves it out of a rebase, which goes on here'],
    [{ type: 'unchanged' }, 'nothing is staged'],
    [{ type: 'unmatched', changed: 3, governed: 3 }, 'none of 3 staged files is matched by src/**/*.ts'],
    [{ type: 'unmatched', changed: 1, governed: 0 }, 'the staged file is not where its config governs'],
    [{ type: 'nothing-to-hand', paths: ['src/a.ts'] }, 'what changed of its files cannot be handed over: src/a.ts'],
  ])('says why: %j', (whyNot, text) => {
    expect(textOf({ whyNot })).toBe(`lint  fast, on pre-commit\n  would not run: ${text}\n`);
  });

  it.each([
    ['unchanged', 'it did not change'],
    ['unmatched', 'no glob of the task matches it'],
    ['unknown', 'it is not there, or git does not know it'],
  ] as const)('says why of a file: %s', (role, text) => {
    expect(textOf({ file: { path: 'a.ts', role } })).toBe(
      `lint: a.ts  fast, on pre-commit\n  would not run on it: ${text}\n`,
    );
  });
});

describe('for scripts', () => {
  const json = (more: Partial<Explanation>) => JSON.parse(explanationJson([explanationOf(more)]));

  it('an explanation says what would be, and what is known of each file', () => {
    expect(json({ knowledge: knowledgeOf([missing('a.ts', { origin: ORIGIN, differences: [CHANGED] })]) })).toEqual({
      version: 1,
      tasks: [
        {
          ...{ tier: 'fast', task: 'lint', on: ['pre-commit'], scope: 'file', viewpoint: 'staged' },
          ...{ would: 'run', why: 'its staged file is not remembered' },
          ...{ files: 3, dependsOn: 3, commands: [['eslint', 'a.ts']], remembered: 0, total: 1 },
          standings: [
            {
              file: 'a.ts',
              remembered: false,
              passed: { at: ORIGIN.at, worktree: '/shop', trigger: 'pre-commit' },
              differences: [CHANGED],
            },
          ],
          ...{ uncovered: [], notes: [] },
        },
      ],
    });
  });

  it('it names why a task is left out', () => {
    const whyNot: WhyNot = { type: 'unmatched', changed: 3, governed: 3 };
    expect(json({ whyNot }).tasks[0]).toMatchObject({ would: 'skip', whyNot });
    expect(json({ knowledge: knowledgeOf([passed('a.ts')]) }).tasks[0]).toMatchObject({ would: 'recall' });
  });
});
