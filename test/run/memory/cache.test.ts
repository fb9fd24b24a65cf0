import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockWorktree } from '../../../src/git/isolation/lock.ts';
import { clearCache, measureCache, pruneCache } from '../../../src/run/memory/cache.ts';
import { storeFolder } from '../../../src/run/memory/store-folder.ts';
import { onCommit } from '../../../src/run/pushes/commit-scene.ts';
import { makeRequest, makeRunLab, makeWaiting, type RunLab } from '../../support/run-lab.ts';

const PASSING = [process.execPath, '-e', ''];
const SELECTION = { type: 'all' } as const;

describe('the cache', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'a.txt': 'a', 'b.txt': 'b' });
    lab.configure({
      fast: {
        on: ['pre-commit'],
        tasks: {
          each: { run: [...PASSING, '{files}'], files: '*.txt', scope: 'file' },
          all: { run: PASSING, files: '*.txt' },
        },
      },
    });
  });
  afterEach(() => lab.repository.remove());
  const place = async () => ({ repository: await lab.find(), world: lab.world });
  const run = () => lab.run(makeRequest('fast', SELECTION));
  const remembered = async () => (await run()).checks.map(({ cached }) => cached);
  const git = (...names: readonly string[]) => path.join(lab.repository.root, '.git', ...names);
  const checkOut = async () => {
    const commit = lab.repository.git('rev-parse', 'HEAD');
    lab.repository.write('dirty.txt', 'x');
    await onCommit(await lab.judge(), { commit, bases: [], branches: [] }, async () => {});
    const [id = ''] = readdirSync(path.join(lab.repository.folder, 'cache/lattice-hooks/checkouts'));
    return path.join(lab.repository.folder, 'cache/lattice-hooks/checkouts', id);
  };

  it('is empty at first, and looking at it makes nothing', async () => {
    expect(await measureCache(await place())).toEqual({
      passes: 0,
      store: { name: 'local', folders: [storeFolder(await lab.find())], bytes: 0 },
      proofs: { count: 0, bytes: 0 },
      extracts: { bytes: 0 },
      origins: { bytes: 0 },
      checkout: undefined,
    });
    expect(existsSync(git('lattice-hooks'))).toBe(false);
  });

  it('counts a pass for each file, or for each set of files', async () => {
    await run();
    await run();
    const { passes, proofs, origins, store } = await measureCache(await place());
    expect([passes, proofs.count]).toEqual([3, 1]);
    expect(origins.bytes).toBeGreaterThan(0);
    expect(store.bytes).toBeGreaterThan(0);
  });

  it('knows the checkout of this repository, and no other', async () => {
    const folder = await checkOut();
    mkdirSync(path.join(path.dirname(folder), '0'.repeat(16)));
    const { checkout } = await measureCache(await place());
    expect(checkout).toMatchObject({ folder });
    expect(checkout?.bytes).toBeGreaterThan(0);
  });

  it('is of no use any more once it is cleared, in any worktree', async () => {
    await run();
    const linked = path.join(lab.repository.folder, 'linked');
    lab.repository.git('worktree', 'add', '-q', linked);
    for (const gitDir of [git(), git('worktrees/linked')]) {
      mkdirSync(path.join(gitDir, 'lattice-hooks/known/pre-commit'), { recursive: true });
      writeFileSync(path.join(gitDir, 'lattice-hooks/last-run.json'), '[]');
    }
    const logs = ['proofs.old', 'reach', 'reach.old'];
    for (const name of logs) writeFileSync(git('lattice-hooks', name), '');
    const { passes, proofs } = await clearCache(await place());
    expect([passes, proofs.count]).toEqual([3, 1]);

    expect(logs.filter((name) => existsSync(git('lattice-hooks', name)))).toEqual([]);
    expect(await measureCache(await place())).toMatchObject({ passes: 0, proofs: { count: 0 }, origins: { bytes: 0 } });
    for (const gitDir of [git(), git('worktrees/linked')]) {
      const names = readdirSync(path.join(gitDir, 'lattice-hooks'));
      expect(names).toContain('last-run.json');
      expect(names).not.toContain('known');
    }
    expect(await remembered()).toEqual([false, false]);
  });

  it('is cleared where it lies elsewhere, too', async () => {
    writeFileSync(git('lattice-hooks'), 'in the way');
    await run();
    expect(await measureCache(await place())).toMatchObject({ passes: 3 });
    await clearCache(await place());
    expect(await measureCache(await place())).toMatchObject({ passes: 0 });
  });

  it('says of each place that passes are in', async () => {
    writeFileSync(git('lattice-hooks'), 'in the way');
    await run();
    rmSync(git('lattice-hooks'));
    lab.repository.commit({ 'a.txt': 'changed' });
    await run();
    const { folders } = (await measureCache(await place())).store;
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
    expect(folders[0]).toBe(storeFolder(await lab.find()));
  });

  it('keeps what undoes a run, what was rescued, and hooks, when it is cleared', async () => {
    const kept = ['journal/journal.json', 'rescued/2026/a.txt', 'hooks/pre-commit', 'logs/lint.log', 'lock'];
    for (const name of kept) {
      mkdirSync(path.dirname(git('lattice-hooks', name)), { recursive: true });
      writeFileSync(git('lattice-hooks', name), 'x');
    }
    await clearCache(await place());
    expect(kept.filter((name) => !existsSync(git('lattice-hooks', name)))).toEqual([]);
  });

  it('loses what has not been asked for since the generation before, when it is pruned', async () => {
    await run();
    expect(await pruneCache(await place())).toMatchObject({ passes: 0, proofs: 0, configs: 0 });
    expect(await remembered()).toEqual([true, true]);

    for (const name of ['store/passes', 'proofs', 'origins/log']) {
      rmSync(git('lattice-hooks', `${name}.old`), { force: true });
      writeFileSync(git('lattice-hooks', `${name}.old`), 'old\n');
    }
    rmSync(path.join(lab.repository.root, '.lattice-hooksrc.json'));
    const freed = await pruneCache(await place());
    expect([freed.passes, freed.proofs]).toEqual([8, 4]);
    expect(freed.configs).toBeGreaterThan(0);
  });

  it('loses what killed runs have left, unless one goes on', async () => {
    await run();
    const left = [
      git('lattice-hooks/fixing-Ab12Cd'),
      path.join(lab.world.temporary, `lattice-hooks-run-${2 ** 22 + 1}-Ab12Cd`),
    ];
    for (const folder of left) mkdirSync(folder, { recursive: true });
    for (const folder of left) utimesSync(folder, daysBefore(2), daysBefore(2));
    const there = () => left.map((folder) => existsSync(folder));
    const release = await lockWorktree(git(), makeWaiting());
    await pruneCache(await place());
    expect(there()).toEqual([true, false]);
    release();
    await pruneCache(await place());
    expect(there()).toEqual([false, false]);
    expect(existsSync(git('lattice-hooks/lock'))).toBe(false);
  });

  it('loses checkouts that are not used, and those of repositories that are gone', async () => {
    const folder = await checkOut();
    const prune = async () => (await pruneCache(await place())).checkouts.count;
    utimesSync(path.join(folder, 'git/lattice-hooks'), daysBefore(29), daysBefore(29));
    expect(await prune()).toBe(0);
    utimesSync(path.join(folder, 'git/lattice-hooks'), daysBefore(31), daysBefore(31));
    expect(await prune()).toBe(1);

    await checkOut();
    writeFileSync(path.join(folder, 'git/commondir'), path.join(lab.repository.folder, 'gone/.git\n'));
    expect(await prune()).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  it('keeps checkouts that somebody works in, and says so', async () => {
    const folder = await checkOut();
    const release = await lockWorktree(path.join(folder, 'git'), makeWaiting());
    utimesSync(path.join(folder, 'git/lattice-hooks'), daysBefore(31), daysBefore(31));
    const { checkouts, inUse } = await pruneCache(await place());
    release();
    expect([checkouts.count, inUse.map((one) => one.folder)]).toEqual([0, [folder]]);
    expect(existsSync(path.join(folder, 'tree'))).toBe(true);
  });

  it('loses passes that are kept elsewhere for repositories that are gone', async () => {
    const stores = path.join(lab.repository.folder, 'cache/lattice-hooks/stores');
    const repositories = { here: git(), gone: path.join(lab.repository.folder, 'gone/.git'), making: undefined };
    for (const [name, commonDir] of Object.entries(repositories)) {
      mkdirSync(path.join(stores, name), { recursive: true });
      writeFileSync(path.join(stores, name, 'passes'), 'a pass');
      if (commonDir !== undefined) writeFileSync(path.join(stores, name, 'repository'), `${commonDir}\n`);
    }
    expect((await pruneCache(await place())).passes).toBeGreaterThan('a pass'.length);
    expect(readdirSync(stores).sort()).toEqual(['here', 'making']);
  });

  it('lets a push make its checkout anew', async () => {
    const folder = await checkOut();
    utimesSync(path.join(folder, 'git/lattice-hooks'), daysBefore(31), daysBefore(31));
    await pruneCache(await place());
    expect(existsSync(folder)).toBe(false);
    expect(await checkOut()).toBe(folder);
    expect(existsSync(path.join(folder, 'tree'))).toBe(true);
  });
});

/** Seconds since 1970, some days before the world of a lab began. */
function daysBefore(days: number): number {
  return Date.parse('2026-01-02T03:04:05.678Z') / 1000 - days * 24 * 60 * 60;
}
