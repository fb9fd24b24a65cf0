import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringPacks } from '../../../src/git/results/bring.ts';
import { fetchResults } from '../../../src/git/results/fetch.ts';
import { type BranchPack, listPacks, readPacks } from '../../../src/git/results/packs.ts';
import { type Publishing, publishResults } from '../../../src/git/results/publish.ts';
import { openResults, type ResultsRepository } from '../../../src/git/results/repository.ts';
import { shareObjects } from '../../../src/git/results/share.ts';
import { KeptPacks } from '../../../src/system/kept/packs.ts';
import { copyRepository, makeRepository, type TestRepository } from '../../support/repository.ts';

const LIMITS = { timeout: 30_000, bytes: 1_000_000, signal: new AbortController().signal };
const made: TestRepository[] = [];
const NOW = Date.parse('2026-11-26T12:00:00.000Z');
let shared: TestRepository;
/** Each test has a branch of its own. */
let count = 0;

beforeAll(() => {
  shared = makeLab(false);
});

afterAll(() => {
  for (const one of made) one.remove();
});

describe('publishResults', () => {
  it('leaves one commit without history, however often it publishes', async () => {
    const { lab, ref, first } = await clonesIn(shared);
    for (const text of ['one', 'two']) await publish(first, text);
    expect(lab.gitIn(originOf(lab), ['rev-list', '--count', ref])).toBe('1');
    expect(lab.gitIn(originOf(lab), ['ls-tree', '-r', '--name-only', ref]).split('\n')).toHaveLength(3);
  });

  it('loses nothing where several publish at once', async () => {
    const { lab, ref, first, second } = await clonesIn(shared);
    const third = await openFor(lab, 'third', ref);
    const texts = ['a', 'b', 'c'];
    const ends = await Promise.all([first, second, third].map((one, at) => publish(one, texts[at] ?? '')));
    expect(ends).toMatchObject(texts.map(() => ({ type: 'published' })));
    expect(Object.values(await packsSeenBy(first)).sort()).toEqual(texts);
  });

  it('builds upon what somebody else has pushed between its look and its push', async () => {
    const { first, second } = await clonesIn(shared);
    let isFirstTry = true;
    const end = await publishResults(first, {
      ...publishing('mine'),
      plan: async (there) => {
        if (isFirstTry) await publish(second, 'theirs');
        isFirstTry = false;
        // What is called otherwise is no pack, whoever has put it there.
        const notes = ['notes.txt', Buffer.from('notes')] as const;
        return { keep: there, add: new Map([[nameOf('mine'), Buffer.from('mine')], notes]) };
      },
    });
    expect(end).toMatchObject({ type: 'published' });
    expect(Object.values(await packsSeenBy(first)).sort()).toEqual(['mine', 'theirs']);
  });

  it('comes after the commit that is there where the remote lets nobody replace it', async () => {
    const { lab, ref, first, second } = await clonesIn(ownLab());
    lab.gitIn(originOf(lab), ['config', 'receive.denyNonFastForwards', 'true']);
    await publish(first, 'one');
    expect(await publish(second, 'two')).toMatchObject({ type: 'published', hasHistory: true });
    expect(lab.gitIn(originOf(lab), ['rev-list', '--count', ref])).toBe('2');
    expect(Object.values(await packsSeenBy(first)).sort()).toEqual(['one', 'two']);
  });

  it('says what a remote says that takes nothing', async () => {
    const { lab, first } = await clonesIn(ownLab());
    writeFileSync(path.join(originOf(lab), 'hooks/pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(await publish(first, 'one')).toEqual({
      type: 'failed',
      said: 'the remote refuses it: [remote rejected] (pre-receive hook declined)',
    });
  });

  it('pushes nothing where nothing is to be added', async () => {
    const { lab, ref, first } = await clonesIn(shared);
    expect(await publishResults(first, { ...publishing('one'), plan: async () => undefined })).toEqual({
      type: 'unchanged',
    });
    expect(lab.gitIn(originOf(lab), ['for-each-ref', ref])).toBe('');
  });

  it('runs no hook, and touches nothing of the repository that it works for', async () => {
    const { lab, first } = await clonesIn(ownLab());
    const root = path.join(lab.folder, 'first');
    writeFileSync(path.join(root, '.git/hooks/pre-push'), `#!/bin/sh\ntouch ${root}/was-run\n`, { mode: 0o755 });
    lab.gitIn(root, ['config', '--global', 'core.hooksPath', path.join(root, '.git/hooks')]);
    const before = lab.gitIn(root, ['for-each-ref']);
    await publish(first, 'one');
    expect(existsSync(path.join(root, 'was-run'))).toBe(false);
    expect(lab.gitIn(root, ['for-each-ref'])).toBe(before);
    expect(existsSync(path.join(root, '.git/FETCH_HEAD'))).toBe(false);
    expect(lab.gitIn(root, ['rev-parse', '--is-shallow-repository'])).toBe('false');
  });

  it('works where ids have 64 digits', async () => {
    const { first } = await clonesIn(makeLab(true));
    await publish(first, 'one');
    expect(await packsSeenBy(first)).toEqual({ [nameOf('one')]: 'one' });
  });
});

