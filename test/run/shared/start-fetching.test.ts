import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keep } from '../../../src/config/kept.ts';
import type { Repository } from '../../../src/git/repository.ts';
import { keepFetchState } from '../../../src/run/shared/fetch-state.ts';
import { fetchAfterGit, startFetching } from '../../../src/run/shared/start-fetching.ts';
import type { World } from '../../../src/run/world.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');

/** In place of the package: notes how it was started. */
const PACKAGE = `require('fs').writeFileSync('started.json', JSON.stringify([process.argv.slice(2), process.env.GIT_DIR ?? null]))`;

describe('startFetching', () => {
  let lab: TestRepository;
  let repository: Repository;
  let world: World;

  beforeEach(() => {
    lab = makeRepository();
    const gitDir = path.join(lab.root, '.git');
    repository = { root: lab.root, gitDir, commonDir: gitDir };
    mkdirSync(path.join(lab.folder, 'package/dist'), { recursive: true });
    writeFileSync(path.join(lab.folder, 'package/dist/hot.cjs'), PACKAGE);
    world = {
      env: { ...lab.env, GIT_DIR: '.git' },
      node: process.execPath,
      packageFolder: path.join(lab.folder, 'package'),
      product: '1',
      startedAt: new Date(NOW).toISOString(),
    } as Partial<World> as World;
  });

  afterEach(() => lab.remove());

  const started = () => existsSync(path.join(lab.root, 'started.json'));
  const waitForStart = () => vi.waitFor(() => expect(started()).toBe(true), { timeout: 20_000 });
  const keepConfig = (shared: object) => {
    writeFileSync(path.join(lab.root, '.lattice-hooksrc.json'), '{}');
    const file = path.join(lab.root, '.lattice-hooksrc.json');
    const config = { file, tiers: [{ name: 'fast', shared }] } as unknown as Parameters<typeof keep>[1];
    const digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const keeping = { commonDir: repository.commonDir, folder: lab.root, product: '1' };
    keep(keeping, config, { sources: [{ file, digest }], packages: [], local: undefined });
  };

  it('starts the package beside the hook, at the top, and not as a part of what git does', async () => {
    keepConfig({ isFetched: true });
    startFetching(repository, world);
    await waitForStart();
    const text = await vi.waitFor(() => JSON.parse(readFileSync(path.join(lab.root, 'started.json'), 'utf8')));
    expect(text).toEqual([['cache', 'fetch', '--beside'], null]);
  });

  it('starts nothing in CI, where it is turned off, where nothing is fetched, and a moment after the last time', () => {
    expect(startFetching(repository, { ...world, env: { ...world.env, CI: 'true' } })).toBe(false);
    expect(startFetching(repository, { ...world, env: { ...world.env, LATTICE_HOOKS_SHARED: '0' } })).toBe(false);
    keepConfig({});
    expect(startFetching(repository, world)).toBe(false);
    keepConfig({ isFetched: true });
    keepFetchState(repository.commonDir, { at: NOW - 1000, failures: 0 });
    expect(startFetching(repository, world)).toBe(false);
  });

  it('starts after a fetch of git itself, and not again for the same', async () => {
    keepConfig({ isFetched: true });
    expect(fetchAfterGit(repository, world)).toBe(false);
    keepFetchState(repository.commonDir, { at: NOW - 600_000, failures: 0 });
    const fetched = path.join(repository.gitDir, 'FETCH_HEAD');
    writeFileSync(fetched, '');
    utimesSync(fetched, NOW / 1000 - 700, NOW / 1000 - 700);
    expect(fetchAfterGit(repository, world)).toBe(false);
    utimesSync(fetched, NOW / 1000 - 500, NOW / 1000 - 500);
    expect(fetchAfterGit(repository, world)).toBe(true);
    await waitForStart();
  });
});
