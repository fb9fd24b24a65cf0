import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExplainOptions, explain } from '../../../src/cli/commands/explain.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { keepRecords } from '../../../src/run/records/keep.ts';
import { keepLastRun } from '../../../src/run/records/last-record.ts';
import type { World } from '../../../src/run/world.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

const LINT = {
  run: 'mylint {files}',
  fix: 'mylint --fix {files}',
  files: 'src/*.ts',
  scope: 'file',
  inputs: 'lint.config.js',
  env: ['LINT_MODE'],
  passEnv: ['TOKEN'],
};
const CONFIG = {
  fast: { on: ['pre-commit'], tasks: { lint: LINT } },
  thorough: {
    on: ['pre-push'],
    tasks: { types: { run: 'mylint', files: 'src/**' }, live: { run: 'mylint', cache: false } },
    gates: { coverage: { lines: 90 } },
  },
};

const NOT_INSTALLED =
  'no hook of lattice-hooks is installed here, so that git does not start it by itself: `npx lattice-hooks doctor`';

describe('explain', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.write('.gitignore', 'node_modules\n');
    install('1.0.0');
    mkdirSync(path.join(lab.repository.root, 'node_modules/.bin'));
    symlinkSync('../mylint/cli.js', path.join(lab.repository.root, 'node_modules/.bin/mylint'));
    lab.configure(CONFIG);
    lab.repository.commit({
      'lint.config.js': 'old',
      'src/a.ts': 'a',
      'docs/a.md': 'a',
    });
  });
  afterEach(() => lab.repository.remove());

  const install = (version: string) => {
    lab.repository.write('node_modules/mylint/package.json', JSON.stringify({ version }));
    lab.repository.write('node_modules/mylint/cli.js', `#!${process.execPath}\n`);
    chmodSync(path.join(lab.repository.root, 'node_modules/mylint/cli.js'), 0o755);
  };
  const stage = (file: string, text: string) => {
    lab.repository.write(file, text);
    lab.repository.git('add', file);
  };
  const commit = async () => {
    const record = await lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
    expect(record.accepted).toBe(true);
  };
  const said = async (options: Partial<ExplainOptions> = {}, more: Partial<World> = {}) => {
    const terminal = makeTerminal({ width: 500 });
    const asked: ExplainOptions = { task: 'lint', file: undefined, viewpoint: undefined, report: 'text', ...options };
    expect(await explain(asked, { ...lab.world, look: new Witness(0), ...more }, terminal)).toBe(0);
    return terminal.text();
  };
  const passOnce = async () => {
    stage('src/a.ts', 'new');
    await commit();
  };

  it('says that nothing is remembered yet, which files there are, and by which command', async () => {
    stage('src/a.ts', 'new');
    stage('src/b.ts', 'new');
    expect(await said()).toBe(
      [
        'fast/lint would run at the next commit: all 2 staged files have not passed here yet',
        '  src/a.ts, src/b.ts: no pass is noted',
        '  command: mylint --fix src/a.ts src/b.ts',
        '  runs: on pre-commit, by .lattice-hooksrc.json:1',
        `  note: ${NOT_INSTALLED}`,
        '  run it now: npx lattice-hooks run fast --only lint --staged',
        '',
      ].join('\n'),
    );
  });

  it('says since when a pass is remembered, and what it does not cover', async () => {
    await passOnce();
    const text = await said({}, { env: { ...lab.world.env, TOKEN: 'secret' } });
    expect(text).toContain('fast/lint would not have to run at the next commit: its staged file is remembered\n');
    expect(text).toContain('  src/a.ts: remembered: passed just now (pre-commit)\n');
    expect(text).toContain('  not covered: TOKEN (passEnv), the network, the clock\n');
    expect(text).not.toContain('secret');
  });

  it('says what is missing first, and by which command it would be looked at', async () => {
    await passOnce();
    stage('src/b.ts', 'new');
    expect(await said()).toContain(
      [
        'fast/lint would run at the next commit: 1 of 2 staged files has not passed here yet',
        '  src/b.ts: no pass is noted',
        '  src/a.ts: remembered: passed just now (pre-commit)',
        '  command: mylint --fix src/b.ts\n',
      ].join('\n'),
    );
  });

  it('names what changed since, first of all the tool, its packages and its config', async () => {
    await passOnce();
    const since = async (cause: string, happen: () => void, undo: () => void) => {
      happen();
      const text = await said({ viewpoint: 'all' });
      const lead = cause.startsWith('it ') ? 'src/a.ts changed since it passed' : / since src\/a\.ts passed$/m;
      expect(text.split('\n')[0]).toMatch(lead);
      expect(text).toContain(`\n  src/a.ts: passed just now (pre-commit); since then ${cause}\n`);
      undo();
    };
    const { repository } = lab;
    const write = (file: string, text: string) => () => repository.write(file, text);
    const fixWith = (fix: string) => () =>
      lab.configure({ fast: { on: ['pre-commit'], tasks: { lint: { ...LINT, fix } } } });

    await since(
      'lint.config.js changed (489ce0f → 6e8534a)',
      write('lint.config.js', 'newer'),
      write('lint.config.js', 'old'),
    );
    await since('it changed (3e5126c → 6e8534a)', write('src/a.ts', 'newer'), write('src/a.ts', 'new'));
    await since(
      "git's settings for ends of lines or filters changed",
      () => repository.git('config', 'core.autocrlf', 'input'),
      () => repository.git('config', '--unset', 'core.autocrlf'),
    );
    await since(
      '`fix` of the task changed in .lattice-hooksrc.json:1 (`mylint --fix {files}` → `mylint -w {files}`)',
      fixWith('mylint -w {files}'),
      fixWith(LINT.fix),
    );
    const list = 'node_modules/.package-lock.json';
    await since(
      'mylint 1.0.0 → 1.1.0',
      () => install('1.1.0'),
      () => {},
    );
    await since(`mylint 1.0.0 → 1.1.0; installed packages changed (${list})`, write(list, '{}'), () => {});
    await since(
      `mylint 1.0.0 → 1.1.0; installed packages changed (${list}); and 1 other thing`,
      write('src/a.ts', 'newer'),
      () => {},
    );
  });

  it('names what changed around: Node, a variable, the system', async () => {
    await passOnce();
    expect(await said({}, { nodeMajor: '22' })).toContain('since then Node 20 → 22\n');
    expect(await said({}, { platform: 'linux arm64' })).toContain('since then linux x64 → linux arm64\n');
    const env = { ...lab.world.env, LINT_MODE: 'hunter2' };
    const text = await said({}, { env });
    expect(text).toContain('since then the variable LINT_MODE was set\n');
    expect(text).not.toContain('hunter2');
  });

  it('tells of a check as a whole which of its files changed', async () => {
    lab.repository.write('src/b.ts', 'b');
    await lab.run({ ...hookRequest('pre-push', []), selection: { type: 'all' } });
    lab.repository.write('src/b.ts', 'newer');
    lab.repository.write('src/c.ts', 'new');
    const text = await said({ task: 'types', viewpoint: 'all' });
    expect(text).toContain('thorough/types would run on all files: src/b.ts changed since it passed\n');
    expect(text).toContain('since then src/b.ts changed (63d8dbd → 6e8534a); src/c.ts is new\n  command: mylint\n');
  });

  it('says that nothing of a task is ever remembered', async () => {
    expect(await said({ task: 'live' })).toContain(
      ': its passes are not remembered, as `cache` is false\n  command: mylint\n  setting: `cache` in .lattice-hooksrc.json:1\n',
    );
  });

  it('tells of the last run that failed', async () => {
    stage('src/a.ts', 'new');
    lab.repository.write('node_modules/mylint/cli.js', `#!${process.execPath}\nprocess.exit(1)\n`);
    const record = await lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
    keepLastRun((await lab.find()).gitDir, [record]);
    expect(await said()).toContain(
      '  src/a.ts: no pass is noted\n  command: mylint --fix src/a.ts\n  last time: ran just now (pre-commit) on 1 file: failed in ',
    );
  });

  describe('of a file', () => {
    it('says what is known of it, although it did not change', async () => {
      await passOnce();
      lab.repository.commit();
      lab.repository.write('lint.config.js', 'newer');
      const text = await said({ file: 'src/a.ts' });
      expect(text).toContain('fast/lint would not run on src/a.ts as it is on disk: it did not change\n');
      expect(text).toContain('since then lint.config.js changed (489ce0f → 6e8534a)\n');
    });

    it('says why a task is not about it', async () => {
      const why = {
        'docs/a.md': 'no glob of `files` matches it',
        'lint.config.js': 'it is an input, which every pass of the task depends on',
        'src/gone.ts': 'there is no such file',
        src: 'it is a folder; name one of its files',
        'node_modules/mylint/cli.js': 'git ignores it (.gitignore:1: node_modules)',
      };
      for (const [file, text] of Object.entries(why)) {
        expect(await said({ file })).toContain(`fast/lint would not run on ${file} as it is on disk: ${text}\n`);
      }
    });

    it('is named as seen from where one stands', async () => {
      lab.repository.write('src/a.ts', 'new');
      const text = await said({ file: '../src/a.ts' }, { cwd: path.join(lab.repository.root, 'docs') });
      expect(text).toContain('fast/lint would run on src/a.ts as it is on disk: it has not passed here yet\n');
      await expect(said({ file: '../outside.ts' })).rejects.toMatchObject({ code: 'usage' });
    });
  });

  describe('looks at', () => {
    it('what is staged, whatever the worktree holds', async () => {
      await passOnce();
      lab.repository.write('src/a.ts', 'newer');
      expect(await said()).toContain('its staged file is remembered');
      expect(await said({ viewpoint: 'all' })).toContain('since then it changed');
    });

    it('the worktree where nothing is staged, and says so', async () => {
      lab.repository.write('src/a.ts', 'newer');
      const text = await said();
      expect(text).toContain('fast/lint would run on what differs from HEAD: src/a.ts has not passed here yet\n');
      expect(text).toContain('  note: nothing is staged, so this is about the worktree\n');
      expect(await said({ viewpoint: 'staged' })).toContain('would not run at the next commit: nothing is staged\n');
    });

    it('what a push would bring, for a task of a push', async () => {
      lab.repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
      lab.repository.git('config', 'remote.origin.url', '/nowhere');
      lab.repository.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
      lab.repository.commit({ 'docs/a.md': 'new' });
      lab.repository.write('src/a.ts', 'new');
      expect(await said({ task: 'types' })).toContain(
        'thorough/types would not run at the next push: the changed file is not matched by src/**\n',
      );
      lab.repository.commit();
      expect(await said({ task: 'types' })).toContain('would run at the next push: it has not passed here yet\n');
    });

    it('a config that is not the pushed one, and says so', async () => {
      lab.repository.write('.lattice-hooksrc.json', JSON.stringify({ tiers: CONFIG }, null, 2));
      expect(await said({ task: 'types' })).toContain('  note: the config of the commit differs from the one here');
    });
  });

  it('says who skips a task', async () => {
    stage('src/a.ts', 'new');
    const env = { ...lab.world.env, LATTICE_HOOKS_SKIP: 'lint', LATTICE_HOOKS_REASON: 'it is down' };
    expect(await said({}, { env })).toContain(
      'would not run at the next commit: LATTICE_HOOKS_SKIP skips it: it is down\n',
    );
  });

  it('tells of a task in every tier that has one of that name', async () => {
    lab.configure({ ...CONFIG, ci: { on: ['pull_request'], tasks: { lint: { run: 'mylint' } } } });
    lab.repository.write('src/a.ts', 'new');
    const text = await said();
    expect(text).toMatch(/^fast\/lint would run /);
    expect(text).toContain('\n\nci/lint would run on what differs from HEAD: ');
    expect(await said({ task: 'ci/lint' })).toMatch(/^ci\/lint would run /);
  });

  it('says of a file that is not looked at where it went, and which other task is about it', async () => {
    lab.configure({
      fast: {
        on: ['pre-commit'],
        tasks: { lint: { ...LINT, exclude: ['src/old*'] }, docs: { run: 'mylint', files: 'docs/**' } },
      },
    });
    lab.repository.commit({ 'src/b.ts': 'export const b = 1;\n', 'src/gone.ts': 'gone' });
    lab.repository.git('mv', 'src/b.ts', 'src/c.ts');
    lab.repository.git('rm', '--quiet', 'src/gone.ts');
    lab.repository.write('src/new.ts', 'new');
    stage('src/old.ts', 'old');
    stage('src/a.ts', 'staged');
    lab.repository.write('src/a.ts', 'edited');
    const told = {
      'src/b.ts': ': it is src/c.ts now\n',
      'src/gone.ts': ': it is deleted\n',
      'src/new.ts': ': git does not track it yet\n',
      'src/old.ts':
        ': `exclude` leaves it out (src/old*)\n  looked at by: no task\n  setting: `exclude` in .lattice-hooksrc.json:1\n',
      'docs/a.md': ': no glob of `files` matches it\n  looked at by: fast/docs\n',
      'src/a.ts': '\n  edited: src/a.ts has unstaged edits, which it does not see\n',
    };
    for (const [file, text] of Object.entries(told)) expect(await said({ file })).toContain(text);
  });

  it('is about the task of the config that governs a file, where that has one of the name', async () => {
    lab.configure({ app: { on: ['pre-commit'], tasks: { lint: { run: 'mylint', files: '**' } } } }, 'app');
    lab.repository.commit({ 'app/a.ts': 'a' });
    expect(await said({ file: 'app/a.ts' })).toMatch(/^app\/lint \(app\) would not run on app\/a\.ts/);
    expect(await said({ file: 'app/a.ts' })).not.toContain('fast/lint');
    expect(await said({ task: 'types', file: 'app/a.ts' })).toContain(
      'another config governs it (app/.lattice-hooksrc.json)\n  looked at by: app/lint\n',
    );
  });

  it('says why it ran the last time, and which commit came of what passed', async () => {
    const runAt = async (startedAt: string) => {
      Object.assign(lab.world, { startedAt, look: new Witness(0) });
      const record = await lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
      keepRecords(await lab.find(), [record]);
    };
    stage('src/a.ts', 'new');
    await runAt('2026-01-01T00:00:00.000Z');
    lab.repository.git('commit', '--quiet', '--no-verify', '--message', 'more');
    const commit = lab.repository.git('rev-parse', '--short=7', 'HEAD');
    const now = { startedAt: '2026-01-01T02:00:00.000Z' };
    expect(await said({ viewpoint: 'all' }, now)).toContain(`remembered: passed 2 hours ago (pre-commit, ${commit})\n`);

    stage('lint.config.js', 'newer');
    stage('src/a.ts', 'newer');
    await runAt('2026-01-01T01:00:00.000Z');
    expect(await said({}, now)).toContain(
      'last time: ran 1 hour ago (pre-commit) on 1 file, as lint.config.js changed since src/a.ts passed: passed in ',
    );
  });

  it('says which tasks may rewrite what it is about, and what the same task in another tier has passed', async () => {
    const format = {
      run: 'mylint {files}',
      fix: 'mylint --fix {files}',
      files: 'src/**',
      scope: 'file',
      env: ['STYLE'],
    };
    const tasks = { format, lint: LINT };
    lab.configure({ fast: { on: ['pre-commit'], tasks }, ci: { on: ['pull_request'], tasks } });
    await passOnce();
    const env = { ...lab.world.env, STYLE: 'wide', LATTICE_HOOKS: '0' };
    const text = await said({}, { env });
    expect(text).toContain('fast/lint would not have to run at the next commit: its staged file is remembered\n');
    expect(text).toContain('  beside: what format rewrites is looked at again\n');
    expect(text).toContain('  note: LATTICE_HOOKS=0 is set here: no hook does anything\n');
    expect(await said()).not.toContain('beside');
    expect(await said({ task: 'ci/lint' })).toContain('  src/a.ts: remembered: passed just now (pre-commit)\n');
  });

  it('tells scripts in JSON and nothing else', async () => {
    await passOnce();
    const { version, tasks } = JSON.parse(await said({ report: 'json' }));
    expect(version).toBe(1);
    expect(tasks).toMatchObject([
      {
        task: 'lint',
        viewpoint: 'staged',
        would: 'recall',
        standings: [{ file: 'src/a.ts', remembered: true, passed: { worktree: lab.repository.root } }],
      },
    ]);
  });

  it('remembers, starts and hides nothing', async () => {
    stage('src/a.ts', 'new');
    lab.repository.write('src/a.ts', 'newer');
    rmSync(path.join(lab.repository.root, '.git/lattice-hooks'), { recursive: true, force: true });
    await said({ task: 'types' });
    expect(lab.repository.read('src/a.ts')).toBe('newer');
    expect(lab.repository.git('diff', '--cached', '--name-only')).toBe('src/a.ts');
    expect(await said()).toContain('no pass is noted');
  });

  it('knows no other names than those of tasks', async () => {
    const told = {
      lnt: 'there is no task `lnt`; did you mean `lint`?',
      spelling: 'there is no task `spelling`; known: lint, types, live',
      coverage: '`coverage` is a gate, which is judged anew in every run',
      fast: '`fast` is a tier; tasks: lint',
      'pre-push': '`pre-push` is a trigger of tiers; tasks: types, live',
      'src/a.ts': '`src/a.ts` is a file; tasks about it: fast/lint, thorough/types, thorough/live',
      ty: 'there is no task `ty`; did you mean `types`?',
    };
    for (const [task, message] of Object.entries(told)) {
      await expect(said({ task })).rejects.toMatchObject({ code: 'usage', message });
    }
  });

  it('needs a config, and a repository', async () => {
    rmSync(path.join(lab.repository.root, '.lattice-hooksrc.json'));
    await expect(said()).rejects.toMatchObject({ code: 'config' });
    await expect(said({}, { cwd: lab.repository.folder })).rejects.toMatchObject({ code: 'environment' });
  });
});
