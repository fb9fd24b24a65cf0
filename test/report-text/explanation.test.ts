import { describe, expect, it } from 'vitest';
import type { AskedFile, Explanation, FileRole } from '../../src/core/explain/explain.ts';
import type { WhyNot } from '../../src/core/explain/left-out.ts';
import type { Standing } from '../../src/core/standing.ts';
import type { Task } from '../../src/core/task.ts';
import { explanationText } from '../../src/report-text/explanation.ts';
import { openPage } from '../../src/report-text/page.ts';
import { CHANGED, explanationOf, HERE, knowledgeOf, missing, ORIGIN, passed } from '../support/explanations.ts';

const PAGE = openPage({ color: false, width: 80 });
const textOf = (more: Partial<Explanation>, task: Partial<Task> = {}) =>
  explanationText([explanationOf(more, task)], HERE, PAGE);
/** Without its line breaks. */
const plain = (more: Partial<Explanation>, task: Partial<Task> = {}) => textOf(more, task).replaceAll(/\s+/g, ' ');
const known = (standings: readonly Standing[], more: Partial<Explanation> = {}, task: Partial<Task> = {}) =>
  plain({ knowledge: knowledgeOf(standings), ...more }, task);
const asked = (role: FileRole, more: Partial<AskedFile> = {}): AskedFile => ({
  path: 'a.ts',
  role,
  others: [],
  ...more,
});

