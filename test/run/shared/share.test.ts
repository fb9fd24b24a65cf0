import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../src/core/record.ts';
import { sealEntry } from '../../../src/core/shared/entry.ts';
import { makeKeyPair, parsePrivateKey } from '../../../src/core/shared/signing.ts';
import type { World } from '../../../src/run/world.ts';
import { type ObjectServer, startObjectServer } from '../../support/object-server.ts';
import { copyRepository, makeRepository, type TestRepository } from '../../support/repository.ts';
import { makeRequest, openRunLab, type RunLab } from '../../support/run-lab.ts';

const SEE = 'see docs/shared-results.md#when-something-is-wrong';
const WORKTREE = { type: 'all' } as const;
const { publicKey, privateKey } = makeKeyPair();

/** What GitHub says of a push to a protected branch. */
const PROTECTED = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_PROTECTED: 'true',
  GITHUB_SHA: 'c0ffee',
};
const CI = { ...PROTECTED, LATTICE_HOOKS_SIGNING_KEY: privateKey };

/** Notes each start in a file beside the repository, and passes. */
const counted = (more = '') => ['sh', '-c', `echo "$@" >> ../ran; ${more}`, 'sh'];
/** Leaves a file behind. */
const BUILD = 'mkdir -p out; printf built > out/x.js';

