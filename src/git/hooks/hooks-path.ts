import { resolve } from 'node:path';
import { splitFields } from '../../core/path-bytes.ts';
import { type GitPlace, git, gitFailed, tryGit } from '../git.ts';

/** The setting that sends git elsewhere for its hooks. */
export interface HooksPathSetting {
  /** As it was written. */
  readonly value: string;
  /** Which configuration says so: `system`, `global`, `local`, `worktree` or `command`. */
  readonly scope: string;
  /** Where it stands, as in `file:.git/config`. */
  readonly origin: string;
}

/** Where git looks for hooks. */
export interface HooksPlace {
  /** Absolute. Need not exist. */
  readonly folder: string;
  /** `core.hooksPath`, where it is set: of several values the one that counts. */
  readonly setting?: HooksPathSetting;
}

/** Asks git where it looks for hooks. `place.cwd` is the top of the worktree, which relative settings are relative to. */
export async function findHooksPlace(place: GitPlace): Promise<HooksPlace> {
  const args = ['config', '--null', '--show-scope', '--show-origin', '--get-all', 'core.hooksPath'];
  const [folder, settings] = await Promise.all([git(place, ['rev-parse', '--git-path', 'hooks']), tryGit(place, args)]);
  // 1: there is none.
  if (settings.code > 1) throw gitFailed(args, settings);
  const [scope, origin, value] = splitFields(settings.stdout)
    .slice(-3)
    .map((field) => field.toString());
  const found = resolve(place.cwd, folder.toString().replace(/\n$/, ''));
  if (scope === undefined || origin === undefined || value === undefined) return { folder: found };
  return { folder: found, setting: { value, scope, origin } };
}
