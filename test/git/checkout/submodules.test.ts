import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSubmodules } from '../../../src/git/checkout/submodules.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { type CheckoutLab, makeCheckoutLab, stateOf, treeAt } from '../../support/checkout-lab.ts';

/** A repository with the submodule `libs/shop`, called `shop`, which has one of its own: `inner`. Both have two commits. */
describe('findSubmodules', () => {
  let lab: CheckoutLab;
  let shop: { readonly old: string; readonly new: string };
  let commit: string;
  beforeEach(() => {
    lab = makeCheckoutLab();
    origin('inner', { 'i.txt': '1' });
    origin('shop', { 's.txt': '1' });
    gitAt(remote('shop'), 'submodule', 'add', '-q', remote('inner'), 'inner');
    gitAt(remote('shop'), 'commit', '-q', '-a', '-m', 'inner');
    const old = gitAt(remote('shop'), 'rev-parse', 'HEAD');
    const { git } = lab.repository;
    git('submodule', 'add', '-q', '--name', 'shop', remote('shop'), 'libs/shop');
    git('submodule', 'update', '-q', '--init', '--recursive');
    commit = lab.repository.commit({ 'a.txt': '1' });
    shop = { old, new: grow('shop', { 's.txt': '2' }) };
  });
  afterEach(() => lab.repository.remove());

  const remote = (name: string) => path.join(lab.repository.folder, 'remotes', name);
  const gitAt = (folder: string, ...args: readonly string[]) => lab.repository.gitIn(folder, args);
  const root = (...names: readonly string[]) => path.join(lab.repository.root, ...names);
  const grow = (name: string, files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(remote(name), file), text);
    gitAt(remote(name), 'add', '--all');
    gitAt(remote(name), 'commit', '-q', '-m', 'x');
    return gitAt(remote(name), 'rev-parse', 'HEAD');
  };
  const origin = (name: string, files: Readonly<Record<string, string>>) => {
    lab.repository.gitIn(lab.repository.folder, ['init', '-q', remote(name)]);
    grow(name, files);
  };
  /** A commit of the repository that asks for another one of the submodule; what is checked out stays as it is. */
  const pointAt = (id: string, at = 'libs/shop') => {
    lab.repository.git('update-index', '--add', '--cacheinfo', `160000,${id},${at}`);
    lab.repository.git('commit', '-q', '-m', 'x');
    const made = lab.repository.git('rev-parse', 'HEAD');
    lab.repository.git('reset', '-q', '--soft', 'HEAD~');
    lab.repository.git('reset', '-q');
    return made;
  };

  it('finds the files of submodules and of those within, and a checkout has them', async () => {
    const { found, absent } = await lab.fill(commit);

    expect(found.map(({ path: at, store }) => [at, store])).toEqual([
      ['libs/shop', root('.git/modules/shop')],
      ['libs/shop/inner', root('.git/modules/shop/modules/inner')],
    ]);
    expect(absent).toEqual([]);
    expect(lab.text('libs/shop/s.txt')).toBe('1');
    expect(lab.text('libs/shop/inner/i.txt')).toBe('1');
    expect(lab.git('status', '--porcelain')).toBe('');
    expect(lab.repository.gitIn(lab.at('libs/shop'), ['rev-parse', 'HEAD', '--show-toplevel']).split('\n')).toEqual([
      shop.old,
      lab.at('libs/shop'),
    ]);
  });

  it('takes the commit that the pushed one names, whatever is checked out, and writes what differs', async () => {
    gitAt(root('libs/shop'), 'fetch', '-q');
    const next = pointAt(shop.new);
    await lab.fill(commit);
    const before = lab.state();
    await lab.fill(next);
    const changed = [...lab.state()].flatMap(([name, state]) => (before.get(name) === state ? [] : [name]));

    expect(lab.text('libs/shop/s.txt')).toBe('2');
    expect(changed.filter((name) => name.endsWith('.txt'))).toEqual(['tree/repository/libs/shop/s.txt']);
    expect(gitAt(root('libs/shop'), 'rev-parse', 'HEAD')).toBe(shop.old);
  });

  it('writes nothing where all is there untouched, and undoes what tests did within', async () => {
    await lab.fill(commit);
    const before = lab.state();
    await lab.fill(commit);
    expect(lab.state()).toEqual(before);

    writeFileSync(lab.at('libs/shop/s.txt'), 'edited');
    writeFileSync(lab.at('libs/shop/inner/new.txt'), 'x');
    lab.repository.gitIn(lab.at('libs/shop'), ['commit', '-q', '-a', '-m', 'of a test']);
    rmSync(lab.at('libs/shop/inner/.git'));
    await lab.fill(commit);
    expect(lab.text('libs/shop/s.txt')).toBe('1');
    expect(readdirSync(lab.at('libs/shop/inner')).sort()).toEqual(['.git', 'i.txt']);
    expect(lab.git('status', '--porcelain')).toBe('');
  });

  it("writes nothing to the user's own, and leaves it usable", async () => {
    const state = () => [...stateOf(root('.git/modules')), ...stateOf(root('libs'))];
    const before = state();
    await lab.fill(commit);

    expect(state()).toEqual(before);
    expect(lab.repository.git('status', '--porcelain')).toBe('');
    expect(lab.repository.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('finds what is kept of a submodule that the checked out branch does not have', async () => {
    lab.repository.git('checkout', '-q', '--orphan', 'other');
    lab.repository.git('rm', '-q', '-r', '-f', '.');
    rmSync(root('libs'), { recursive: true, force: true });
    await lab.fill(commit);

    expect(lab.text('libs/shop/inner/i.txt')).toBe('1');
  });

  it('finds it also from a linked worktree, and one that keeps its git directory in its folder', async () => {
    const linked = path.join(lab.repository.folder, 'linked');
    lab.repository.git('worktree', 'add', '-q', '--detach', linked);
    const repository = await findRepository(linked, lab.repository.env);
    const tree = await treeAt(lab.repository.place, commit);
    const { found } = await findSubmodules(repository, lab.repository.env, { commit, tree });
    expect(found.map((one) => one.path)).toEqual(['libs/shop', 'libs/shop/inner']);

    rmSync(root('libs/shop'), { recursive: true });
    gitAt(root('libs'), 'clone', '-q', '--recursive', remote('shop'), 'shop');
    const next = pointAt(shop.new);
    await lab.fill(next);
    expect(lab.text('libs/shop/s.txt')).toBe('2');
  });

  it('leaves one empty that was never initialised here', async () => {
    const clone = path.join(lab.repository.folder, 'clone');
    lab.repository.gitIn(lab.repository.folder, ['clone', '-q', lab.repository.root, clone]);
    const repository = await findRepository(clone, lab.repository.env);
    const tree = await treeAt({ ...lab.repository.place, cwd: clone }, commit);

    expect(await findSubmodules(repository, lab.repository.env, { commit, tree })).toEqual({
      found: [],
      absent: ['libs/shop'],
    });
  });

  it('leaves one empty that was taken away again, and one that no `.gitmodules` names', async () => {
    lab.repository.git('submodule', 'deinit', '-q', '--force', 'libs/shop');
    const unnamed = pointAt(shop.new, 'libs/unnamed');
    const missing = pointAt(shop.new);

    expect((await lab.fill(missing)).absent).toEqual(['libs/shop']);
    expect(readdirSync(lab.at('libs/shop'))).toEqual([]);
    expect((await lab.fill(unnamed)).absent).toEqual(['libs/unnamed']);
  });

  it('names a submodule whose commit is not here, the commit, and what to do', async () => {
    await expect(lab.fill(pointAt(shop.new))).rejects.toThrow(
      expect.objectContaining({
        code: 'environment',
        message: expect.stringMatching(new RegExp(`submodule libs/shop is not here at ${shop.new}`)),
        hint: expect.stringContaining('git submodule update --init --recursive'),
      }),
    );
    expect(existsSync(lab.at())).toBe(false);
  });

  it('does not follow a name out of the folder where submodules are kept', async () => {
    const evil = readFileSync(root('.gitmodules'), 'utf8').replace('"shop"', '"../../.git/modules/shop"');
    rmSync(root('libs/shop/.git'));
    lab.repository.write('.gitmodules', evil);
    lab.repository.git('update-index', '--add', '.gitmodules');
    lab.repository.git('commit', '-q', '-m', 'evil');

    expect((await lab.fill(lab.repository.git('rev-parse', 'HEAD'))).found).toEqual([]);
  });

  it('follows a folder that becomes a submodule, and one that ceases to be one', async () => {
    lab.repository.git('rm', '-q', '-f', 'libs/shop');
    const without = lab.repository.commit({ 'libs/shop/own.txt': 'own', 'libs/shop/s.txt': 'own' });
    await lab.fill(commit);
    await lab.fill(without);
    expect(readdirSync(lab.at('libs/shop')).sort()).toEqual(['own.txt', 's.txt']);
    expect(lab.git('status', '--porcelain')).toBe('');
    expect(existsSync(path.join(lab.checkout.gitDir, '../modules'))).toBe(true);
    expect(readdirSync(path.join(lab.checkout.gitDir, '../modules'))).toEqual([]);

    await lab.fill(commit);
    expect(readdirSync(lab.at('libs/shop')).sort()).toEqual(['.git', '.gitmodules', 'inner', 's.txt']);
    expect(lab.text('libs/shop/s.txt')).toBe('1');
    expect(lab.git('status', '--porcelain')).toBe('');
  });
});