describe('an explanation', () => {
  it('answers first, then says what changed, on which files, by which command, and what to do', () => {
    const changed = { origin: ORIGIN, differences: [CHANGED] };
    const knowledge = knowledgeOf([missing('a.ts', changed), missing('b.ts', changed), passed('c.ts')]);
    const commits = new Map([[ORIGIN.at, 'c0ffee1234567']]);
    expect(textOf({ knowledge, commits, rewriters: ['format'] }, { needs: ['types'] })).toBe(
      [
        'fast/lint would run at the next commit: eslint.config.js changed since 2 of 3',
        'staged files passed',
        '  a.ts, b.ts: passed 2 days ago (pre-commit, c0ffee1); since then',
        '  eslint.config.js changed (a1b2c3d → d4e5f6a)',
        '  c.ts: remembered: passed 2 days ago (pre-commit, c0ffee1)',
        '  beside: what format rewrites is looked at again',
        '  needs: types to pass first',
        '  command: eslint a.ts',
        '  not covered: the network, the clock',
        '  runs: on pre-commit, by rc.json:5',
        '  run it now: npx lattice-hooks run fast --only lint --staged',
        '',
      ].join('\n'),
    );
  });

  it('is read as well in a narrow window, in words alone', () => {
    const text = explanationText(
      [explanationOf({ knowledge: knowledgeOf([missing('a.ts')]) })],
      HERE,
      openPage({ color: false, width: 40, words: true }),
    );
    expect(text).toBe(
      [
        'fast/lint would run at the next commit:',
        'a.ts has not passed here yet',
        '  a.ts: no pass is noted',
        '  command: eslint a.ts',
        '  runs: on pre-commit, by rc.json:5',
        '  run it now: npx lattice-hooks run \\',
        '              fast --only lint --staged',
        '',
      ].join('\n'),
    );
  });

  it('says who has proven what was taken over from another machine', () => {
    const seen = { at: '2025-12-31T00:00:00.000Z', commit: 'c0ffee1234567', branch: 'main' };
    const standing = passed('a.ts', { origin: { ...ORIGIN, seen } });
    expect(known([standing])).toContain(
      'remembered: proven by CI on main at c0ffee1234 3 days ago, taken over 2 days ago',
    );
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
    expect(long).toMatch(/ source-22\.ts sou…\n/);
    expect(long).not.toContain('source-50.ts');
  });

  it.each<[string, Standing, string]>([
    [
      'a version',
      missing('a.ts', { origin: ORIGIN, differences: [{ part: 'programs', name: 'eslint', before: '1', now: '2' }] }),
      'eslint 9.1.0 → 9.2.0 since a.ts passed',
    ],
    [
      'its own content',
      missing('a.ts', { origin: ORIGIN, differences: [{ part: 'files', name: 'a.ts', before: '1', now: '2' }] }),
      'since then it changed (1 → 2)',
    ],
    [
      'a key of the task, and where it stands',
      missing('a.ts', { origin: ORIGIN, differences: [{ part: 'task', name: 'files', before: '1', now: '2' }] }),
      '`files` of the task changed in rc.json:7 since a.ts passed',
    ],
    [
      'a pass that was dropped',
      missing('a.ts', { origin: ORIGIN }),
      'passed 2 days ago (pre-commit); that was dropped since, by its age or `cache prune`',
    ],
    ['no pass', missing('a.ts'), 'a.ts has not passed here yet'],
    ['a fix', missing('a.ts', { fixKnown: true }), 'a.ts: it was fixed before, and that fix is remembered'],
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
    expect(plain({ knowledge: knowledgeOf([standing], { versions: { eslint: '9.2.0' } }) })).toContain(text);
  });

  it('counts files that it does not name, and claims nothing of them', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      missing(`${index}.ts`, {
        origin: ORIGIN,
        differences: [{ part: 'files', name: `${index}.ts`, before: '1', now: `${index}` }],
      }),
    );
    const text = textOf({ knowledge: knowledgeOf(many, { total: 500 }) });
    expect(text).toContain('fast/lint would run at the next commit: all 500 staged files are not');
    expect(text).toContain('\n  and 490 more files\n');
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
      'would not have to run at the next commit: it is remembered that it passed with just this, over 3 files remembered: passed',
    );
    expect(known([{ ...whole, remembered: false, differences: [CHANGED] }])).toContain(
      'would run at the next commit: eslint.config.js changed since it passed passed 2 days ago',
    );
    const { origin: _none, ...never } = { ...whole, remembered: false };
    expect(known([never])).toContain('would run at the next commit: it has not passed here yet command:');
  });

  it('need not run where what is not remembered is fixed as it was before', () => {
    const fixed = missing('a.ts', { fixKnown: true });
    expect(known([fixed])).toContain(
      'would not have to run at the next commit: its staged file is remembered, by a fix that was made before',
    );
    expect(known([passed('b.ts'), fixed])).toContain(
      'all 2 staged files are remembered, 1 by a fix that was made before',
    );
    expect(known([missing('c.ts'), fixed])).toContain(
      'would run at the next commit: 1 of 2 staged files has not passed',
    );
  });

  it('says which gates judge what it leaves, what becomes of its passes elsewhere, and how many are looked at again', () => {
    const text = known([missing('a.ts')], {
      tier: { name: 'fast', on: [], audit: 0.05 },
      gates: [{ gate: 'coverage', from: ['coverage/lcov.info'] }],
      shared: { store: 'http', sharing: 'results', reads: true, keptBack: 'only CI signs' },
    });
    expect(text).toContain('gate: coverage judges coverage/lcov.info, which it leaves');
    expect(text).toContain(
      'shared: `http` is asked first for who has proven it; nothing is given to others: only CI signs',
    );
    expect(text).toContain('audit: of its remembered passes 5 % are looked at again');
    expect(text).toContain('runs: by hand only, by rc.json:5');
    const given = { store: 'http', sharing: 'results', reads: true } as const;
    expect(known([passed('a.ts')], { shared: given })).toContain(
      'shared: what passes here is signed and given to `http`',
    );
  });

  it('tells of the last time, and hands notes on', () => {
    const text = plain({
      last: {
        at: '2026-01-02T23:00:00.000Z',
        trigger: 'pre-commit',
        status: 'failed',
        cached: false,
        files: 1,
        filesRun: 1,
        durationMs: 5,
      },
      notes: ['nothing is staged'],
    });
    expect(text).toContain('last time: ran 1 hour ago (pre-commit) on 1 file: failed in 5 ms');
    expect(text).toContain('note: nothing is staged');
  });

  it.each<[Partial<Task>, string]>([
    [{ cache: false }, 'its passes are not remembered, as `cache` is false'],
    [{ cache: false, seesUntracked: true }, 'it sees untracked files, so that its passes are not remembered'],
    [{ cache: false, outputs: ['dist/**'] }, 'its `outputs` are of some files only'],
    [
      { cache: false, outputs: ['dist/**'], scope: 'project' },
      'as `cache` is false or its `outputs` cannot be brought back',
    ],
    [{ cache: false, usesArguments: true }, 'would run at each pre-commit: it is about what git tells the hook'],
  ])('says why a task is never remembered: %j', (task, text) => {
    expect(plain({ knowledge: knowledgeOf([], { total: 0 }) }, task)).toContain(text);
  });

  it('leads to the setting that keeps its passes from being remembered', () => {
    const written = { places: { cache: 'rc.json:6' }, exclude: [], branches: [] };
    const text = textOf({ knowledge: knowledgeOf([], { total: 0 }), written }, { cache: false });
    expect(text).toContain('\n  setting: `cache` in rc.json:6\n');
  });
});

