import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRepository } from '../../../src/git/repository.ts';
import { onCommit } from '../../../src/run/pushes/commit-scene.ts';
import type { Scene } from '../../../src/run/scene.ts';
import type { Subject } from '../../../src/run/subject.ts';
import { stateOf } from '../../support/checkout-lab.ts';
import { makeRunLab, makeWaiting, type RunLab } from '../../support/run-lab.ts';

describe('onCommit', () => {
  let lab: RunLab;
  let first: string;
  let second: string;
  beforeEach(() => {
    lab = makeRunLab();
    first = lab.repository.commit({ 'a.txt': '1', 'gone.txt': '1' });
    lab.repository.git('rm', '-q', 'gone.txt');
    second = lab.repository.commit({ 'a.txt': '2', 'b.txt': '2' });
  });
  afterEach(() => lab.repository.remove());

  const on = async <T>(subject: Partial<Subject>, use: (scene: Scene) => Promise<T>) =>
    onCommit(await lab.judge(), { commit: second, bases: [first], branches: [], ...subject }, use);
  const where = (subject: Partial<Subject> = {}) => on(subject, async ({ directory }) => directory);
  const bytes = (subject: Partial<Subject>, file = 'a.txt') =>
    on(subject, async ({ directory }) => readFileSync(path.join(directory, file), 'utf8'));

  it('works in the worktree where that holds exactly the commit', async () => {
    expect(await where()).toBe(lab.repository.root);
    expect(existsSync(path.join(lab.repository.folder, 'cache'))).toBe(false);
  });

  it.each<[string, () => void]>([
    ['an edit', () => lab.repository.write('a.txt', 'edited')],
    ['an untracked file', () => lab.repository.write('new', 'x')],
    ['a staged change', () => lab.repository.git('rm', '-q', '--cached', 'b.txt')],
    ['another branch', () => lab.repository.git('checkout', '-q', '-b', 'other', first)],
  ])('works in a checkout beside %s', async (_what, change) => {
    change();

    expect(await where()).not.toBe(lab.repository.root);
    expect(await bytes({})).toBe('2');
    expect(await bytes({ commit: first })).toBe('1');
  });

  it.each(['.lattice-hooksrc.local.json', '.lattice-hooksrc.json'])(
    "works in a checkout beside %s that is nobody else's",
    async (config) => {
      const tracked = { '.gitignore': `${config}\n`, 'inner/.lattice-hooksrc.yaml': 'tiers: {}\n' };
      second = lab.repository.commit(tracked);
      expect(await where()).toBe(lab.repository.root);

      lab.repository.write(`inner/${config}`, '{ "tiers": {} }');

      expect(lab.repository.git('status', '--porcelain')).toBe('');
      expect(await where()).not.toBe(lab.repository.root);
    },
  );

  it('is about what differs from the base', async () => {
    const scene = await on({}, async (one) => one);

    expect(scene.captured.snapshot).toMatchObject({ source: 'commit', commit: second });
    expect(Object.fromEntries(scene.captured.snapshot.changed)).toEqual({
      'a.txt': 'modified',
      'b.txt': 'added',
      'gone.txt': 'deleted',
    });
    expect([...scene.captured.before.keys()]).toEqual(['a.txt', 'gone.txt']);
    expect(scene.selection).toEqual(['--from', first.slice(0, 12), '--to', second.slice(0, 12)]);
  });

  it('is about everything without a base', async () => {
    const scene = await on({ bases: [] }, async (one) => one);

    expect([...scene.captured.snapshot.changed.values()]).toEqual(['added', 'added']);
  });

  it('is about the branch that the commit goes to, and about nothing that goes on in the worktree', async () => {
    lab.repository.write('.git/MERGE_HEAD', `${first}\n`);

    expect(await on({ branches: ['release'] }, async (scene) => scene.circumstances)).toEqual({
      branches: ['release'],
      merging: false,
      rebasing: false,
    });
    expect(await on({}, async (scene) => scene.circumstances)).toEqual({
      branches: [],
      merging: false,
      rebasing: false,
    });
  });

  it('asks git about the checkout, whatever the hook was told of the worktree', async () => {
    lab.repository.write('a.txt', 'edited');
    const { repository, world, ...rest } = await lab.judge();
    const env = { ...world.env, GIT_DIR: repository.gitDir, GIT_WORK_TREE: repository.root };
    const judge = { ...rest, repository, world: { ...world, env } };
    const seen = await onCommit(
      judge,
      { commit: second, bases: [first], branches: [] },
      async ({ directory, place }) => {
        expect(Object.keys(place.env)).toEqual(expect.not.arrayContaining(['GIT_DIR', 'GIT_WORK_TREE']));
        return [place.cwd === directory, readFileSync(path.join(directory, 'a.txt'), 'utf8')];
      },
    );

    expect(seen).toEqual([true, '2']);
  });

  it('links what is installed into the checkout, and takes it away with the package', async () => {
    lab.repository.write('.gitignore', 'node_modules\n');
    lab.repository.write('node_modules/lib/index.js', '');
    lab.repository.write('packages/a/node_modules/lib/index.js', '');
    const withPackage = lab.repository.commit({ 'packages/a/package.json': '{}' });
    lab.repository.write('dirty', 'x');
    const names = (commit: string) =>
      on({ commit }, async ({ directory }) => [
        ...readdirSync(path.join(directory, 'node_modules')),
        existsSync(path.join(directory, 'packages/a/node_modules/lib/index.js')),
        existsSync(path.join(directory, 'packages')),
      ]);

    expect(await names(withPackage)).toEqual(['lib', true, true]);
    expect(await names(second)).toEqual(['lib', false, false]);
  });

  it('links what a config wants, and writes nothing when that is asked for again', async () => {
    lab.repository.write('.gitignore', 'vendor\nmodels\n');
    lab.repository.write('vendor/lib.js', '');
    lab.repository.write('models', 'x');
    const commit = lab.repository.commit({ 'b.txt': '3' });
    lab.repository.write('dirty', 'x');
    const notices = async (paths: readonly string[]) => {
      lab.notices.length = 0;
      const state = await on({ commit }, async ({ link, directory }) => {
        link?.(paths);
        return [stateOf(path.join(directory, '../..')), readdirSync(directory).sort()] as const;
      });
      return { notices: [...lab.notices], state: state[0], names: state[1] };
    };
    const first = await notices(['vendor', 'models', 'missing', 'b.txt']);
    expect(first.names).toEqual(['.git', '.gitignore', 'a.txt', 'b.txt', 'models', 'vendor']);
    expect(first.notices).toEqual([
      '`missing` is not linked: it is not in the worktree',
      '`b.txt` is not linked: the commit has its own',
    ]);
    expect((await notices(['vendor', 'models', 'missing', 'b.txt'])).state).toEqual(first.state);
    expect((await notices(['models'])).names).not.toContain('vendor');
    expect(lab.repository.read('vendor/lib.js')).toBe('');
  });

  it('says by which lock file dependencies were not installed', async () => {
    lab.repository.write('.gitignore', 'node_modules\n');
    lab.repository.write('node_modules/lib/index.js', '');
    const commit = lab.repository.commit({ 'package-lock.json': '{}', 'package.json': '{}' });
    await on({ commit }, async () => undefined);
    expect(lab.notices).toEqual([]);

    lab.repository.write('package-lock.json', '{ "edited": true }');
    await on({ commit }, async () => undefined);
    expect(lab.notices).toEqual([
      'dependencies here were not installed from package-lock.json of the pushed commit; check it out and run `npm ci` to test it with its own',
    ]);
  });

  it('says which installed packages import the worktree', async () => {
    lab.repository.write('.gitignore', 'node_modules\n');
    lab.repository.write('node_modules/plugin/package.json', '{ "peerDependencies": { "core": "1" } }');
    symlinkSync('../packages/core', path.join(lab.repository.root, 'node_modules/core'));
    const commit = lab.repository.commit({ 'packages/core/package.json': '{}', 'package.json': '{}' });
    lab.repository.write('dirty', 'x');
    expect(await on({ commit }, async ({ importsWorktree }) => importsWorktree)).toBe(true);

    expect(lab.notices).toEqual([
      'installed packages import packages of the workspace from the worktree, so that nothing is remembered: plugin',
    ]);
  });

  it('says which submodules stay empty', async () => {
    lab.repository.git('update-index', '--add', '--cacheinfo', `160000,${first},libs/x`);
    lab.repository.git('commit', '-q', '-m', 'x');
    lab.repository.write('dirty', 'x');
    await on({ commit: lab.repository.git('rev-parse', 'HEAD') }, async ({ directory }) => {
      expect(readdirSync(path.join(directory, 'libs/x'))).toEqual([]);
    });

    expect(lab.notices).toEqual(['submodules that are not initialised here stay empty: libs/x']);
  });

  it('locks what it works in, and lets go of it', async () => {
    const lock = path.join(lab.repository.root, '.git/lattice-hooks/lock');
    expect(await on({}, async () => existsSync(lock))).toBe(true);
    lab.repository.write('dirty', 'x');
    const held = await on({}, async ({ directory }) => [
      existsSync(lock),
      existsSync(path.join(directory, '../../git/lattice-hooks/lock')),
    ]);

    expect(held).toEqual([false, true]);
    await expect(on({}, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await where()).not.toBe(lab.repository.root);
  });

  it('waits for another push that uses the checkout, and then has it for itself', async () => {
    lab.repository.write('dirty', 'x');
    const lock = await on({}, async ({ directory }) => path.join(directory, '../../git/lattice-hooks/lock'));
    mkdirSync(path.dirname(lock), { recursive: true });
    // The process that started the tests is alive.
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, since: '2026-01-01T00:00:00.000Z' }));
    const order: string[] = [];
    const waiting = makeWaiting(() => {
      order.push('waits');
      rmSync(lock);
    });
    await onCommit({ ...(await lab.judge()), waiting }, { commit: second, bases: [first], branches: [] }, async () => {
      order.push('works');
    });

    expect(order).toEqual(['waits', 'works']);
  });

  it('first puts back what an interrupted run had hidden', async () => {
    mkdirSync(path.join(lab.repository.root, '.git/lattice-hooks/journal'), { recursive: true });
    await where();

    expect(existsSync(path.join(lab.repository.root, '.git/lattice-hooks/journal'))).toBe(false);
  });

  it('works for a linked worktree, of whose dependencies it makes use', async () => {
    const linked = path.join(lab.repository.folder, 'linked');
    lab.repository.git('worktree', 'add', '-q', '-b', 'side', linked, first);
    mkdirSync(path.join(linked, 'node_modules/lib'), { recursive: true });
    const judge = { ...(await lab.judge()), repository: await findRepository(linked, lab.world.env) };
    const names = await onCommit(judge, { commit: second, bases: [first], branches: [] }, async ({ directory }) =>
      readdirSync(directory).sort(),
    );

    expect(names).toEqual(['.git', 'a.txt', 'b.txt', 'node_modules']);
    expect(lab.repository.git('worktree', 'list').split('\n')).toHaveLength(2);
  });
});
