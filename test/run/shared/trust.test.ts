import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../src/core/shared/signing.ts';
import { type ObjectServer, startObjectServer } from '../../support/object-server.ts';
import { copyRepository, makeRepository, type TestRepository } from '../../support/repository.ts';
import { makeRequest, openRunLab } from '../../support/run-lab.ts';

const { publicKey, privateKey } = makeKeyPair();
const other = makeKeyPair();
const CI = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REF_PROTECTED: 'true',
  GITHUB_SHA: 'c0ffee',
  LATTICE_HOOKS_SIGNING_KEY: privateKey,
};

describe('who is believed', () => {
  let server: ObjectServer;
  const repositories: TestRepository[] = [];
  beforeEach(async () => {
    server = await startObjectServer();
  });
  afterEach(() => {
    server.close();
    for (const repository of repositories.splice(0)) repository.remove();
  });

  const configWith = (keys: object) =>
    JSON.stringify({
      audit: 0,
      shared: { store: 'http', url: server.url, repository: 'example.com/web', keys, budget: '10s' },
      tiers: { fast: { tasks: { all: { run: [process.execPath, '-e', '0'], files: '*.txt' } } } },
    });
  /** Whether the task was not run. */
  const isKnown = async (repository: TestRepository, env: Readonly<Record<string, string>> = {}) => {
    const lab = openRunLab(repository, { env: { ...repository.env, ...env } });
    const { checks } = await lab.run(makeRequest('fast', { type: 'all' }));
    for (const work of lab.afterwards.splice(0)) await work(() => undefined);
    return checks[0]?.cached;
  };
  const twoClones = () => {
    const first = makeRepository();
    first.commit({ 'a.txt': 'a\n', '.lattice-hooksrc.json': configWith({ ci: publicKey }) });
    const second = copyRepository(first);
    repositories.push(first, second);
    return { first, second };
  };

  it('is no key that was taken back: what it has signed counts no more, where it was taken over too', async () => {
    const { first, second } = twoClones();
    await isKnown(first, CI);
    expect(await isKnown(second)).toBe(true);
    server.asked.length = 0;
    expect(await isKnown(second)).toBe(true);
    expect(server.asked).toEqual([]);
    second.write('.lattice-hooksrc.json', configWith({ next: other.publicKey }));
    expect(await isKnown(second)).toBe(false);
    // One that comes beside it takes nothing from it.
    second.write('.lattice-hooksrc.json', configWith({ ci: publicKey, next: other.publicKey }));
    expect(await isKnown(second)).toBe(true);
    expect(server.asked).toHaveLength(2);
  });
});
