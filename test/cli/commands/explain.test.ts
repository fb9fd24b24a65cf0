import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExplainOptions, explain } from '../../../src/cli/commands/explain.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { keepLastRun } from '../../../src/run/last-record.ts';
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
        'lint  fast, on pre-commit',
        '  would run: none of 2 staged files is remembered',
        '    src/a.ts, src/b.ts: no pass of it is noted',
        '  command: mylint --fix src/a.ts src/b.ts',
        '',
      ].join('\n'),
    );
  });

  it('says since when a pass is remembered, and what it does not cover', async () => {
    await passOnce();
    const text = await said({}, { env: { ...lab.world.env, TOKEN: 'secret' } });
    expect(text).toContain('  would not have to run: its staged file is remembered\n');
    expect(text).toContain('    src/a.ts: remembered: passed just now (pre-commit)\n');
    expect(text).toContain('  not covered: TOKEN (passEnv), the network, the clock\n');
    expect(text).not.toContain('secret');
  });

  it('says what is missing first, and by which command it would be looked at', async () => {
    await passOnce();
    stage('src/b.ts', 'new');
    expect(await said()).toContain(
      [
        '  would run: 1 of 2 staged files is not remembered',
        '    src/b.ts: no pass of it is noted',
        '    src/a.ts: remembered: passed just now (pre-commit)',
        '  command: mylint --fix src/b.ts\n',
      ].join('\n'),
    );
  });

  it('names what changed since, first of all the tool, its packages and its config', async () => {
    await passOnce();
    const since = async (cause: string, happen: () => void, undo: () => void) => {
      happen();
      const text = await said({ viewpoint: 'all' });
      expect(text).toContain(
        `would run: its file is not remembered\n    src/a.ts: passed just now (pre-commit); since then ${cause}\n`,
      );
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
      "git's content filters changed",
      () => repository.git('config', 'core.autocrlf', 'input'),
      () => repository.git('config', '--unset', 'core.autocrlf'),
    );
    await since(
      '`fix` of the task changed (`mylint --fix {files}` → `mylint -w {files}`)',
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
    expect(text).toContain('since then the variable LINT_MODE is set, and was not\n');
    expect(text).not.toContain('hunter2');
  });

  it('tells of a check as a whole which of its files changed', async () => {
    lab.repository.write('src/b.ts', 'b');
    await lab.run({ ...hookRequest('pre-push', []), selection: { type: 'all' } });
    lab.repository.write('src/b.ts', 'newer');
    lab.repository.write('src/c.ts', 'new');
    const text = await said({ task: 'types', viewpoint: 'all' });
    expect(text).toContain('would run: no pass of just this is remembered, over 3 files\n');
    expect(text).toContain('since then src/b.ts changed (63d8dbd → 6e8534a); src/c.ts is new\n  command: mylint\n');
  });

  it('says that nothing of a task is ever remembered', async () => {
    expect(await said({ task: 'live' })).toContain('would run: its passes are not remembered, as `cache` is false\n');
  });

  it('tells of the last run that failed', async () => {
    stage('src/a.ts', 'new');
    lab.repository.write('node_modules/mylint/cli.js', `#!${process.execPath}\nprocess.exit(1)\n`);
    const record = await lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
    keepLastRun((await lab.find()).gitDir, [record]);
    expect(await said()).toContain(
      '    src/a.ts: no pass of it is noted\n  command: mylint --fix src/a.ts\n  last run: failed just now\n',
    );
  });

  describe('of a file', () => {
    it('says what is known of it, although it did not change', async () => {
      await passOnce();
      lab.repository.commit();
      lab.repository.write('lint.config.js', 'newer');
      const text = await said({ file: 'src/a.ts' });
      expect(text).toContain('lint: src/a.ts  fast, on pre-commit\n  would not run on it: it did not change\n');
      expect(text).toContain('since then lint.config.js changed (489ce0f → 6e8534a)\n');
    });

    it('says why a task is not about it', async () => {
      const why = {
        'docs/a.md': 'no glob of the task matches it',
        'lint.config.js': 'it is an input, which every pass of the task depends on',
        'src/gone.ts': 'it is not there, or git does not know it',
        'node_modules/mylint/cli.js': 'it is not there, or git does not know it',
      };
      for (const [file, text] of Object.entries(why)) {
        expect(await said({ file })).toContain(`lint: ${file}  fast, on pre-commit\n  would not run on it: ${text}\n`);
      }
    });

    it('is named as seen from where one stands', async () => {
      lab.repository.write('src/a.ts', 'new');
      const text = await said({ file: '../src/a.ts' }, { cwd: path.join(lab.repository.root, 'docs') });
      expect(text).toContain(
        'lint: src/a.ts  fast, on pre-commit\n  would run on it: its changed file is not remembered\n',
      );
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
      expect(text).toContain('its changed file is not remembered\n');
      expect(text).toContain('  note: nothing is staged, so this is about the worktree\n');
      expect(await said({ viewpoint: 'staged' })).toContain('would not run: nothing is staged\n');
    });

    it('what a push would bring, for a task of a push', async () => {
      lab.repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
      lab.repository.git('config', 'remote.origin.url', '/nowhere');
      lab.repository.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
      lab.repository.commit({ 'docs/a.md': 'new' });
      lab.repository.write('src/a.ts', 'new');
      expect(await said({ task: 'types' })).toContain('would not run: the changed file is not matched by src/**\n');
      lab.repository.commit();
      expect(await said({ task: 'types' })).toContain('would run: no pass of just this is remembered, over 1 file\n');
    });

    it('a config that is not the pushed one, and says so', async () => {
      lab.repository.write('.lattice-hooksrc.json', JSON.stringify({ tiers: CONFIG }, null, 2));
      expect(await said({ task: 'types' })).toContain('  note: the config of the commit differs from the one here');
    });
  });

  it('says who skips a task', async () => {
    stage('src/a.ts', 'new');
    const env = { ...lab.world.env, LATTICE_HOOKS_SKIP: 'lint', LATTICE_HOOKS_REASON: 'it is down' };
    expect(await said({}, { env })).toContain('would not run: LATTICE_HOOKS_SKIP skips lint: it is down\n');
  });

  it('tells of a task in every tier that has one of that name', async () => {
    lab.configure({ ...CONFIG, ci: { on: ['pull_request'], tasks: { lint: { run: 'mylint' } } } });
    lab.repository.write('src/a.ts', 'new');
    const text = await said();
    expect(text).toContain('lint  fast, on pre-commit\n');
    expect(text).toContain('\n\nlint  ci, on pull_request\n  would run: ');
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
    expect(await said()).toContain('no pass of it is noted');
  });

  it('knows no other names than those of tasks', async () => {
    const told = {
      lnt: 'there is no task `lnt`; did you mean `lint`?',
      spelling: 'there is no task `spelling`; known: lint, types, live',
      coverage: '`coverage` is a gate, which is judged anew in every run',
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