describe('shareObjects', () => {
  it('keeps packs few by putting those of a day together, and loses none of what is in them', async () => {
    const { first, second } = await clonesIn(shared);
    const names = ['1', '2', '3', '4', '9'].map((digit) => digit.repeat(64));
    for (const [at, name] of names.slice(0, 4).entries()) {
      const objects = [name, names[4] ?? ''].map((one) => ({
        kind: 'entry' as const,
        name: one,
        bytes: Buffer.from(`${at}`),
      }));
      const end = await shareObjects(first, {
        ...publishing(''),
        objects,
        packs: { bytes: 1_000_000, packs: 3, age: 1_000_000 },
        now: () => NOW + at,
      });
      expect(end).toMatchObject({ type: 'published' });
    }
    const folder = path.join(shared.folder, 'kept');
    expect(await bringPacks(second, folder, LIMITS)).toEqual({ type: 'brought', added: 2, packs: 2 });
    const found = new KeptPacks(folder).find(names.map((name) => ({ kind: 'entry', name, limit: 10 })));
    expect([...found.values()].map((bytes) => Buffer.from(bytes).toString()).sort()).toEqual(['0', '1', '2', '3', '3']);
  });
});

describe('fetchResults', () => {
  it('finds no branch where there is none, also after there was one', async () => {
    const { lab, ref, first, second } = await clonesIn(shared);
    expect(await fetchResults(first, LIMITS)).toEqual({ type: 'seen', tip: undefined });
    await publish(second, 'one');
    expect(await packsSeenBy(first)).toEqual({ [nameOf('one')]: 'one' });
    lab.gitIn(originOf(lab), ['update-ref', '-d', ref]);
    expect(await fetchResults(first, LIMITS)).toEqual({ type: 'seen', tip: undefined });
  });

  it('stops when more comes than it wants, and works with what it had', async () => {
    const { first, second } = await clonesIn(shared);
    await publish(second, 'one');
    await fetchResults(first, LIMITS);
    await publish(second, randomText(400_000));
    const end = await fetchResults(first, { ...LIMITS, bytes: 1000 });
    // Small enough to come between two looks: then it is there, and whoever reads it looks at sizes.
    expect(['seen', 'failed']).toContain(end.type);
    expect(await fetchResults(first, LIMITS)).toMatchObject({ type: 'seen' });
  });

  it('gives no password away that stands in a URL', async () => {
    const { lab, ref, first } = await clonesIn(ownLab());
    lab.gitIn(path.join(lab.folder, 'first'), ['config', 'remote.origin.url', 'http://me:hunter2@127.0.0.1:9/x.git']);
    const results = await openFor(lab, 'first', ref);
    const end = await fetchResults(results, LIMITS);
    expect(end.type).toBe('failed');
    expect(JSON.stringify(end)).not.toContain('hunter2');
    expect(readFileSync(path.join(first.gitDir, 'config'), 'utf8')).not.toContain('hunter2');
  });

  it('fails where the remote has no such name, without a word to anybody', async () => {
    const results = await openFor(shared, 'first', 'refs/heads/results', 'upstream');
    expect(await fetchResults(results, LIMITS)).toMatchObject({ type: 'failed' });
  });

  it('ends when it is told to', async () => {
    const { first } = await clonesIn(shared);
    const controller = new AbortController();
    controller.abort();
    expect(await fetchResults(first, { ...LIMITS, signal: controller.signal })).toMatchObject({ type: 'failed' });
  });
});

/** A repository, and beside it its remote and three clones of that. */
function makeLab(sha256: boolean): TestRepository {
  const lab = makeRepository({ sha256 });
  made.push(lab);
  lab.commit({ 'a.txt': 'a' });
  lab.gitIn(lab.folder, ['clone', '--quiet', '--bare', lab.root, originOf(lab)]);
  for (const name of ['first', 'second', 'third']) {
    lab.gitIn(lab.folder, ['clone', '--quiet', './origin.git', name]);
    // A copy of the lab has a remote of its own.
    lab.gitIn(path.join(lab.folder, name), ['config', 'remote.origin.url', '../origin.git']);
  }
  return lab;
}

/** A lab that a test may change. */
function ownLab(): TestRepository {
  const lab = copyRepository(shared);
  made.push(lab);
  return lab;
}

async function clonesIn(lab: TestRepository) {
  count += 1;
  const ref = `refs/heads/results-${count}`;
  const [first, second] = await Promise.all([openFor(lab, 'first', ref), openFor(lab, 'second', ref)]);
  return { lab, ref, first, second };
}

function openFor(lab: TestRepository, name: string, ref: string, remote = 'origin'): Promise<ResultsRepository> {
  const root = path.join(lab.folder, name);
  return openResults({ root, commonDir: path.join(root, '.git') }, lab.env, { remote, ref });
}

function originOf(lab: TestRepository): string {
  return path.join(lab.folder, 'origin.git');
}

function publish(results: ResultsRepository, text: string) {
  return publishResults(results, publishing(text));
}

function publishing(text: string): Publishing {
  return {
    plan: async (there) => ({ keep: there, add: new Map([[nameOf(text), Buffer.from(text)]]) }),
    limits: LIMITS,
    now: () => NOW,
    sleep: () => Promise.resolve(),
    chance: 0,
  };
}

async function packsSeenBy(results: ResultsRepository): Promise<Readonly<Record<string, string>>> {
  const end = await fetchResults(results, LIMITS);
  if (end.type !== 'seen' || end.tip === undefined) throw new Error(JSON.stringify(end));
  const packs: readonly BranchPack[] = await listPacks(results, end.tip);
  const texts: Record<string, string> = {};
  for await (const [pack, bytes] of readPacks(results, packs)) texts[pack.name] = Buffer.from(bytes).toString();
  return texts;
}

function nameOf(text: string): string {
  return `20261126T120000000Z-${Buffer.from(text.slice(0, 20)).toString('hex').padStart(40, '0')}.pack`;
}

/** Text that no compression makes short, the same each time. */
function randomText(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 90));
  }).join('');
}
