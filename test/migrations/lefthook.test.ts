import { describe, expect, it } from 'vitest';
import lefthook from '../../src/migrations/lefthook.ts';
import lintStaged from '../../src/migrations/lint-staged.ts';
import { migrateFiles, type SiteOptions } from '../support/migration-lab.ts';

const read = (files: Readonly<Record<string, string>>, options?: SiteOptions) =>
  migrateFiles({ lefthook, 'lint-staged': lintStaged }, files, options);

/** The task of a job, with these keys in the flow style of YAML. */
async function jobOf(keys: string, files: Readonly<Record<string, string>> = {}, hook = 'pre-commit', top = '') {
  const { tasks, left, notes } = await read(
    { 'lefthook.yml': `${top}${hook}: {commands: {t: {${keys}}}}\n`, ...files },
    { local: ['eslint', 'lint-staged'] },
  );
  return { task: tasks['t'], left, notes };
}

describe('the config', () => {
  const YAML = 'pre-commit:\n  commands:\n    lint:\n      glob: "*.js"\n      run: eslint {staged_files}\n';
  const JSON_TEXT = '{ "pre-commit": { "commands": { "lint": { "glob": "*.js", "run": "eslint {staged_files}" } } } }';
  const TOML = '[pre-commit.commands.lint]\nglob = "*.js"\nrun = "eslint {staged_files}"\n';

  it.each([
    ['lefthook.yml', YAML],
    ['.lefthook.yaml', YAML],
    ['.config/lefthook.json', JSON_TEXT],
    ['lefthook.toml', TOML],
  ])('is read from %s', async (file, text) => {
    const { tiers } = await read({ [file]: text });
    expect(tiers).toEqual({
      fast: { on: ['pre-commit'], tasks: { lint: { run: ['eslint', '{files}'], files: '**/*.js' } } },
    });
  });

  it('is built on what it extends, which has the last word', async () => {
    const { tasks, readings, left } = await read({
      'lefthook.yml': 'extends: [hooks/*.yml, gone.yml]\npre-commit: {commands: {a: {run: old}, b: {run: b}}}\n',
      'hooks/a.yml': 'pre-commit: {commands: {a: {run: new}}}\n',
    });
    expect(tasks).toEqual({ a: { run: ['new'] }, b: { run: ['b'] } });
    expect(readings.get('lefthook')?.configs).toEqual(['lefthook.yml', 'hooks/a.yml']);
    expect(left).toEqual(['lefthook.yml:1 `extends: gone.yml`: it leads to no file']);
  });

  it('names what other repositories hold', async () => {
    const { left } = await read({
      'lefthook.yml': 'remotes:\n  - git_url: https://example.com/x\npre-commit: {commands: {a: {run: a}}}\n',
    });
    expect(left).toEqual([
      'lefthook.yml:2 remote https://example.com/x: configs of other repositories are not fetched: add their jobs as tasks',
    ]);
  });

  it('may have groups that no hook starts: tiers that run by hand', async () => {
    const { tiers } = await read({ 'lefthook.yml': 'check-all: {jobs: [{run: make all}]}\n' });
    expect(tiers).toEqual({ 'check-all': { tasks: { make: { run: ['make', 'all'] } } } });
  });
});

describe('what one keeps to itself', () => {
  const BASE =
    'pre-commit: {commands: {a: {run: a, glob: "*.js"}, b: {run: b}, c: {run: prettier --write {staged_files}, stage_fixed: true}}}\n'.replace(
      'prettier --write {staged_files}',
      '"prettier --write {staged_files}"',
    );

  it('becomes a personal config where that can be merged, and is named where not', async () => {
    const { personal } = await read({
      'lefthook.yml': BASE,
      'lefthook-local.yml':
        'pre-commit: {commands: {a: {run: "docker exec app {cmd}"}, b: {skip: true}, c: {run: own {staged_files}}, d: {run: d}}}\n'.replace(
          'own {staged_files}',
          '"own {staged_files}"',
        ),
    });
    expect(personal.config).toEqual({
      tiers: { fast: { tasks: { a: { run: ['docker', 'exec', 'app', 'a'] }, d: { run: ['d'] } } } },
    });
    expect(personal.left.map(({ what }) => what).sort()).toEqual(['job b', 'job c']);
  });

  it('is put around a command as that stands there', async () => {
    const { personal } = await read({
      'lefthook.yml': "pre-commit: {commands: {a: {run: grep 'x$' a.txt}}}\n",
      'lefthook-local.yml': 'pre-commit: {commands: {a: {run: "time {cmd}"}}}\n',
    });
    expect(personal.config).toEqual({ tiers: { fast: { tasks: { a: { run: ['time', 'grep', 'x$', 'a.txt'] } } } } });
  });

  it('is all there is where nothing is shared', async () => {
    const { tasks, personal } = await read({ 'lefthook-local.yml': 'pre-push: {commands: {a: {run: a}}}\n' });
    expect(tasks).toEqual({ a: { run: ['a'] } });
    expect(personal.config).toBeUndefined();
  });
});

