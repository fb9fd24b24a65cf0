import type { Proof } from '../../src/core/memory/proof.ts';
import { readSceneConfigs, type SceneConfigs } from '../../src/run/configs/of-scene.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { decodeProof, openProofs, STATED } from '../../src/run/memory/proofs.ts';
import { storeFolder } from '../../src/run/memory/store-folder.ts';
import type { Judging } from '../../src/run/pushes/commit-tiers.ts';
import type { RunRequest } from '../../src/run/request.ts';
import type { Scene } from '../../src/run/scene.ts';
import { commitScene } from '../../src/run/subject.ts';
import stores from '../../src/stores/local.ts';
import type { RepositoryOptions } from './repository.ts';
import { makeRunLab, type RunLab } from './run-lab.ts';

/** A lab with commits that were checked when they were made, and others. */
export interface PushLab extends RunLab {
  /** Commits these files after a run of `pre-commit` that looked at them; `more` replaces what that asks for. */
  checked(files: Readonly<Record<string, string>>, more?: Partial<RunRequest>): Promise<string>;
  /** The scene of a commit as a push has it. */
  sceneOf(commit: string, bases: readonly string[]): Promise<Scene>;
  /** What a push that is compared with `bases` knows; `more` replaces what it asks for. */
  judging(bases: readonly string[], more?: Partial<RunRequest>): Promise<Judging>;
  /** The configs of a scene, which were read before. */
  configsOf(scene: Scene): Promise<Extract<SceneConfigs, { readonly type: 'read' }>>;
  proofs(): Promise<readonly Proof[]>;
  /** How many statements there are. */
  statements(): Promise<number>;
}

/** Makes one; whoever makes it removes its repository. */
export function makePushLab(options: RepositoryOptions = {}): PushLab {
  const lab = makeRunLab(options);
  const { repository, world } = lab;
  const words = async () => openProofs(await lab.find()).all();
  return {
    ...lab,
    checked: async (files, more = {}) => {
      for (const [file, content] of Object.entries(files)) repository.write(file, content);
      repository.git('add', '--all');
      await lab.run({ ...hookRequest('pre-commit', []), ...more, selection: { type: 'staged' } });
      return repository.commit();
    },
    sceneOf: async (commit, bases) =>
      commitScene({ repository: await lab.find(), world }, { commit, bases, branches: [] }),
    judging: async (bases, more = {}) => ({
      request: { ...hookRequest('pre-push', []), ...more },
      world,
      store: stores.open(storeFolder(await lab.find())),
      bases,
    }),
    configsOf: async (scene) => {
      const configs = await readSceneConfigs(scene, world, async () => undefined);
      if (configs.type === 'read') return configs;
      throw new Error(`not read: ${configs.type}`);
    },
    proofs: async () => (await words()).flatMap(({ content }) => decodeProof(content) ?? []),
    statements: async () => (await words()).filter(({ content }) => content === STATED).length,
  };
}
