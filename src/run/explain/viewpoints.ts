import type { Viewpoint } from '../../core/explain/explain.ts';
import type { Tier } from '../../core/task.ts';
import type { Repository } from '../../git/repository.ts';
import { hookRequest, hookSelection } from '../hook-request.ts';
import { nextPush } from '../pushes/next-push.ts';
import type { RunRequest } from '../request.ts';
import { localScene, type Scene } from '../scene.ts';
import type { World } from '../world.ts';

/** A state of the repository that a task is explained by. */
export interface View {
  readonly viewpoint: Viewpoint;
  readonly scene: Scene;
  readonly request: RunRequest;
  readonly notes: readonly string[];
}

/** Scenes, each made when it is first asked for. */
export class Scenes {
  readonly #repository: Repository;
  readonly #world: World;
  readonly #local = new Map<Viewpoint, Promise<Scene>>();
  #push: Promise<Scene | undefined> | undefined;

  constructor(repository: Repository, world: World) {
    this.#repository = repository;
    this.#world = world;
  }

  /** Undefined: there is none, as there is no push before the first commit. */
  at(viewpoint: Viewpoint): Promise<Scene | undefined> {
    if (viewpoint !== 'push') return this.local(viewpoint);
    this.#push ??= nextPush(this.#repository, this.#world);
    return this.#push;
  }

  /** What lies here, which there always is. */
  local(viewpoint: Exclude<Viewpoint, 'push'>): Promise<Scene> {
    const made = this.#local.get(viewpoint) ?? localScene(this.#repository, { type: viewpoint }, this.#world);
    this.#local.set(viewpoint, made);
    return made;
  }
}

/**
 * What a task of a tier is explained by: what is asked for, else what its next run would judge, which is what is staged, or
 * what a push would bring. Where that is nothing, it is the worktree, as for a run by hand.
 */
export async function viewFor(tier: Tier, asked: Viewpoint | undefined, scenes: Scenes): Promise<View> {
  const hook = tier.on.find((trigger) => hookSelection(trigger).type === 'staged');
  const isPushed = hook === undefined && tier.on.includes('pre-push');
  const usual = hook !== undefined ? 'staged' : isPushed ? 'push' : 'worktree';
  const viewpoint = asked ?? usual;
  const scene = await scenes.at(viewpoint);
  const request = asked === 'all' || usual === 'worktree' ? byHand(tier) : hookRequest(hook ?? 'pre-push', []);
  const isEmpty = scene === undefined || scene.captured.snapshot.changed.size === 0;
  if (scene !== undefined && (!isEmpty || asked !== undefined || viewpoint === 'worktree')) {
    return { viewpoint, scene, request, notes: [] };
  }
  return { viewpoint: 'worktree', scene: await scenes.local('worktree'), request, notes: [NOTHING_THERE[usual]] };
}

const NOTHING_THERE = {
  staged: 'nothing is staged, so this is about the worktree',
  push: 'there is nothing to push, so this is about the worktree',
  worktree: '',
} as const;

function byHand({ name }: Tier): RunRequest {
  return {
    name,
    selection: { type: 'worktree' },
    byHook: false,
    fixing: false,
    skips: [],
    hookArguments: [],
    useCache: true,
    failFast: false,
  };
}
