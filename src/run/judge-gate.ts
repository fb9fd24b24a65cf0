import { realpathSync } from 'node:fs';
import { loadEntry } from '../catalog.ts';
import { globTest } from '../config/globs.ts';
import type { ChangedLines, GateContext } from '../core/contracts.ts';
import { type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import type { Ports } from '../core/ports.ts';
import { type BaseHints, type ComparedLines, changedLinesSince, type Judged } from '../git/changed-lines.ts';
import { readBlobs } from '../git/objects.ts';
import type { Scene } from './scene.ts';

/** Judges gates of a scene. A gate that throws is broken: what could not be judged is not a pass. */
export function gateJudge(scene: Scene, hints: BaseHints): Ports['judge'] {
  return async (tier, gate, evidence, tree) => {
    const context: GateContext = {
      root: tier.root,
      directory: realpathSync(scene.directory),
      snapshot: { ...scene.captured.snapshot, tree },
      evidence,
      changedLines: (base) => changedLines(scene, tree, base, hints),
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

async function changedLines(
  scene: Scene,
  tree: FileSet,
  base: string | undefined,
  hints: BaseHints,
): Promise<ComparedLines> {
  const judged = judgedState(scene, tree);
  const compared = await changedLinesSince(scene.place, judged, base, hints);
  if (judged.type !== 'worktree') return compared;
  return { ...compared, lines: await withUntracked(compared.lines, scene, tree) };
}

/** Fixes that were just made are on disk and not in the index yet. */
function judgedState({ captured: { snapshot } }: Scene, tree: FileSet): Judged {
  if (snapshot.commit !== undefined) return { type: 'commit', commit: snapshot.commit };
  const isFixed = [...snapshot.changed.keys()].some((path) => snapshot.tree.get(path)?.id !== tree.get(path)?.id);
  return { type: snapshot.source === 'index' && !isFixed ? 'index' : 'worktree' };
}

/** Files that git does not know yet are in none of its diffs, and every line of them is new. */
async function withUntracked(lines: ChangedLines, scene: Scene, tree: FileSet): Promise<ChangedLines> {
  const added = [...scene.captured.snapshot.changed].filter(([path, kind]) => {
    const entry = tree.get(path);
    return kind === 'added' && !lines.has(path) && entry !== undefined && isRegular(entry);
  });
  const all = new Map(lines);
  for (const [path] of added) {
    const text = await readText(scene, tree, path);
    const count = text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);
    if (count > 0)
      all.set(
        path,
        Array.from({ length: count }, (_, index) => index + 1),
      );
  }
  return all;
}

async function readText({ place }: Scene, tree: FileSet, path: RepoPath): Promise<string> {
  const id = tree.get(path)?.id ?? '';
  return Buffer.from((await readBlobs(place, [id])).get(id) ?? []).toString();
}
