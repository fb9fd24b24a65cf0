import { realpathSync } from 'node:fs';
import { loadEntry } from '../catalog.ts';
import type { GateContext } from '../core/contracts/gates.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import type { Ports } from '../core/ports.ts';
import { changedLinesSince, type Judged } from '../git/changed-lines.ts';
import type { BaseHints } from '../git/default-base.ts';
import { readBlobs } from '../git/objects.ts';
import type { RunRequest } from './request.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** Judges gates of a scene. A gate that throws is broken: what could not be judged is not a pass. */
export function gateJudge(scene: Scene, hints: BaseHints, temporary: string): Ports['judge'] {
  return async (tier, gate, evidence, tree) => {
    const { globTest } = await import('../config/globs.ts');
    const context: GateContext = {
      root: tier.root,
      directory: realpathSync(scene.directory),
      snapshot: { ...scene.captured.snapshot, tree },
      evidence,
      changedLines: (base) => changedLinesSince(scene.place, judgedState(scene, tree, temporary), base, hints),
      read: (path) => readText(scene, tree, path),
      globTest,
    };
    try {
      return await (await loadEntry('gates', gate)).judge(tier.gates[gate] ?? {}, context);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        status: 'broken',
        findings: [{ severity: 'error', message }],
        summary: [{ status: 'broken', text: message }],
      };
    }
  };
}

/** What a comparison may begin with when a gate names no base: only a push says where it goes. */
export function baseHints({ name, hookArguments }: RunRequest, { env }: Pick<World, 'env'>): BaseHints {
  const remote = name === 'pre-push' ? hookArguments[0] : undefined;
  return { remote: remote ?? 'origin', pullRequestBase: env['GITHUB_BASE_REF'] };
}

function judgedState({ captured: { snapshot } }: Scene, files: FileSet, temporary: string): Judged {
  return snapshot.commit === undefined
    ? { type: 'files', files, temporary }
    : { type: 'commit', commit: snapshot.commit };
}

async function readText({ place }: Scene, tree: FileSet, path: RepoPath): Promise<string> {
  const id = tree.get(path)?.id;
  const bytes = id === undefined ? undefined : (await readBlobs(place, [id])).get(id);
  if (bytes === undefined) throw new Error(`there is no file ${path} in what is judged`);
  return Buffer.from(bytes).toString();
}
