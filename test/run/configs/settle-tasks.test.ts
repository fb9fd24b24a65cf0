import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileGlobs } from '../../../src/config/globs.ts';
import { inputFiles } from '../../../src/core/inputs.ts';
import { taskKey, taskParts } from '../../../src/core/memory/fingerprint.ts';
import type { Scope, Task, Tier } from '../../../src/core/task.ts';
import { settleTiers } from '../../../src/run/configs/settle-tasks.ts';
import { environmentReader, placeOf } from '../../../src/run/environment.ts';
import { hasStrayInputs } from '../../../src/run/memory/stray-inputs.ts';
import type { World } from '../../../src/run/world.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

const CONFIG = "import { rules } from './tools/rules.js';\nexport default [{ rules }];\n";

describe('what tasks are in a project', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({
      '.gitignore': 'node_modules\ndist\ngenerated.js\n',
      'eslint.config.js': CONFIG,
      'tools/rules.js': "import { names } from './names';\nexport const rules = names;\n",
      'tools/names.mjs': 'export const names = {};\n',
      'tools/other.js': '',
      'src/a.js': '',
      'package.json': '{}',
    });
  });
  afterEach(() => lab.repository.remove());

  const lint = (more: Partial<Task> = {}) =>
    makeTask({
      uses: 'eslint',
      ecosystem: 'node',
      check: [['eslint', '{files}']],
      scope: 'file',
      inputs: compileGlobs(['**/eslint.config.*'], []),
      ...more,
    });
  const settle = async (task: Task, world: Partial<World> = {}) => {
    const scene = await lab.scene({ type: 'staged' });
    const tier: Tier = { name: 'fast', root: '', nested: [], on: [], tasks: [task], gates: {} };
    const whole = { ...lab.world, ...world };
    const settled = (await settleTiers([tier], scene, whole))?.[0]?.tasks[0];
    const { tree } = scene.captured.snapshot;
    const key = async (one: Task) =>
      taskKey(taskParts(one, inputFiles(one, tree), await environmentReader(whole, placeOf(scene))(one)));
    return { task: settled, key: settled === undefined ? undefined : await key(settled) };
  };
  const keyOf = async (task: Task) => (await settle(task)).key;
  /** Whether the key of the task is another after a change that is staged. */
  const changes = async (task: Task, change: () => void) => {
    const before = await keyOf(task);
    change();
    lab.repository.git('add', '--all');
    return (await keyOf(task)) !== before;
  };
  const { write } = { write: (file: string, text: string) => lab.repository.write(file, text) };

  describe('the files that configs name', () => {
    it('are inputs, with all that these import', async () => {
      const { task } = await settle(lint());
      expect(task?.named).toEqual(['tools/names.mjs', 'tools/rules.js']);
      expect(task).not.toHaveProperty('unknown');
    });

    it.each<[string, string, boolean]>([
      ['a file that the config imports', 'tools/rules.js', true],
      ['a file that such a file imports', 'tools/names.mjs', true],
      ['one that an import would rather mean', 'tools/names.js', true],
      ['a file beside it', 'tools/other.js', false],
      ['a source', 'src/a.js', false],
    ])('make another key of %s', async (_, file, isAnother) => {
      expect(await changes(lint(), () => write(file, '// another\n'))).toBe(isAnother);
    });

    it('are what a kind of the project imports, and what a kind of ours does not', async () => {
      const own = makeTask({ uses: './tools/rules.js', ecosystem: 'any', readsSnapshot: true, check: [] });
      expect((await settle(own)).task?.named).toEqual(['tools/names.mjs']);
      expect((await settle({ ...own, uses: 'doc-links' })).task).not.toHaveProperty('named');
    });

    it('are those of what is staged, whatever the disk holds', async () => {
      const before = await settle(lint());
      write('eslint.config.js', "import './tools/other.js';\n");
      rmSync(path.join(lab.repository.root, 'tools/rules.js'));

      expect(await settle(lint())).toEqual(before);
    });

    it('cost no call of git where the disk holds what is staged, and one where it does not', async () => {
      const trace = path.join(lab.repository.folder, 'trace');
      const calls = async () => {
        const scene = await lab.scene({ type: 'staged' });
        const traced = { ...scene, place: { ...scene.place, env: { ...lab.world.env, GIT_TRACE: trace } } };
        rmSync(trace, { force: true });
        appendFileSync(trace, '');
        const tier: Tier = { name: 'fast', root: '', nested: [], on: [], tasks: [lint()], gates: {} };
        await settleTiers([tier], traced, lab.world);
        return readFileSync(trace, 'utf8').match(/trace: built-in/g)?.length ?? 0;
      };

      expect(await calls()).toBe(0);
      write('tools/names.mjs', '// edited\n');
      expect(await calls()).toBe(1);
    });

    it('count also where git does not know them', async () => {
      write('eslint.config.js', "import own from './generated.js';\n");
      write('generated.js', '1');
      expect((await settle(lint())).task?.named).toEqual(['tools/names.mjs', 'tools/rules.js']);
      lab.repository.git('add', '--all');

      expect((await settle(lint())).task?.unknown).toEqual(['generated.js']);
      expect(await changes(lint(), () => write('generated.js', '2'))).toBe(true);
    });

    it('are found behind a link', async () => {
      rmSync(path.join(lab.repository.root, 'eslint.config.js'));
      write('shared/eslint.js', "import './rules.js';\n");
      write('shared/rules.js', '');
      symlinkSync('shared/eslint.js', path.join(lab.repository.root, 'eslint.config.js'));
      lab.repository.git('add', '--all');

      expect((await settle(lint())).task?.named).toEqual(['shared/eslint.js', 'shared/rules.js']);
    });

    it('are followed from what a command names', async () => {
      write('scripts/check.js', "require('../tools/names.mjs');\n");
      lab.repository.git('add', '--all');
      const task = makeTask({ check: [['node', 'scripts/check.js', '{files}']] });
      expect((await settle(task)).task?.named).toEqual(['tools/names.mjs']);
    });
  });

  describe('packages that are linked into the repository', () => {
    const link = (name: string, folder: string) => {
      const place = path.join(lab.repository.root, 'node_modules', name);
      mkdirSync(path.dirname(place), { recursive: true });
      symlinkSync(path.join(lab.repository.root, folder), place);
    };
    beforeEach(() => {
      write('packages/plugin/package.json', '{ "dependencies": { "@acme/names": "*" } }');
      write('packages/plugin/index.js', '');
      write('packages/plugin/dist/index.js', '1');
      write('packages/names/package.json', '{}');
      write('packages/names/index.js', '');
      write('packages/app/package.json', '{}');
      write('packages/app/index.js', '');
      write('eslint.config.js', "import plugin from 'eslint-plugin-own/flat';\n");
      link('eslint-plugin-own', 'packages/plugin');
      link('@acme/names', 'packages/names');
      link('@acme/app', 'packages/app');
      lab.repository.git('add', '--all');
    });

    it.each<[string, string, boolean]>([
      ['a plugin that the config names', 'packages/plugin/index.js', true],
      ['a file that is new in it', 'packages/plugin/lib/new.js', true],
      ['what was built of it, which git ignores', 'packages/plugin/dist/index.js', true],
      ['a package that it depends on', 'packages/names/index.js', true],
      ['another package of the workspace', 'packages/app/index.js', false],
    ])('make another key of %s', async (_, file, isAnother) => {
      expect(await changes(lint(), () => write(file, '// another\n'))).toBe(isAnother);
    });

    it('count where a command names them', async () => {
      const task = makeTask({ check: [['format', '--plugin=@acme/app', '{files}']] });
      expect(await changes(task, () => write('packages/app/index.js', '// another\n'))).toBe(true);
      expect(await changes(task, () => write('packages/names/index.js', '// another\n'))).toBe(false);
    });

    it('count where a command starts a program of theirs', async () => {
      lab.repository.write('packages/app/bin/format.js', '#!/usr/bin/env node\n', 0o755);
      lab.repository.git('add', '--all');
      mkdirSync(path.join(lab.repository.root, 'node_modules/.bin'));
      symlinkSync('../@acme/app/bin/format.js', path.join(lab.repository.root, 'node_modules/.bin/format'));
      const task = makeTask({ check: [['format', '{files}']] });

      expect(await changes(task, () => write('packages/app/index.js', '// another\n'))).toBe(true);
    });

    it('count for Prettier where package.json names them', async () => {
      write('package.json', '{ "prettier": "@acme/app", "devDependencies": { "@acme/names": "*" } }');
      lab.repository.git('add', '--all');
      const task = lint({ uses: 'prettier', inputs: compileGlobs(['**/package.json'], []) });
      expect(await changes(task, () => write('packages/app/index.js', '// another\n'))).toBe(true);
      expect(await changes(task, () => write('packages/names/index.js', '// another\n'))).toBe(false);
    });

    it('count where they are linked from outside of the repository, as by `npm link`', async () => {
      write('../elsewhere/package.json', '{ "dependencies": { "@acme/names": "*" } }');
      write('../elsewhere/lib/index.js', '');
      write('../elsewhere/node_modules/dependency/index.js', '');
      write('eslint.config.js', "import plugin from 'eslint-plugin-elsewhere';\n");
      link('eslint-plugin-elsewhere', '../elsewhere');
      lab.repository.git('add', '--all');
      mkdirSync(path.join(lab.repository.root, 'node_modules/.bin'));
      symlinkSync(
        '../eslint-plugin-elsewhere/lib/index.js',
        path.join(lab.repository.root, 'node_modules/.bin/started'),
      );
      chmodSync(path.join(lab.repository.root, '../elsewhere/lib/index.js'), 0o755);

      for (const task of [lint(), makeTask({ check: [['started', '{files}']] })]) {
        const { task: settled } = await settle(task);
        expect(settled?.unknown).toEqual(['../elsewhere/lib/index.js', '../elsewhere/package.json']);
        expect(
          await changes(task, () => appendFileSync(`${lab.repository.root}/../elsewhere/lib/index.js`, '//\n')),
        ).toBe(true);
        const scene = await lab.scene({ type: 'staged' });
        expect(await hasStrayInputs(scene, settled === undefined ? [] : [settled], lab.world.look)).toBe(false);
      }
      link('around', '..');
      write('eslint.config.js', "import around from 'around';\n");
      lab.repository.git('add', '--all');
      expect((await settle(lint())).task).not.toHaveProperty('unknown');
    });

    it('are none where the package is installed', async () => {
      write('eslint.config.js', "import plugin from 'installed';\n");
      write('node_modules/.pnpm/installed@1.0.0/node_modules/installed/index.js', '');
      link('installed', 'node_modules/.pnpm/installed@1.0.0/node_modules/installed');
      lab.repository.git('add', '--all');

      expect((await settle(lint())).task).not.toHaveProperty('named');
      expect((await settle(lint())).task).not.toHaveProperty('unknown');
    });

    it('are those that pnpm has put in place of a link', async () => {
      const injected = 'node_modules/.pnpm/own@file+packages+app/node_modules/own';
      write('eslint.config.js', "import plugin from 'own';\n");
      write(`${injected}/index.js`, '1');
      link('own', injected);
      lab.repository.git('add', '--all');

      expect((await settle(lint())).task?.unknown).toEqual([`${injected}/index.js`]);
      expect(await changes(lint(), () => write(`${injected}/index.js`, '2'))).toBe(true);
    });
  });

  describe('the scope that a tool decides', () => {
    const asking = lint({ reach: compileGlobs(['**/eslint.config.*', '**/*.json'], []) });
    let asked: number;
    beforeEach(() => {
      asked = 0;
    });
    let isWhole: boolean | undefined;
    const answering = (scope: Scope): Partial<World> => ({
      survey: {
        scopeOf: async (_, found) => {
          asked += 1;
          isWhole = found.isWhole;
          return scope;
        },
      },
    });

    it('is asked once, and again when what decides it is another', async () => {
      const first = await settle(asking, answering('file'));
      write('src/a.js', 'another');
      lab.repository.git('add', '--all');
      expect([first.task?.scope, asked]).toEqual(['file', 1]);
      expect(first.task).not.toHaveProperty('reach');
      await settle(asking, answering('project'));
      expect(asked).toBe(1);

      write('tools/names.mjs', '// typed\n');
      lab.repository.git('add', '--all');
      expect((await settle(asking, answering('project'))).task?.scope).toBe('project');
      lab.repository.git('reset', '-q', '--hard');
      expect((await settle(asking, answering('project'))).task?.scope).toBe('file');
      expect(asked).toBe(2);
    });

    it.each<[string, () => void, boolean]>([
      ['of which git has all', () => {}, true],
      ['of which one is ignored', () => write('tools/eslint.config.js', '{}'), false],
      ['of which one is too large', () => write('eslint.config.js', `//${'x'.repeat(1 << 20)}\n`), false],
      ['of which one lies above the repository', () => write('../.above.json', '{}'), false],
    ])('is asked by configs %s, and the tool is told', async (_, change, expected) => {
      lab.repository.commit({ '.gitignore': 'node_modules\ntools/eslint.config.js\n' });
      change();
      lab.repository.git('add', '--all');
      await settle({ ...asking, root: 'tools', above: ['.above.json'] }, answering('file'));
      expect([asked, isWhole]).toEqual([1, expected]);
    });

    it('makes a task look at all of its files, with more inputs', async () => {
      const { task } = await settle(asking, answering('project'));
      expect(task).toMatchObject({ scope: 'project', looksAtAll: true, cache: true, inputs: asking.reach });
    });

    it('is left open where nothing may be started', async () => {
      const { survey: _, ...silent } = lab.world;
      const scene = await lab.scene({ type: 'staged' });
      const tier: Tier = { name: 'fast', root: '', nested: [], on: [], tasks: [asking], gates: {} };
      expect(await settleTiers([tier], scene, silent)).toBeUndefined();

      await settle(asking, answering('file'));
      expect(await settleTiers([tier], scene, silent)).toMatchObject([{ tasks: [{ scope: 'file' }] }]);
    });

    it('is the project where the config on disk is not what is staged, until it can be asked', async () => {
      write('tools/names.mjs', '// edited\n');
      expect((await settle(asking, answering('file'))).task?.scope).toBe('project');
      expect(asked).toBe(0);

      lab.repository.git('checkout', '-q', '.');
      expect((await settle(asking, answering('file'))).task?.scope).toBe('file');
    });

    it('keeps what tasks of a whole project are not told of where untracked files stay in sight', async () => {
      const visible: Task = { ...asking, seesUntracked: true };
      expect((await settle(visible, answering('project'))).task).toMatchObject({ seesUntracked: true, cache: false });
      lab.repository.git('commit', '-q', '--allow-empty', '-m', 'x');
      rmSync(path.join(lab.repository.root, '.git/lattice-hooks'), { recursive: true });
      const { task } = await settle(visible, answering('file'));
      expect(task).toMatchObject({ scope: 'file', cache: true });
      expect(task).not.toHaveProperty('seesUntracked');
    });
  });
});