describe('a command', () => {
  it.each([
    ['run: "eslint {staged_files}"', { run: ['eslint', '{files}'] }],
    ['run: "npx eslint {push_files}"', { run: ['eslint', '{files}'] }],
    ['run: "prettier --write {staged_files}", stage_fixed: true', { uses: 'prettier' }],
    ['run: "own-fixer {staged_files}", stage_fixed: true', { fix: ['own-fixer', '{files}'] }],
    [
      'run: npm test && npm run e2e',
      {
        run: [
          ['npm', 'test'],
          ['npm', 'run', 'e2e'],
        ],
      },
    ],
    ['run: "a --files={staged_files}"', { run: ['sh', '-c', 'a --files="$@"', 'sh', '{files}'] }],
    ['run: "a {staged_files} | b"', { run: ['sh', '-c', 'a "$@" | b', 'sh', '{files}'] }],
    ['run: a, env: {X: 1}', { run: ['env', 'X=1', 'a'] }],
    ['run: a, root: web/', { run: ['a'], cwd: 'web', files: 'web/**' }],
    ['run: a, use_stdin: true', { run: ['a'], stdin: true }],
    ['run: a, timeout: 1m30s', { run: ['a'], timeout: '90s' }],
    ['run: a, timeout: 500ms', { run: ['a'], timeout: '0.5s' }],
    ['run: "grep {end} a.txt"', { run: ['grep', 'x$', 'a.txt'] }],
    ['run: "{dip} rspec"', { run: ['dip', 'run', 'rspec'] }],
  ])('%s', async (keys, expected) => {
    expect((await jobOf(keys, {}, 'pre-commit', `templates: {dip: dip run, end: "'x$'"}\n`)).task).toEqual(expected);
  });

  it('for all files has git name them', async () => {
    const { task } = await jobOf('run: "govet {all_files} -v", glob: "*.{go,mod}", exclude: ["vendor/*"]');
    expect(task).toEqual({
      run: [
        'sh',
        '-c',
        'git ls-files -z -- "$@" | xargs -0 -r govet -v',
        'sh',
        ':(glob)**/*.go',
        ':(glob)**/*.mod',
        ':(exclude,glob)vendor/**',
      ],
      files: '**/*.{go,mod}',
      exclude: 'vendor/**',
    });
  });

  it('for the message is handed its file', async () => {
    expect((await jobOf('run: "check {1}"', {}, 'commit-msg')).task).toEqual({ run: ['check', '{message}'] });
    expect((await jobOf('run: "check {1} | b"', {}, 'commit-msg')).task).toMatchObject({
      run: ['sh', '-c', 'check "$1" | b', 'commit-msg', '{message}'],
    });
  });

  it('that starts lint-staged gives way to its commands', async () => {
    const { tasks } = await read(
      {
        'lefthook.yml': 'pre-commit: {commands: {t: {run: npx lint-staged}}}',
        '.lintstagedrc.json': '{ "*.md": "cspell" }',
      },
      { local: ['lint-staged'] },
    );
    expect(Object.keys(tasks)).toEqual(['cspell']);
  });
});

describe('files', () => {
  it('are matched by globs whose star goes through folders, unless they are told otherwise', async () => {
    expect((await jobOf('run: a, glob: ["*.js", "src/**/*.ts"]')).task).toEqual({
      run: ['a'],
      files: ['**/*.js', 'src/**/*.ts'].map((glob) => (glob.startsWith('src') ? 'src/*/**/*.ts' : glob)),
    });
    expect((await jobOf('run: a, glob: "*.js"', {}, 'pre-commit', 'glob_matcher: doublestar\n')).task).toEqual({
      run: ['a'],
      files: '*.js',
    });
  });

  it('are below the root, and not excluded by globs or by an expression', async () => {
    expect((await jobOf('run: a, root: web, glob: "*.js", exclude: ["*.min.js"]')).task).toEqual({
      run: ['a'],
      files: 'web/**/*.js',
      exclude: '**/*.min.js',
      cwd: 'web',
    });
    expect((await jobOf("run: a, exclude: '^vendor/|_gen\\.go$'")).task).toEqual({
      run: ['a'],
      exclude: ['vendor/**', '**/*_gen.go'],
    });
  });

  it('that cannot be there are no task', async () => {
    expect(await jobOf('run: a, root: web, glob: "api/*.js"')).toMatchObject({
      task: undefined,
      left: [expect.any(String)],
    });
  });

  it('of a command of their own are told', async () => {
    const { left } = await jobOf('run: a, files: git diff --name-only main');
    expect(left).toEqual([expect.stringContaining('files are those that the commit or the push changes')]);
  });

  it('in capitals are named, as its globs do not tell them apart', async () => {
    const { task, notes } = await jobOf('run: a, glob: "*.js"', { 'OLD.JS': '', 'a.js': '' });
    expect(task).toEqual({ run: ['a'], files: ['**/*.js', 'OLD.JS'] });
    expect(notes).toEqual(['t: matched whatever their capitals before, by their path now: OLD.JS']);
  });

  it('are more where our globs cannot say it, and that is told', async () => {
    const { task, left } = await jobOf("run: a, glob: '[!a].js', file_types: [executable]");
    expect(task).toEqual({ run: ['a'] });
    expect(left).toHaveLength(2);
  });
});

