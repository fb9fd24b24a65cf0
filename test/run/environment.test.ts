import { appendFileSync, mkdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { taskKey, taskParts } from '../../src/core/memory/fingerprint.ts';
import type { Task } from '../../src/core/task.ts';
import { findRepository } from '../../src/git/repository.ts';
import { environmentReader, type Place, placeOf } from '../../src/run/environment.ts';
import { onCommit } from '../../src/run/pushes/commit-scene.ts';
import { localScene } from '../../src/run/scene.ts';
import type { World } from '../../src/run/world.ts';
import { makeRunLab, type RunLab } from '../support/run-lab.ts';
import { makeTask } from '../support/work-lab.ts';

/** Of a glob `ignored/**`. */
const RULES = { include: ['^ignored\\/.*rules\\.json$'], exclude: [] };

describe('the environment of a task', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({
      '.gitignore': 'node_modules/\n.venv/\nignored/\n*.local.json\n',
      'a.ts': '',
      'package.json': '{}',
    });
    write('node_modules/.bin/eslint', '#!/bin/sh\n', 0o755);
    write('node_modules/.package-lock.json', '{}');
  });
  afterEach(() => lab.repository.remove());

  const write = (file: string, text: string, mode?: number) => lab.repository.write(file, text, mode);
  const lint = (more: Partial<Task> = {}) =>
    makeTask({
      check: [['eslint', '{files}']],
      ecosystem: 'node',
      inputs: patterns('^eslint\\.config\\.[^/]*$', '^.*\\.local\\.json$'),
      ...more,
    });
  const patterns = (...include: readonly string[]) => ({ include, exclude: [] });
  /** The key without the files that the check is about. */
  const keyOf = async (task: Task, world: Partial<World> = {}) => {
    const place = placeOf(await lab.scene({ type: 'staged' }));
    return taskKey(taskParts(task, new Map(), await environmentReader({ ...lab.world, ...world }, place)(task)));
  };
  const changes = async (task: Task, change: () => void, world: Partial<World> = {}) => {
    const before = await keyOf(task);
    change();
    return (await keyOf(task, world)) !== before;
  };
  const nothing = () => {};

  it('is the same as long as nothing is another', async () => {
    expect(await changes(lint({ env: ['HOME'] }), nothing)).toBe(false);
  });

  it('is another on the next day, for a task whose passes count for the day', async () => {
    const [morning, evening, next] = ['2026-11-26T00:00:00.000Z', '2026-11-26T23:59:59.999Z', '2026-11-27T00:00:00Z'];
    const keys = async (task: Task) =>
      Promise.all([morning, evening, next].map((startedAt = '') => keyOf(task, { startedAt })));
    const [first, second, third] = await keys(lint({ holds: 86_400_000 }));
    expect([second === first, third === first]).toEqual([true, false]);
    for (const task of [lint(), lint({ holds: 0 })]) expect(new Set(await keys(task)).size).toBe(1);
  });

  it('is another when a tool was upgraded', async () => {
    expect(await changes(lint(), () => write('node_modules/.bin/eslint', '#!/bin/sh\n# 2\n', 0o755))).toBe(true);
  });

  it('is another when a program was that the tool starts in its turn', async () => {
    write('node_modules/.bin/helper', '#!/bin/sh\n', 0o755);
    const upgrade = (text: string) => () => write('node_modules/.bin/helper', text, 0o755);
    expect(await changes(lint({ programs: ['helper'] }), upgrade('#!/bin/sh\n# 2\n'))).toBe(true);
    expect(await changes(lint(), upgrade('#!/bin/sh\n# three\n'))).toBe(false);
  });

  it('is another when a tool is there that was not', async () => {
    expect(
      await changes(lint({ check: [['oxlint']] }), () => write('node_modules/.bin/oxlint', '#!/bin/sh\n', 0o755)),
    ).toBe(true);
  });

  it('is another with another Node where Node runs the tool', async () => {
    const other = { nodeMajor: '24' };
    expect(await changes(lint(), nothing, other)).toBe(true);
    expect(await changes(lint({ ecosystem: 'any' }), nothing, other)).toBe(true);
    expect(await changes(lint({ ecosystem: 'python' }), nothing, other)).toBe(false);
  });

  it('is another with a config above the repository, where there is none at its top', async () => {
    const format = lint({ above: ['.prettierrc', 'package.json'] });
    expect(await changes(format, () => write('../.prettierrc', '{}'))).toBe(true);
    expect(await changes(format, () => write('../.prettierrc', '{ "semi": false }'))).toBe(true);
    expect(await changes(lint(), () => write('../.prettierrc', '{ "tabs": 1 }'))).toBe(false);
    lab.repository.commit({ '.prettierrc': '{}' });
    expect(await changes(format, () => write('../.prettierrc', '{ "semi": true }'))).toBe(false);
  });

  it("is another with a config of the user's own that the tool takes, wherever the user keeps such", async () => {
    const types = lint({ own: ['$XDG_CONFIG_HOME/mypy/config', '~/.mypy.ini'] });
    const home = (variables: Readonly<Record<string, string>> = {}) => ({
      env: { ...lab.world.env, HOME: path.join(lab.repository.folder, 'home'), XDG_CONFIG_HOME: '', ...variables },
    });
    const keys = [await keyOf(types, home())];
    for (const file of ['../home/.mypy.ini', '../home/.config/mypy/config']) {
      write(file, '[mypy]\n');
      keys.push(await keyOf(types, home()));
    }
    keys.push(await keyOf(types, home({ XDG_CONFIG_HOME: path.join(lab.repository.folder, 'elsewhere') })));
    // Without the one that lies elsewhere.
    expect(new Set(keys).size).toBe(3);
    expect(keys[3]).toBe(keys[1]);
  });

  it.each<[string, Partial<Task>, boolean]>([
    ['another', {}, true],
    ['another', { ecosystem: 'any' }, true],
    ['the same', { ecosystem: 'python' }, false],
    ['the same', { readsSnapshot: true, check: [] }, false],
    ['another', { readsSnapshot: true, check: [], ecosystem: 'any', uses: './own.js' }, true],
  ])("is %s with another list of the package manager's for %o", async (_what, task, isAnother) => {
    expect(await changes(lint(task), () => write('node_modules/.package-lock.json', '{"x":1}'))).toBe(isAnother);
  });

  it.each<[string, Partial<Task>, boolean]>([
    ['another', { ecosystem: 'python' }, true],
    ['another', { ecosystem: 'any' }, true],
    ['the same', {}, false],
  ])('is %s with another package of Python for %o', async (_what, task, isAnother) => {
    const packages = '.venv/lib/python3.11/site-packages';
    write(`${packages}/a-1.dist-info/METADATA`, '');

    expect(await changes(lint(task), () => write(`${packages}/b-1.dist-info/METADATA`, ''))).toBe(isAnother);
  });

  it.each<[string, Partial<World>]>([
    ['this package', { product: '2.0.0' }],
    ['the operating system', { platform: 'darwin arm64' }],
    ['Node', { nodeMajor: '22' }],
  ])('is another with another version of %s', async (_what, world) => {
    expect(await changes(lint(), nothing, world)).toBe(true);
  });

  it('holds the variables that the task declares, and no others', async () => {
    const env = { ...lab.world.env, MODE: 'strict', OTHER: 'x' };

    expect(await changes(lint({ env: ['MODE'] }), nothing, { env })).toBe(true);
    expect(await changes(lint({ passEnv: ['MODE'] }), nothing, { env })).toBe(false);
    expect(await changes(lint(), nothing, { env })).toBe(false);
  });

  it("is another when git's filters are", async () => {
    expect(await changes(lint(), () => lab.repository.git('config', 'core.autocrlf', 'input'))).toBe(true);
  });

  it('is another when another remote is set, for a task that may rest on it alone', async () => {
    const setRemote = () => lab.repository.git('remote', 'add', 'origin', 'https://github.com/me/site.git');
    expect(await changes({ ...lint(), readsHosting: true }, setRemote)).toBe(true);
    lab.repository.git('remote', 'remove', 'origin');
    expect(await changes(lint(), setRemote)).toBe(false);
  });

  it("holds the settings of the worktree that it is about, and not another one's", async () => {
    lab.repository.git('config', 'extensions.worktreeConfig', 'true');
    lab.repository.git('worktree', 'add', '-q', '--detach', '../linked');
    const linked = path.join(lab.repository.folder, 'linked');
    const scene = await localScene(await findRepository(linked, lab.world.env), { type: 'staged' }, lab.world);
    const filters = async (place: Place) => (await environmentReader(lab.world, place)(lint())).filters;
    const before = await filters(placeOf(scene));
    lab.repository.gitIn(linked, ['config', '--worktree', 'core.eol', 'crlf']);

    expect(await filters(placeOf(scene))).not.toBe(before);
    expect(await filters(placeOf(await lab.scene({ type: 'staged' })))).toBe(before);
  });

  describe('of files that git does not know', () => {
    it.each([
      ['at the top', 'eslint.config.js', {}],
      ['that is ignored', 'rules.local.json', {}],
      ['in the folder of its config', 'packages/a/eslint.config.js', { root: 'packages/a', cwd: 'packages/a' }],
      ['in a folder above', 'packages/eslint.config.js', { root: 'packages/a', cwd: 'packages/a' }],
      ['below a folder that a glob names', 'ignored/deep/rules.json', { inputs: RULES, inputPlaces: ['ignored'] }],
      ['that a glob names', 'ignored/rules.json', { inputs: RULES, inputPlaces: ['ignored/rules.json'] }],
      [
        'below such a folder beside that of the config',
        'ignored/rules.json',
        { inputs: RULES, inputPlaces: ['ignored'], root: 'packages/a', cwd: 'packages/a' },
      ],
      ['that its command names', 'ignored/rules.json', { check: [['eslint', '--config', 'ignored/rules.json']] }],
      [
        'that its command names in one word',
        'ignored/rules.json',
        { check: [['eslint', '--config=ignored/rules.json']] },
      ],
    ] as const)('is another with an input %s', async (_what, file, task) => {
      mkdirSync(path.join(lab.repository.root, 'packages/a'), { recursive: true });
      const made = lint(task as Partial<Task>);

      expect(await changes(made, () => write(file, 'one'))).toBe(true);
      expect(await changes(made, () => write(file, 'two'))).toBe(true);
      expect(await changes(made, () => write(file, 'two'))).toBe(false);
    });

    it('looks once into a folder that links lead back to, and never where packages are', async () => {
      const task = lint({ inputs: RULES, inputPlaces: ['ignored'] });
      mkdirSync(path.join(lab.repository.root, 'ignored'));
      for (const name of ['back', 'again']) symlinkSync('.', path.join(lab.repository.root, 'ignored', name));

      expect(await changes(task, () => write('ignored/rules.json', 'x'))).toBe(true);
      expect(await changes(task, () => write('ignored/node_modules/a/rules.json', 'x'))).toBe(false);
    });

    it('is the same with a file that is no input, or that is tracked', async () => {
      expect(await changes(lint(), () => write('notes.txt', 'x'))).toBe(false);
      lab.repository.commit({ 'eslint.config.js': 'one' });
      expect(await changes(lint(), () => write('eslint.config.js', 'two'))).toBe(false);
    });

    it('is another with a script that a plain command leads to, and only for such', async () => {
      rmSync(path.join(lab.repository.root, 'package.json'));
      lab.repository.git('rm', '-q', '--cached', 'package.json');
      const change = () => write('package.json', '{"scripts":{"lint":"true"}}');

      expect(await changes(lint({ check: [['npm', 'run', 'lint']] }), change)).toBe(true);
      rmSync(path.join(lab.repository.root, 'package.json'));
      expect(await changes(lint({ uses: 'eslint' }), change)).toBe(false);
    });

    it('tells large ones apart by size and time', async () => {
      const file = path.join(lab.repository.root, 'rules.local.json');
      write('rules.local.json', 'x'.repeat(2 * 1024 * 1024));
      utimesSync(file, 1000, 1000);

      expect(await changes(lint(), () => utimesSync(file, 2000, 2000))).toBe(true);
      expect(await changes(lint(), () => appendFileSync(file, 'y'))).toBe(true);
    });

    it('takes words of commands for what they are', async () => {
      const words = ['.', '..', '../../../etc/passwd', '/etc/passwd', 'x'.repeat(5000), '-e', ''];

      expect(await changes(lint({ check: [['eslint', ...words]] }), nothing)).toBe(false);
    });
  });

  it('is the same in the worktree and in a checkout of the same commit', async () => {
    const { repository } = lab;
    write('scripts/check.sh', '#!/bin/sh\n', 0o755);
    write('.venv/lib/python3.11/site-packages/a-1.dist-info/METADATA', '');
    write('.venv/bin/ruff', '#!/bin/sh\n', 0o755);
    write('.venv/pyvenv.cfg', 'home = /usr/bin\n');
    repository.write('packages/a/package.json', '{}');
    write('packages/a/cli.js', '#!/usr/bin/env node\n', 0o755);
    const commit = repository.commit();
    symlinkSync('../../packages/a/cli.js', path.join(repository.root, 'node_modules/.bin/own'));
    write('dirty', 'x');
    const tasks = [
      lint(),
      lint({ check: [['./scripts/check.sh']], ecosystem: 'any' }),
      lint({ check: [['ruff', 'check']], ecosystem: 'python' }),
      lint({ check: [['own']] }),
      lint({ root: 'packages/a', cwd: 'packages/a' }),
      lint({ check: [['node', 'packages/a/cli.js']], ecosystem: 'any', env: ['PATH'] }),
    ];
    const read = async (place: Place) => {
      const reader = environmentReader(lab.world, place);
      return Promise.all(tasks.map((task) => reader(task)));
    };
    const here = await read(placeOf(await lab.scene({ type: 'staged' })));
    const there = await onCommit(await lab.judge(), { commit, bases: [], branches: [] }, async (scene) => {
      expect(scene.directory).not.toBe(repository.root);
      return read(placeOf(scene));
    });

    expect(there).toEqual(here);
    expect(JSON.stringify(here)).not.toContain('not installed');
  });
});
