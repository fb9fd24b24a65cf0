import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { RemoteStore } from '../../src/core/contracts/stores.ts';
import kind from '../../src/stores/git.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const never = new AbortController().signal;
const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)];
const wanted = (name: string, kind: 'entry' | 'blob' = 'entry') => ({ kind, name, limit: 1000 });
const object = (name: string, text: string, kind: 'entry' | 'blob' = 'entry') => ({
  kind,
  name,
  bytes: Buffer.from(text),
});

describe('the store git', () => {
  let lab: TestRepository;

  beforeAll(() => {
    lab = makeRepository();
    lab.commit({ 'a.txt': 'a' });
    lab.gitIn(lab.folder, ['clone', '--quiet', '--bare', lab.root, 'origin.git']);
    for (const name of ['ci', 'laptop']) lab.gitIn(lab.folder, ['clone', '--quiet', './origin.git', name]);
  });

  afterAll(() => lab.remove());

  function openIn(name: string, options: Readonly<Record<string, unknown>>): RemoteStore {
    const root = path.join(lab.folder, name);
    return kind.open(options, { root, commonDir: path.join(root, '.git'), env: lab.env, now: NOW, expires: 1_000_000 });
  }

  it.each([
    ['a branch', {}, 'refs/heads/lattice-results'],
    ['a ref that no clone fetches by itself', { branch: 'refs/lattice-hooks/results' }, 'refs/lattice-hooks/results'],
  ])('takes entries on %s from one machine to another, and nothing else', async (_, options, ref) => {
    const [ci, laptop] = [openIn('ci', options), openIn('laptop', options)];
    expect(await ci.put([object(ONE, 'one'), object(TWO, 'a large file', 'blob')], never)).toEqual({});
    expect(await laptop.fetch?.(never)).toEqual({});
    const { found } = await laptop.get([wanted(ONE), wanted(TWO, 'blob'), wanted(TWO)], never);
    expect([...found].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([[ONE, 'one']]);
    expect(lab.gitIn(path.join(lab.folder, 'origin.git'), ['rev-list', '--count', ref])).toBe('1');
  });

  it('asks nobody when it is asked, also where the remote is gone', async () => {
    const laptop = openIn('laptop', { remote: 'gone' });
    expect((await laptop.get([wanted(ONE)], AbortSignal.abort())).found.size).toBe(1);
    expect((await laptop.fetch?.(never))?.trouble).toMatch(/gone/);
  });

  it('says where results are, as people call it', () => {
    expect(openIn('ci', { remote: 'upstream', branch: 'ci/results' }).address).toBe('branch ci/results of upstream');
  });

  it('takes names of remotes and branches, and no URL, option or refspec in their place', () => {
    const options = z.strictObject(kind.options(z));
    expect(z.safeParse(options, { remote: 'upstream', branch: 'ci/results' }).success).toBe(true);
    for (const remote of ['https://example.com/x.git', '--upload-pack=x', 'ext::sh', '../x', ''])
      expect(z.safeParse(options, { remote }).success).toBe(false);
    for (const branch of ['+x', 'a:b', '-d', 'x..y', '']) expect(z.safeParse(options, { branch }).success).toBe(false);
  });
});