describe('conditions', () => {
  it.each([
    ['skip: merge', { when: { not: ['merge'] } }],
    ['skip: [merge, rebase]', { when: { not: ['merge', 'rebase'] } }],
    ['only: [{ref: main}, {ref: "release/*"}]', { when: { branches: ['main', 'release/**'] } }],
    ['skip: [{ref: main}]', { when: { branches: ['!(main)', '*/**'] } }],
  ])('%s', async (keys, expected) => {
    expect(await jobOf(`run: a, ${keys}`)).toMatchObject({ task: { run: ['a'], ...expected }, left: [] });
  });

  it('that nothing stands for are named, and the job runs all the same', async () => {
    const { task, left } = await jobOf('run: a, skip: [merge-commit, {run: test -n "$X"}]');
    expect(task).toEqual({ run: ['a'] });
    expect(left).toHaveLength(2);
  });

  it.each([
    ['only: [{ref: main}, merge]', 1],
    ['only: [{ref: main}, {ref: "[!a]"}]', 1],
    ['only: [{ref: main}, true]', 0],
  ])('of which one is enough do not keep a job from what they cannot say: %s', async (keys, told) => {
    const { task, left } = await jobOf(`run: a, ${keys}`);
    expect(task).toEqual({ run: ['a'] });
    expect(left).toHaveLength(told);
  });

  it('of both kinds are those of the branches it is for, and the others are told', async () => {
    const { task, left } = await jobOf('run: a, only: [{ref: "release/*"}], skip: [merge, {ref: dev}]');
    expect(task).toEqual({ run: ['a'], when: { branches: ['release/**'], not: ['merge'] } });
    expect(left).toEqual([expect.stringContaining('`skip: ref: dev` has no counterpart')]);
  });

  it('that never hold leave a job out', async () => {
    expect(await jobOf('run: a, skip: true')).toMatchObject({
      task: undefined,
      left: ['lefthook.yml:1 job t: it is switched off'],
    });
  });
});

describe('order', () => {
  it('is by priority and name, and one waits for the other where they are piped', async () => {
    const { tasks } = await read({
      'lefthook.yml':
        'pre-commit: {piped: true, commands: {c: {run: c}, a: {run: a, priority: 2}, b: {run: b, priority: 1}}}\n',
    });
    expect(tasks).toEqual({ b: { run: ['b'] }, a: { run: ['a'], needs: ['b'] }, c: { run: ['c'], needs: ['a'] } });
    expect(Object.keys(tasks)).toEqual(['b', 'a', 'c']);
  });

  it('of groups is that of their jobs, which have what the group has', async () => {
    const { tasks } = await read({
      'lefthook.yml': [
        'pre-commit:',
        '  exclude: ["gen/*"]',
        '  jobs:',
        '    - {name: one, run: one}',
        '    - glob: "*.ts"',
        '      group: {piped: true, jobs: [{name: two, run: two}, {name: three, run: three, exclude: ["x.ts"]}]}',
      ].join('\n'),
    });
    expect(tasks).toEqual({
      one: { run: ['one'], exclude: 'gen/**' },
      two: { run: ['two'], files: '**/*.ts', exclude: 'gen/**' },
      three: { run: ['three'], files: '**/*.ts', exclude: ['gen/**', 'x.ts'], needs: ['two'] },
    });
  });
});

it('runs scripts from where they lie, with what the hook is handed', async () => {
  const { tasks } = await read({
    'lefthook.yml': 'pre-push: {scripts: {"good.sh": {runner: bash}, "own": {}}}\n',
  });
  expect(tasks).toEqual({
    'good.sh': { run: ['bash', '.lefthook/pre-push/good.sh', '{1}', '{2}'] },
    own: { run: ['./.lefthook/pre-push/own', '{1}', '{2}'] },
  });
});

it('leaves out jobs whose tags the hook leaves out', async () => {
  const { tasks, left } = await read({
    'lefthook.yml': 'pre-commit: {exclude_tags: [slow], commands: {a: {run: a, tags: [slow]}, b: {run: b}}}\n',
  });
  expect(Object.keys(tasks)).toEqual(['b']);
  expect(left).toEqual(['lefthook.yml:1 job a: its tags are left out']);
});

it('goes on starting Git LFS, as the hooks of lefthook do unseen', async () => {
  const { tasks } = await read({
    'lefthook.yml': 'pre-commit: {commands: {b: {run: b}}}\n',
    '.gitattributes': '*.bin filter=lfs -text\n',
  });
  expect(tasks['lfs']).toEqual({ run: ['git', 'lfs', 'pre-push', '{1}', '{2}'], stdin: true });
});