describe('results of another machine', () => {
  let server: ObjectServer;
  const repositories: TestRepository[] = [];
  beforeEach(async () => {
    server = await startObjectServer();
  });
  afterEach(() => {
    server.close();
    for (const repository of repositories.splice(0)) repository.remove();
  });

  const shared = (more: object = {}) => ({
    store: 'http',
    url: server.url,
    repository: 'example.com/web',
    keys: { ci: publicKey },
    budget: '10s',
    ...more,
  });
  const tasks = {
    each: { run: [...counted(), '{files}'], files: '*.txt', scope: 'file' },
    all: { run: counted(), files: '*.txt' },
  };
  const commit = (config: object = {}) => {
    const repository = makeRepository();
    repositories.push(repository);
    const text = JSON.stringify({ audit: 0, shared: shared(), tiers: { fast: { tasks } }, ...config });
    repository.commit({ 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'out\n', '.lattice-hooksrc.json': text });
    return repository;
  };
  const clone = (of: TestRepository) => {
    const repository = copyRepository(of);
    repositories.push(repository);
    return repository;
  };
  const labOf = (repository: TestRepository, env: Readonly<Record<string, string>> = {}, more: Partial<World> = {}) =>
    openRunLab(repository, { env: { ...repository.env, ...env }, ...more });
  const run = async (lab: RunLab) => {
    const record = await lab.run(makeRequest('fast', WORKTREE));
    for (const work of lab.afterwards.splice(0)) await work((message) => void lab.notices.push(message));
    return record;
  };
  const cached = ({ checks }: RunRecord) => checks.map(({ task, status, cached: is }) => [task, status, is]);
  const notices = ({ events, notices: said }: RunLab) => [
    ...events.flatMap((event) => (event.type === 'notice' ? [event.message] : [])),
    ...said,
  ];

  it('are not run again in another clone, which asks once for each task', async () => {
    const first = commit();
    const second = clone(first);
    const ci = labOf(first, CI);
    expect(cached(await run(ci))).toEqual([
      ['each', 'passed', false],
      ['all', 'passed', false],
    ]);
    expect(notices(ci)).toEqual([]);
    server.asked.length = 0;
    const laptop = labOf(second);
    expect(cached(await run(laptop))).toEqual([
      ['each', 'passed', true],
      ['all', 'passed', true],
    ]);
    expect(server.asked).toHaveLength(2);
    expect(() => second.read('../ran')).toThrow('ENOENT');
    expect(notices(laptop)).toEqual([]);
    // It is remembered here, and nobody is asked any more.
    server.asked.length = 0;
    await run(labOf(second));
    expect(server.asked).toEqual([]);
  });

  it('travel with what a task leaves behind, which comes back where it was', async () => {
    const built = {
      build: {
        run: counted(BUILD),
        files: '*.txt',
        outputs: 'out/*',
      },
    };
    const first = commit({ tiers: { fast: { tasks: built } } });
    const second = clone(first);
    await run(labOf(first, CI));
    const blobs = [...server.objects.keys()].filter((url) => url.startsWith('/cas/'));
    expect(blobs).toHaveLength(1);
    const third = clone(second);
    expect(cached(await run(labOf(second)))).toEqual([['build', 'passed', true]]);
    expect(second.read('out/x.js')).toBe('built');
    // A content that is not what its name says is none.
    server.objects.set(blobs[0] ?? '', Buffer.from('other'));
    expect(cached(await run(labOf(third)))).toEqual([['build', 'passed', false]]);
    expect(third.read('out/x.js')).toBe('built');
  });

  it('bring back nothing that is no output of the task', async () => {
    const leaving = (outputs: string) => ({
      tiers: {
        fast: {
          tasks: {
            build: {
              run: counted(BUILD),
              files: '*.txt',
              outputs,
            },
          },
        },
      },
    });
    const first = commit(leaving('out/*'));
    const second = clone(first);
    await run(labOf(first, CI));
    // Who is believed may still have been told something wrong: the pass is signed anew with another path in it.
    resign((text) => text.replaceAll('out/x.js', 'own/x.js'));
    expect(cached(await run(labOf(second)))).toEqual([['build', 'passed', false]]);
    expect(() => second.read('own/x.js')).toThrow('ENOENT');
  });

  it('are given by nobody but CI, for a protected branch, with a key that is believed', async () => {
    const first = commit();
    const given = async (env: Readonly<Record<string, string>>) => {
      const lab = labOf(clone(first), env);
      await run(lab);
      return [server.asked.filter((one) => one.startsWith('PUT')).length, notices(lab)];
    };
    const { LATTICE_HOOKS_SIGNING_KEY: _, ...unsigned } = CI;
    expect(await given(unsigned)).toEqual([0, []]);
    expect(await given({})).toEqual([0, []]);
    const say = (why: string) => [0, [`results were not given to others: ${why}`]];
    expect(await given({ LATTICE_HOOKS_SIGNING_KEY: privateKey })).toEqual(
      say('this is no CI that says which branch it runs'),
    );
    expect(await given({ ...CI, GITHUB_EVENT_NAME: 'pull_request_target' })).toEqual(
      say('it runs for no branch of its own'),
    );
    expect(await given({ ...CI, LATTICE_HOOKS_SIGNING_KEY: 'x' })).toEqual(
      say('LATTICE_HOOKS_SIGNING_KEY holds no key of `lattice-hooks cache keygen`'),
    );
    expect(await given({ ...CI, LATTICE_HOOKS_SIGNING_KEY: makeKeyPair().privateKey })).toEqual(
      say('the public key that belongs to LATTICE_HOOKS_SIGNING_KEY is not among `shared.keys`'),
    );
    expect((await given(CI))[0]).toBe(2);
  });

  it('are what a run has seen pass itself, and not what its machine remembers', async () => {
    const first = commit();
    await run(labOf(first));
    await run(labOf(first, CI));
    expect(server.asked.filter((one) => one.startsWith('PUT'))).toEqual([]);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['forged', (bytes) => Buffer.concat([bytes.subarray(0, -2), Buffer.from('}}')])],
    ['truncated', (bytes) => bytes.subarray(0, -10)],
    ['unreadable', () => Buffer.from('<html>')],
  ])('are run where an entry is not to be believed, and that is said once: %s', async (why, change) => {
    const first = commit();
    const second = clone(first);
    await run(labOf(first, CI));
    for (const [url, bytes] of server.objects) server.objects.set(url, change(bytes));
    const laptop = labOf(second);
    expect(cached(await run(laptop)).map(([, , is]) => is)).toEqual([false, false]);
    expect(notices(laptop)).toEqual([`results at ${server.url} are not believed: ${why}; ${SEE}`]);
  });

  it('are run where an entry lies under the name of another', async () => {
    const first = commit();
    const second = clone(first);
    await run(labOf(first, CI));
    const [one, other] = [...server.objects];
    if (one === undefined || other === undefined) throw new Error('two entries were expected');
    server.objects.set(one[0], other[1]).set(other[0], one[1]);
    const laptop = labOf(second);
    expect(cached(await run(laptop)).map(([, , is]) => is)).toEqual([false, false]);
    expect(notices(laptop)).toEqual([`results at ${server.url} are not believed: replayed; ${SEE}`]);
  });

  it('do not count for ever, however often an entry is signed anew', async () => {
    const first = commit();
    const [second, third] = [clone(first), clone(first)];
    await run(labOf(first, CI));
    const later = (days: number) => ({
      startedAt: new Date(Date.parse('2026-01-02T03:04:05Z') + days * 24 * 60 * 60_000).toISOString(),
    });
    resign((text) => text, later(29).startedAt);
    expect(cached(await run(labOf(second, {}, later(29)))).map(([, , is]) => is)).toEqual([true, true]);
    expect(cached(await run(labOf(third, {}, later(31)))).map(([, , is]) => is)).toEqual([false, false]);
  });

  it('cost a line where the server is gone, and after a second time nothing for a while', async () => {
    const first = commit();
    server.close();
    const at = (minutes: number) => ({
      startedAt: new Date(Date.parse('2026-01-02T03:04:05Z') + minutes * 60_000).toISOString(),
    });
    const said = async (minutes: number) => {
      first.write('a.txt', `${minutes}\n`);
      const lab = labOf(first, {}, at(minutes));
      expect((await run(lab)).accepted).toBe(true);
      return notices(lab);
    };
    const line = `shared results did not come from ${server.url}: it refuses connections`;
    expect(await said(0)).toEqual([`${line}; ${SEE}`]);
    expect(await said(1)).toEqual([`${line}; it is left alone for 5 minutes; ${SEE}`]);
    expect(await said(2)).toEqual([]);
    expect(await said(7)).toEqual([`${line}; it is left alone for 5 minutes; ${SEE}`]);
  });

  it('are asked of no server twice by one process that was gone, which is told once', async () => {
    const first = commit();
    server.close();
    const lab = labOf(first);
    for (const content of ['b', 'c', 'd']) {
      first.write('a.txt', content);
      expect((await run(lab)).accepted).toBe(true);
    }
    expect(notices(lab)).toEqual([`shared results did not come from ${server.url}: it refuses connections; ${SEE}`]);
    first.write('a.txt', 'e');
    const next = labOf(first);
    await run(next);
    expect(notices(next)[0]).toContain('left alone for 5 minutes');
  });

  it('cost CI a line where their branch cannot be fetched, and after a second time nothing for a while', async () => {
    const { repository, keys } = shared();
    const first = commit({ shared: { store: 'git', repository, keys } });
    first.git('remote', 'add', 'origin', path.join(first.root, 'gone.git'));
    const said = async (content: string) => {
      first.write('a.txt', content);
      const lab = labOf(first, PROTECTED);
      await run(lab);
      return notices(lab);
    };
    expect(await said('b')).toHaveLength(1);
    expect((await said('c'))[0]).toContain('left alone for 5 minutes');
    expect(await said('d')).toEqual([]);
  });

  it('never hold up a run for longer than the budget, and are no second time waited for', async () => {
    const first = commit({ shared: shared({ budget: '50ms' }) });
    server.hold = true;
    const lab = labOf(first, {}, { now: () => performance.now() });
    expect((await run(lab)).accepted).toBe(true);
    expect(notices(lab)[0]).toBe(`shared results did not come from ${server.url}: no answer in time; ${SEE}`);
  });

  it('hold nothing that a command has said, unless its task says so, and then no secret', async () => {
    const said = (sharing: object) => ({
      tiers: {
        fast: {
          tasks: {
            warns: {
              run: counted('echo "a.txt:1:1: warning: hunter2-hunter2 is old"'),
              files: '*.txt',
              warn: true,
              ...sharing,
            },
          },
        },
      },
    });
    const env = { ...CI, DB_PASSWORD: 'hunter2-hunter2' };
    await run(labOf(commit(said({})), env));
    expect(server.objects.size).toBe(0);
    const first = commit(said({ shared: 'output' }));
    const second = clone(first);
    const own = await run(labOf(first, env));
    expect(JSON.stringify(own)).toContain('hunter2-hunter2');
    expect([...server.objects.values()].join('')).not.toContain('hunter2');
    const record = await run(labOf(second));
    expect(record.checks[0]).toMatchObject({
      cached: true,
      findings: [{ message: expect.stringContaining('*** is old') }],
    });
  });

  it('are not asked for and not given where that is not wanted', async () => {
    const untouched = async (config: object, env: Readonly<Record<string, string>> = CI) => {
      await run(labOf(commit(config), env));
      return server.asked.splice(0);
    };
    const off = { each: { ...tasks.each, shared: 'nothing' }, all: { ...tasks.all, cache: false } };
    expect(await untouched({ tiers: { fast: { tasks: off } } })).toEqual([]);
    expect(await untouched({}, { ...CI, LATTICE_HOOKS_SHARED: '0' })).toEqual([]);
    expect(await untouched({ shared: shared({ read: false }) }, {})).toEqual([]);
    const lab = labOf(commit(), CI);
    await lab.run(makeRequest('fast', WORKTREE, { useCache: false }));
    expect(server.asked).toEqual([]);
  });

  it('are of file after file where only some are new here', async () => {
    const first = commit();
    const second = clone(first);
    await run(labOf(first, CI));
    second.write('c.txt', 'c\n');
    second.git('add', 'c.txt');
    const record = await run(labOf(second));
    expect(record.checks[0]).toMatchObject({ task: 'each', files: 3, filesRun: 1 });
    expect(second.read('../ran').split('\n')).toContain('c.txt');
  });

  it('grow with each run of CI', async () => {
    const first = commit();
    const second = clone(first);
    await run(labOf(first, CI));
    first.commit({ 'c.txt': 'c\n' });
    const again = clone(first);
    // Another machine of CI, which remembers nothing itself.
    rmSync(path.join(again.root, '.git/lattice-hooks'), { recursive: true });
    expect((await run(labOf(again, CI))).checks[0]).toMatchObject({ files: 3, filesRun: 1 });
    second.commit({ 'c.txt': 'c\n' });
    expect(cached(await run(labOf(second))).map(([, , is]) => is)).toEqual([true, true]);
  });

  it('do not outlive the key that was taken back, where another one has signed the same entry since', async () => {
    const old = makeKeyPair();
    const first = commit({ shared: shared({ keys: { old: old.publicKey, ci: publicKey } }) });
    const second = clone(first);
    const third = clone(first);
    await run(labOf(first, { ...CI, LATTICE_HOOKS_SIGNING_KEY: old.privateKey }));
    for (const repository of [first, second, third]) repository.commit({ 'c.txt': 'c\n' });
    rmSync(path.join(first.root, '.git/lattice-hooks'), { recursive: true });
    expect((await run(labOf(first, CI))).checks[0]).toMatchObject({ files: 3, filesRun: 1 });
    expect((await run(labOf(second))).checks[0]).toMatchObject({ files: 3, filesRun: 0 });
    const config = { audit: 0, shared: shared({ keys: { old: publicKey } }), tiers: { fast: { tasks } } };
    third.write('.lattice-hooksrc.json', JSON.stringify(config));
    expect((await run(labOf(third))).checks[0]).toMatchObject({ files: 3, filesRun: 3 });
    third.write('.lattice-hooksrc.json', JSON.stringify({ ...config, shared: shared() }));
    expect((await run(labOf(third))).checks[0]).toMatchObject({ files: 3, filesRun: 2 });
  });

  /** Signs all entries anew, as the issuer would. */
  function resign(change: (payload: string) => string, at?: string): void {
    const key = parsePrivateKey(privateKey);
    for (const [url, bytes] of server.objects) {
      if (key === undefined || !url.startsWith('/ac/')) continue;
      const [, line = '', payload = ''] = bytes.toString().split('\n');
      const { bytes: _, ...statement } = JSON.parse(line);
      const until = at === undefined ? {} : { at, until: '2036-01-01T00:00:00.000Z' };
      server.objects.set(url, sealEntry({ ...statement, ...until }, Buffer.from(change(payload)), key));
    }
  }
});
