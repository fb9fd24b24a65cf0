import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { loadEntry } from '../../catalog.ts';
import type { GateContext } from '../../core/contracts/gates.ts';
import { errorMessage } from '../../core/errors.ts';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { relativeTo } from '../../core/globs.ts';
import type { Ports } from '../../core/ports.ts';
import { readFileOf } from '../../git/commits/base-file.ts';
import { changedLinesSince, type Judged } from '../../git/commits/changed-lines.ts';
import type { BaseHints } from '../../git/commits/default-base.ts';
import { blobReader, type ReadBlob } from '../../git/objects/blob-reader.ts';
import { findReports } from '../../work/find-reports.ts';
import type { Site } from '../../work/site.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { gateBase } from './base.ts';

/** Judges gates of a scene. A gate that throws is broken: what could not be judged is not a pass. */
export function gateJudge(
  scene: Scene,
  hints: BaseHints,
  { temporary, startedAt }: Pick<World, 'temporary' | 'startedAt'>,
): Ports['judge'] {
  return async (tier, gate, evidence, tree) => {
    const readBlob = blobReader(scene.place);
    const { strictGlobTest: globTest } = await import('../../config/globs.ts');
    const compare = (base: string | undefined) => gateBase(scene, { tier, gate, base }, hints);
    const context: GateContext = {
      tier: tier.name,
      root: tier.root,
      directory: realpathSync(scene.directory),
      snapshot: { ...scene.captured.snapshot, tree },
      ...evidence,
      today: startedAt.slice(0, 'yyyy-mm-dd'.length),
      reportsAt: (pattern) => reportsAt(pattern, context.directory, tier.root, async (glob) => globTest(glob)),
      changedLines: async (base) =>
        changedLinesSince(scene.place, judgedState(scene, tree, temporary), await compare(base)),
      readAtBase: async (base, path) => {
        const compared = await compare(base);
        return { ...compared, text: await readFileOf(scene.place, compared.base, path) };
      },
      read: (path) => readText(readBlob, tree, path),
      globTest,
    };
    try {
      return await (await loadEntry('gates', gate)).judge(tier.gates[gate] ?? {}, context);
    } catch (error) {
      const message = errorMessage(error);
      return {
        status: 'broken',
        findings: [{ severity: 'error', message }],
        summary: [{ status: 'broken', text: message }],
      };
    }
  };
}

/** What lies in the way of a glob that leads out of the repository is none of its reports. */
async function reportsAt(
  pattern: string,
  directory: string,
  root: RepoPath,
  globTest: Site['globTest'],
): Promise<readonly RepoPath[]> {
  if (pattern.startsWith('{scratch}')) return [];
  const places = { directory, base: join(directory, root), scratch: directory, globTest };
  const files = (await findReports(pattern, places)) ?? [];
  return files.flatMap((file) => relativeTo(directory, file) ?? []);
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

async function readText(readBlob: ReadBlob, tree: FileSet, path: RepoPath): Promise<string> {
  const id = tree.get(path)?.id;
  const bytes = id === undefined ? undefined : await readBlob(id);
  if (bytes === undefined) throw new Error(`there is no file ${path} in what is judged`);
  return Buffer.from(bytes).toString();
}
