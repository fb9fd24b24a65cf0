import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeKey } from '../../../src/core/shared/results-pack.ts';
import { packsFolder } from '../../../src/git/results/bring.ts';
import { bringQuietly, type ResultsSite, shareQuietly } from '../../../src/git/results/exchange.ts';
import { resultsFolder } from '../../../src/git/results/repository.ts';
import { KeptPacks } from '../../../src/system/kept/packs.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const never = new AbortController().signal;
let lab: TestRepository;
let count = 0;

beforeAll(() => {
  lab = makeRepository();
  lab.commit({ 'a.txt': 'a' });
  lab.gitIn(lab.folder, ['clone', '--quiet', '--bare', lab.root, 'origin.git']);
  for (const name of ['ci', 'laptop']) lab.gitIn(lab.folder, ['clone', '--quiet', './origin.git', name]);
});

afterAll(() => lab.remove());

describe('results on a branch', () => {
  it('go when they are gone from the branch', async () => {
    const { ci, laptop } = sites();
    await shareQuietly(ci, [entry(1, 'one')], never);
    await bringQuietly(laptop, never);
    lab.gitIn(path.join(lab.folder, 'origin.git'), ['update-ref', '-d', ci.branch.ref]);
    expect(await bringQuietly(laptop, never)).toEqual({});
    expect(lookUp(laptop, 1)).toBeUndefined();
  });

  it('are still there when the remote cannot be reached', async () => {
    const { ci, laptop } = sites();
    await shareQuietly(ci, [entry(1, 'one')], never);
    await bringQuietly(laptop, never);
    const away = { ...laptop, branch: { ...laptop.branch, remote: 'nowhere' } };
    expect((await bringQuietly(away, never)).trouble).toMatch(/nowhere/);
    expect(lookUp(laptop, 1)).toBe('one');
  });

  it('are fetched by one process at a time: whoever comes meanwhile leaves it to that', async () => {
    const { ci, laptop } = sites();
    await shareQuietly(ci, [entry(1, 'one')], never);
    const folder = path.join(path.dirname(packsFolder(laptop.commonDir)), 'lattice-hooks');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'lock'), JSON.stringify({ pid: process.pid, since: '' }));
    expect(await bringQuietly(laptop, never)).toEqual({});
    expect(lookUp(laptop, 1)).toBeUndefined();
    writeFileSync(path.join(folder, 'lock'), JSON.stringify({ pid: 2 ** 30, since: '' }));
    await bringQuietly(laptop, never);
    expect(lookUp(laptop, 1)).toBe('one');
  });

  it('come again after the repository that holds them was damaged', async () => {
    const { ci, laptop } = sites();
    await shareQuietly(ci, [entry(1, 'one')], never);
    await bringQuietly(laptop, never);
    const gitDir = resultsFolder(laptop.commonDir);
    const packs = path.join(gitDir, 'objects/pack');
    for (const name of readdirSync(packs)) writeFileSync(path.join(packs, name), 'damaged');
    await shareQuietly(ci, [entry(2, 'two')], never);
    for (let tries = 0; tries < 2 && lookUp(laptop, 2) === undefined; tries += 1) await bringQuietly(laptop, never);
    expect([1, 2].map((name) => lookUp(laptop, name))).toEqual(['one', 'two']);
    expect(existsSync(gitDir)).toBe(true);
  });
});

/** A machine that shares and one that reads, and a branch that no other test has. */
function sites() {
  count += 1;
  const branch = { remote: 'origin', ref: `refs/heads/results-${count}` };
  const siteOf = (name: string): ResultsSite => {
    const root = path.join(lab.folder, name);
    return { root, commonDir: path.join(root, '.git'), env: lab.env, branch, now: NOW, expires: 1_000_000 };
  };
  return { ci: siteOf('ci'), laptop: siteOf('laptop') };
}

/** Names that no other test has: what is here already is no answer. */
function nameOf(at: number): string {
  return String(1000 * count + at).padStart(64, '0');
}

function entry(at: number, text: string) {
  return { kind: 'entry' as const, name: nameOf(at), bytes: Buffer.from(text) };
}

function lookUp({ commonDir }: ResultsSite, at: number): string | undefined {
  const wanted = { kind: 'entry' as const, name: nameOf(at), limit: 1000 };
  const bytes = new KeptPacks(packsFolder(commonDir)).find([wanted]).get(placeKey(wanted));
  return bytes && Buffer.from(bytes).toString();
}
