import { lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Upkeep } from '../../core/contracts/gates.ts';
import { errorMessage } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { replaceFile } from '../../system/kept/replace-file.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';

/** Whether a run may write what gates keep: somebody asked for it by hand, of the worktree. A hook never does. */
export function mayKeepUp(scene: Scene, { fixing, byHook }: RunRequest): boolean {
  const { captured, directory, repository } = scene;
  return fixing && !byHook && captured.snapshot.source !== 'commit' && directory === repository.root;
}

/** Brings files of gates up to date, by what stands there now. Returns what a person should know; what cannot be written is told. */
export function keepUp(root: string, upkeeps: readonly Upkeep[]): readonly string[] {
  return upkeeps.flatMap((upkeep) => {
    try {
      return reviseOne(root, upkeep) ? [`wrote ${upkeep.path}: it counts once it is committed`] : [];
    } catch (error) {
      return [`${upkeep.path} was not written: ${errorMessage(error)}`];
    }
  });
}

function reviseOne(root: string, { path, revise }: Upkeep): boolean {
  const file = join(root, path);
  refuseDetour(root, dirname(dirname(path)));
  const standing = lstatSync(file, { throwIfNoEntry: false });
  if (standing?.isFile() === false) throw new Error('something else than a file stands there');
  const text = revise(standing && readFileSync(file, 'utf8'));
  if (text === undefined) return false;
  mkdirSync(dirname(file), { recursive: true });
  refuseDetour(root, dirname(path));
  replaceFile(file, text);
  return true;
}

/** A link on the way may lead anywhere. */
function refuseDetour(root: string, folder: RepoPath): void {
  if (realpathSync(join(root, folder)) !== join(realpathSync(root), folder)) throw new Error('a link leads elsewhere');
}
