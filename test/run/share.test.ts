import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import { makeKeyPair } from '../../src/core/signing.ts';
import type { World } from '../../src/run/world.ts';
import { type ObjectServer, startObjectServer } from '../support/object-server.ts';
import { copyRepository, makeRepository, type TestRepository } from '../support/repository.ts';
import { makeRequest, openRunLab, type RunLab } from '../support/run-lab.ts';

const WORKTREE = { type: 'all' } as const;
const { publicKey, privateKey } = makeKeyPair();

/** What GitHub says of a push to a protected branch. */
const PROTECTED = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REF_PROTECTED: 'true',
  GITHUB_SHA: 'c0ffee',
};
const CI = { ...PROTECTED, LATTICE_HOOKS_SIGNING_KEY: privateKey };

/** Notes each start in a file beside the repository, and passes. */
const counted = (...more: readonly string[]) => [
  process.execPath,
  '-e',
  `fs.appendFileSync('../ran', process.argv.slice(1).join(' ') + '\\n');${more.join(';')}`,
];

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
});
