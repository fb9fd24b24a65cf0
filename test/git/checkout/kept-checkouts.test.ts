import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesBelow, isOrphan, keptCheckouts, removeCheckout } from '../../../src/git/checkout/kept-checkouts.ts';
import { lockWorktree } from '../../../src/git/isolation/lock.ts';
import { type CheckoutLab, makeCheckoutLab } from '../../support/checkout-lab.ts';
import { makeWaiting } from '../../support/run-lab.ts';

const SELF = { pid: process.pid, since: '2026-01-02T03:04:05.678Z' };

describe('private checkouts that are kept', () => {
  let lab: CheckoutLab;
  beforeEach(async () => {
    lab = makeCheckoutLab();
    await lab.fill(lab.repository.commit({ 'a.txt': 'four' }));
  });
  afterEach(() => lab.repository.remove());
  const env = () => ({ XDG_CACHE_HOME: path.join(lab.repository.folder, 'cache') });
  const all = () => keptCheckouts(lab.repository.root, env());
  const only = () => all()[0] ?? expect.fail('there is none');

  it('say which repository they are of', () => {
    expect(all()).toEqual([
      expect.objectContaining({
        folder: path.dirname(lab.checkout.gitDir),
        commonDir: path.join(lab.repository.root, '.git'),
      }),
    ]);
    expect(isOrphan(only())).toBe(false);
  });

  it('are none where there is no cache, or nothing in it', () => {
    expect(keptCheckouts(lab.repository.root, {})).toEqual([]);
    expect(keptCheckouts(lab.repository.root, { HOME: path.join(lab.repository.folder, 'empty') })).toEqual([]);
  });

  it('are no other folders of the cache, and nothing behind a link', () => {
    const folder = path.dirname(only().folder);
    mkdirSync(path.join(folder, 'notes'));
    symlinkSync(only().folder, path.join(folder, 'f'.repeat(16)));
    expect(all()).toHaveLength(1);
  });

  it('are orphans when their repository is gone, or nothing says which it was', () => {
    const { gitDir } = lab.checkout;
    // A folder without it is no repository to git.
    rmSync(path.join(lab.repository.root, '.git/HEAD'));
    expect(isOrphan(only())).toBe(true);
    rmSync(path.join(lab.repository.root, '.git'), { recursive: true });
    expect(isOrphan(only())).toBe(true);
    rmSync(path.join(gitDir, 'commondir'));
    expect(only().commonDir).toBeUndefined();
    expect(isOrphan(only())).toBe(true);
  });

  it('were used when somebody last worked in them', async () => {
    utimesSync(path.join(lab.checkout.gitDir, 'lattice-hooks'), 0, 0);
    expect(only().usedAt).toBe(0);
    (await lockWorktree(lab.checkout.gitDir, makeWaiting()))();
    expect(only().usedAt).toBeGreaterThan(0);
  });

  it('are as large as what is in them, without what links lead to', async () => {
    const size = bytesBelow(lab.checkout.directory);
    symlinkSync(process.execPath, lab.at('node'));
    expect(bytesBelow(lab.checkout.directory) - size).toBe(process.execPath.length);
    expect(bytesBelow(path.join(lab.repository.folder, 'nothing'))).toBe(0);
  });

  it('go as a whole, and nothing else does', async () => {
    const outside = path.join(lab.repository.folder, 'outside');
    mkdirSync(path.join(outside, 'kept'), { recursive: true });
    symlinkSync(outside, lab.at('link'));
    expect(await removeCheckout(only(), SELF)).toBe(true);
    expect(all()).toEqual([]);
    expect(readdirSync(outside)).toEqual(['kept']);
  });

  it('stay while somebody works in them', async () => {
    const release = await lockWorktree(lab.checkout.gitDir, makeWaiting());
    expect(await removeCheckout(only(), SELF)).toBe(false);
    expect(existsSync(lab.at('a.txt'))).toBe(true);
    release();
    expect(await removeCheckout(only(), SELF)).toBe(true);
  });
});
