import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFixingFolder, takenPlace } from '../../src/git/isolation/interrupted-fixes.ts';
import { isolate } from '../../src/git/isolation/isolate.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { inWorktree, type LocalRun } from '../../src/run/local-run.ts';
import type { Preparation } from '../../src/run/preparation.ts';
import { makeRunLab, makeWaiting, type RunLab } from '../support/run-lab.ts';

const STAGED = { type: 'staged' } as const;
const EARLY: Preparation = { type: 'unconfigured' };

describe('inWorktree', () => {
  let lab: RunLab;
  let lock: string;
  beforeEach(() => {
    lab = makeRunLab();
    lab.configure({ fast: { on: ['pre-commit'], tasks: { lint: { run: 'true' } } } });
    lock = path.join(lab.repository.root, '.git/lattice-hooks/lock');
  });
  afterEach(() => lab.repository.remove());

  const local = async (more: Partial<LocalRun> = {}): Promise<LocalRun> => ({
    ...(await lab.judge()),
    selection: STAGED,
    prepare: (scene) => lab.prepare(scene, hookRequest('pre-commit', [])),
    ...more,
  });
  /** As another process that is alive would hold it: the one that started the tests. */
  const holdLock = () => {
    mkdirSync(path.dirname(lock), { recursive: true });
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, since: '2026-01-01T00:00:00.000Z' }));
  };
  /** A run that was killed while it had an edit of `a.txt` hidden. */
  const interrupt = async () => {
    lab.repository.commit({ 'a.txt': 'committed' });
    lab.repository.write('a.txt', 'edited');
    const { captured } = await lab.scene(STAGED);
    const journal = path.join(lab.repository.root, '.git/lattice-hooks/journal');
    const exposure = { everything: true, reads: new Set<string>(), rewrites: new Set<string>() };
    const isolation = { place: lab.repository.place, repository: await lab.find(), captured, exposure };
    await isolate({ ...isolation, startedAt: lab.world.startedAt, pid: 1 }, async () => {
      // What a kill would leave is kept, while the run itself puts everything back.
      cpSync(journal, `${journal}.left`, { recursive: true });
      return { accepted: false, fixes: new Map(), ran: [] };
    });
    renameSync(`${journal}.left`, journal);
    lab.repository.write('a.txt', 'committed');
  };

  it('brings a file back that a killed run had taken away to put its fix there, and says so', async () => {
    lab.repository.commit({ 'a.txt': 'a' });
    const own = path.dirname(lock);
    mkdirSync(own, { recursive: true });
    const aside = makeFixingFolder(own, ['a.txt']);
    renameSync(path.join(lab.repository.root, 'a.txt'), takenPlace(aside, 0));
    const seen = await inWorktree(await local(), undefined, async () => lab.repository.read('a.txt'));

    expect(seen).toBe('a');
    expect(lab.notices).toEqual([expect.stringMatching(/^an interrupted run had taken .*: a\.txt$/)]);
  });

  it('holds the lock while it works, and no longer', async () => {
    const held = await inWorktree(await local(), undefined, async () => existsSync(lock));

    expect(held).toBe(true);
    expect(existsSync(lock)).toBe(false);
  });

  it('lets go of the lock when the work breaks, or cannot be prepared', async () => {
    const broken = () => Promise.reject(new Error('broken'));

    await expect(inWorktree(await local(), undefined, broken)).rejects.toThrow('broken');
    await expect(inWorktree(await local({ prepare: broken }), undefined, async () => 0)).rejects.toThrow('broken');
    expect(existsSync(lock)).toBe(false);
  });

  it('uses what was prepared early where nobody came between', async () => {
    expect(await inWorktree(await local(), EARLY, async (preparation) => preparation)).toBe(EARLY);
  });

  it('prepares under the lock where nothing was prepared', async () => {
    let held = false;
    const run = await local({
      prepare: async () => {
        held = existsSync(lock);
        return EARLY;
      },
    });
    await inWorktree(run, undefined, async () => 0);

    expect(held).toBe(true);
  });

  it('waits for another run, and throws away what was prepared before', async () => {
    holdLock();
    const waited: number[] = [];
    const waiting = makeWaiting(({ pid }) => {
      waited.push(pid);
      lab.repository.write('a.txt', 'staged meanwhile');
      lab.repository.git('add', 'a.txt');
      rmSync(lock);
    });
    const preparation = await inWorktree(await local({ waiting }), EARLY, async (one) => one);

    expect(waited).toEqual([process.ppid]);
    expect(preparation).toMatchObject({ type: 'ready', prepared: { plan: { checks: [{ task: { name: 'lint' } }] } } });
  });

  it('first puts back what an interrupted run had hidden, says so, and prepares anew', async () => {
    await interrupt();
    const preparation = await inWorktree(await local(), EARLY, async (one) => {
      expect(lab.repository.read('a.txt')).toBe('edited');
      return one;
    });

    expect(preparation.type).toBe('ready');
    expect(lab.notices).toEqual(['an interrupted run had hidden changes; they are back: a.txt']);
  });

  describe('refuses what git has read from the worktree', () => {
    /** As the hook of `git commit -a` sees it. */
    const all = async (more: Partial<LocalRun> = {}): Promise<LocalRun> => {
      const env = { ...lab.world.env, GIT_INDEX_FILE: path.join(lab.repository.root, '.git/index.lock') };
      cpSync(path.join(lab.repository.root, '.git/index'), env.GIT_INDEX_FILE);
      return local({ world: { ...lab.world, env }, ...more });
    };

    it('before an interrupted run was undone', async () => {
      await interrupt();

      await expect(inWorktree(await all(), undefined, async () => 0)).rejects.toThrow(/while your changes were hidden/);
      expect(lab.repository.read('a.txt')).toBe('edited');
      expect(existsSync(lock)).toBe(false);
    });

    it('while another run had changes hidden, and only then', async () => {
      const journal = path.join(lab.repository.root, '.git/lattice-hooks/journal');
      const waiting = makeWaiting(() => {
        rmSync(journal, { recursive: true, force: true });
        rmSync(lock);
      });
      holdLock();
      expect(await inWorktree(await all({ waiting }), undefined, async () => 'ran')).toBe('ran');
      holdLock();
      mkdirSync(journal);

      await expect(inWorktree(await all({ waiting }), undefined, async () => 0)).rejects.toThrow(
        /while your changes were hidden/,
      );
    });
  });

  it('says where something is that stood in the place of what was hidden', async () => {
    await interrupt();
    lab.repository.write('a.txt', 'written since');
    await inWorktree(await local(), undefined, async () => 0);

    expect(lab.repository.read('a.txt')).toBe('edited');
    expect(lab.notices).toEqual([
      'an interrupted run had hidden changes; they are back: a.txt',
      expect.stringMatching(/^what stood in their place is kept in .*: a\.txt$/),
    ]);
  });

  it('leaves the index as it is where an interrupted run had another, and says what differs and where that one is', async () => {
    await interrupt();
    const index = path.join(lab.repository.root, '.git/index');
    const before = readFileSync(index);
    lab.repository.write('b.txt', 'staged since, by a task or by hand');
    lab.repository.git('add', 'b.txt');
    await inWorktree(await local(), undefined, async () => 0);

    expect(lab.repository.git('ls-files')).toContain('b.txt');
    const [, said = '', kept = '', over = ''] =
      /^(.*)\. To go back, copy (\S+) over (\S+)$/.exec(lab.notices[1] ?? '') ?? [];
    expect(said).toMatch(/^the index is not as it was before the interrupted run: b\.txt; if that was not you, a task/);
    expect(over).toBe(index);
    expect(readFileSync(kept).equals(before)).toBe(true);
    expect(lab.notices).toHaveLength(2);
  });

  it('says where an interrupted run had no index at all', async () => {
    const journal = path.join(lab.repository.root, '.git/lattice-hooks/journal');
    mkdirSync(journal, { recursive: true });
    writeFileSync(path.join(journal, 'index'), '');
    lab.repository.write('b.txt', '');
    lab.repository.git('add', 'b.txt');
    await inWorktree(await local(), undefined, async () => 0);

    expect(lab.notices).toEqual([expect.stringMatching(/: \.?.*b\.txt; .* There was no index before$/)]);
  });

  it('says nothing of a journal in which nothing is', async () => {
    mkdirSync(path.join(lab.repository.root, '.git/lattice-hooks/journal'), { recursive: true });

    expect(await inWorktree(await local(), EARLY, async (one) => one)).toBe(EARLY);
    expect(lab.notices).toEqual([]);
  });
});
