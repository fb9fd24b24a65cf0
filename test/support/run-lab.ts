import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readConfig } from '../../src/config/compile/compile.ts';
import type { RunEvent } from '../../src/core/ports.ts';
import type { RunRecord } from '../../src/core/record.ts';
import type { Waiting } from '../../src/git/isolation/lock.ts';
import { findRepository, type Repository } from '../../src/git/repository.ts';
import type { LocalSelection } from '../../src/run/capture.ts';
import type { Afterwards } from '../../src/run/compose-ports.ts';
import type { ReadConfig } from '../../src/run/configs/configs.ts';
import { perform } from '../../src/run/perform.ts';
import { type Preparation, type Prepared, prepare } from '../../src/run/preparation.ts';
import type { Judge } from '../../src/run/pushes/commit-scene.ts';
import type { RunRequest } from '../../src/run/request.ts';
import { localScene, type Scene } from '../../src/run/scene.ts';
import type { World } from '../../src/run/world.ts';
import stores from '../../src/stores/local.ts';
import { Witness } from '../../src/system/witness.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from './repository.ts';

/** A real repository, and all that a run in it knows of the world. */
export interface RunLab {
  readonly repository: TestRepository;
  readonly world: World;
  readonly events: RunEvent[];
  readonly notices: string[];
  /** What is to be done once verdicts were shown. */
  readonly afterwards: Afterwards[];
  /** Fires for a run that is to end early. */
  readonly controller: AbortController;
  find(): Promise<Repository>;
  /** Commits a config of these tiers at the top, or in a folder. */
  configure(tiers: unknown, folder?: string): void;
  judge(): Promise<Judge>;
  prepare(scene: Scene, request: RunRequest): Promise<Preparation>;
  /** The same, for what must be ready. */
  ready(scene: Scene, request: RunRequest): Promise<Prepared>;
  scene(selection: LocalSelection): Promise<Scene>;
  /** Runs what a request asks for in the worktree. */
  run(request: RunRequest & { readonly selection: LocalSelection }): Promise<RunRecord>;
  perform(prepared: Prepared, request: RunRequest): Promise<RunRecord>;
}

/** Makes a lab; `more` replaces what the world is made of. Whoever makes it removes its repository. */
export function makeRunLab(options: RepositoryOptions = {}, more: Partial<World> = {}): RunLab {
  return openRunLab(makeRepository(options), more);
}

/** The same in a repository that is there. */
export function openRunLab(repository: TestRepository, more: Partial<World> = {}): RunLab {
  const world = makeWorld(repository, more);
  const events: RunEvent[] = [];
  const notices: string[] = [];
  const afterwards: Afterwards[] = [];
  const controller = new AbortController();
  const find = () => findRepository(repository.root, world.env);
  const lab: RunLab = {
    repository,
    world,
    events,
    notices,
    afterwards,
    controller,
    find,
    configure: (tiers, folder = '.') => {
      repository.commit({ [path.join(folder, '.lattice-hooksrc.json')]: JSON.stringify({ tiers }) }, 'configure');
    },
    judge: async () => ({
      repository: await find(),
      world,
      waiting: makeWaiting(),
      notice: (message) => void notices.push(message),
    }),
    prepare: async (scene, request) => prepare(scene, request, world, configReader(await find(), world)),
    ready: async (scene, request) => {
      const preparation = await lab.prepare(scene, request);
      if (preparation.type === 'ready') return preparation.prepared;
      throw new Error(`not ready: ${JSON.stringify(preparation)}`);
    },
    scene: async (selection) => localScene(await find(), selection, world),
    run: async (request) => lab.perform(await lab.ready(await lab.scene(request.selection), request), request),
    perform: (prepared, request) =>
      perform(prepared, request, world, {
        tell: (event) => void events.push(event),
        controller,
        stores,
        afterwards: (work) => void afterwards.push(work),
      }),
  };
  return lab;
}

/** The world of a repository: caches and temporary files go into the folder around it. */
function makeWorld({ root, folder, env }: TestRepository, more: Partial<World> = {}): World {
  const temporary = path.join(folder, 'temporary');
  mkdirSync(temporary, { recursive: true });
  let clock = 0;
  return {
    cwd: root,
    env: { ...env, XDG_CACHE_HOME: path.join(folder, 'cache') },
    node: process.execPath,
    nodeMajor: '20',
    platform: 'linux x64',
    product: '1.0.0',
    packageFolder: path.resolve(import.meta.dirname, '../..'),
    pid: process.pid,
    startedAt: '2026-01-02T03:04:05.678Z',
    now: () => {
      clock += 1;
      return clock;
    },
    chance: 0,
    cores: 2,
    look: new Witness(0),
    // What kinds find out with an entry of the package is tried where that is built.
    survey: { scopeOf: async () => 'file' },
    temporary,
    ...more,
  };
}

/** How a run waits for another one: `onWait` is called first, then time passes. */
export function makeWaiting(onWait: Waiting['onWait'] = () => {}): Waiting {
  return { pid: process.pid, since: '2026-01-02T03:04:05.678Z', onWait, sleep: () => new Promise(setImmediate) };
}

/** A run by hand of what is called `name`; `more` replaces what it asks for. */
export function makeRequest<S extends LocalSelection>(
  name: string,
  selection: S,
  more: Partial<RunRequest> = {},
): RunRequest & { readonly selection: S } {
  return {
    name,
    byHook: false,
    fixing: false,
    skips: [],
    hookArguments: [],
    useCache: true,
    failFast: false,
    ...more,
    selection,
  };
}

function configReader({ commonDir }: Repository, { product }: World): ReadConfig {
  return (folder, root) => readConfig(folder, root, { commonDir, product });
}