describe('a task that would not run', () => {
  it.each<[WhyNot, string]>([
    [{ type: 'skipped', by: 'env', reason: 'it is down' }, 'LATTICE_HOOKS_SKIP skips it: it is down runs:'],
    [{ type: 'skipped', by: 'git-config', reason: '' }, 'git -c lattice.skip skips it runs:'],
    [{ type: 'skipped', by: 'once', reason: '' }, 'run it after all: npx lattice-hooks skip --clear'],
    [
      { type: 'condition', unmet: 'branches', branches: ['main'] },
      'its `when` is about release/*, and this is main setting: `when` in rc.json:9 runs:',
    ],
    [
      { type: 'condition', unmet: 'branches', branches: [] },
      'its `when` is about release/*, and there is no branch here',
    ],
    [
      { type: 'condition', unmet: 'rebase', branches: [] },
      'its `when` leaves it out of a rebase, and one goes on here',
    ],
    [{ type: 'unchanged' }, 'nothing is staged'],
    [
      { type: 'unmatched', changed: 3, governed: 3, excluded: [] },
      'none of 3 staged files is matched by src/**/*.ts setting: `files` in rc.json:7 runs: on pre-commit, by rc.json:5 run it anyway: npx lattice-hooks run fast --only lint --all',
    ],
    [
      { type: 'unmatched', changed: 1, governed: 1, excluded: ['vendor/a.ts'] },
      '`exclude` (**/vendor/**) leaves out vendor/a.ts setting: `exclude` in rc.json:8',
    ],
    [
      { type: 'unmatched', changed: 2, governed: 2, excluded: ['vendor/a.ts'] },
      'leaves out vendor/a.ts, and its globs match no other',
    ],
    [
      { type: 'unmatched', changed: 1, governed: 0, excluded: [] },
      'the staged file is not where its config governs runs:',
    ],
    [
      { type: 'nothing-to-hand', paths: ['src/a.ts'], areGone: true },
      'src/a.ts is deleted, and no other file of it changed',
    ],
    [{ type: 'nothing-to-hand', paths: ['src/a.ts'], areGone: false }, 'src/a.ts cannot be handed over: it is a link'],
  ])('says why, and by which setting: %j', (whyNot, text) => {
    const said = plain({ whyNot });
    expect(said).toMatch(/^fast\/lint would not run at the next commit: /);
    expect(said).toContain(text);
  });

  it('names the folder that its config governs', () => {
    const whyNot: WhyNot = { type: 'unmatched', changed: 2, governed: 0, excluded: [] };
    expect(plain({ whyNot }, { root: 'packages/api' })).toContain(
      'fast/lint (packages/api) would not run at the next commit: none of 2 staged files is in packages/api',
    );
  });

  it.each<[AskedFile, string]>([
    [
      asked('unchanged'),
      'it did not change runs: on pre-commit, by rc.json:5 run it anyway: npx lattice-hooks run fast --only lint --files a.ts',
    ],
    [
      asked('unmatched', { others: ['fast/docs'] }),
      'no glob of `files` matches it looked at by: fast/docs setting: `files` in rc.json:7',
    ],
    [
      asked('excluded', { by: '**/vendor/**' }),
      '`exclude` leaves it out (**/vendor/**) looked at by: no task setting: `exclude` in rc.json:8',
    ],
    [asked('ungoverned', { by: 'app/rc.json' }), 'another config governs it (app/rc.json)'],
    [asked('ungoverned'), 'no config governs it'],
    [asked('input'), 'it is an input, which every pass of the task depends on runs:'],
    [asked('not-regular'), 'it is a link or a submodule'],
    [asked('deleted'), 'it is deleted'],
    [asked('deleted', { renamedTo: 'b.ts' }), 'it is b.ts now'],
    [asked('folder'), 'it is a folder; name one of its files'],
    [asked('ignored', { by: '.gitignore:1: *.ts' }), 'git ignores it (.gitignore:1: *.ts)'],
    [asked('untracked'), 'git does not track it yet runs: on pre-commit, by rc.json:5 add it: git add a.ts'],
    [asked('unknown'), 'there is no such file'],
  ])('says why of a file: %j', (file, text) => {
    const said = plain({ file });
    expect(said).toMatch(/^fast\/lint would not run on a\.ts at the next commit: /);
    expect(said).toContain(text);
  });

  it('says that unstaged edits of a file are not seen', () => {
    const text = known([missing('a.ts')], { file: asked('judged', { isEdited: true }) });
    expect(text).toContain('would run on a.ts at the next commit: it has not passed here yet');
    expect(text).toContain('edited: a.ts has unstaged edits, which it does not see');
  });
});
