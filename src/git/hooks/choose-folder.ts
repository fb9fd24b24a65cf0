import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { Repository } from '../repository.ts';
import type { HooksPathSetting, HooksPlace } from './hooks-path.ts';
import { isWithin, realPath } from './real-path.ts';

/** Why hooks cannot go where git looks for them. */
export interface ForeignFolder {
  /** Absolute: where git looks. */
  readonly folder: string;
  /** A part of a sentence about the folder. */
  readonly why: string;
  readonly setting?: HooksPathSetting;
}

/** What to do about the place where git looks for hooks. */
export type FolderChoice =
  | { readonly type: 'own'; readonly folder: string }
  /** `isRetired`: the hooks there are not to run any more. */
  | { readonly type: 'foreign'; readonly foreign: ForeignFolder; readonly isRetired?: true };

/**
 * Hooks go where git looks when that is below the common git directory, links followed: such files belong to this
 * repository alone, and no commit holds them. All else is somebody else's.
 */
export function chooseFolder({ folder, setting }: HooksPlace, repository: Repository): FolderChoice {
  const real = realPath(folder);
  if (isWithin(realPath(repository.commonDir), real)) return { type: 'own', folder };
  const why = reasonAgainst(real, realPath(repository.root));
  return { type: 'foreign', foreign: { folder, why, ...(setting === undefined ? {} : { setting }) } };
}

/** The folder that `install --force` makes git look in: one of our own, so that hooks of others stay as they are. */
export function forcedFolder(repository: Repository): string {
  return join(repository.commonDir, 'lattice-hooks', 'hooks');
}

/** Whether it is the folder of husky, or the one of its stubs in that. */
export function isOfHusky(folder: string): boolean {
  return basename(basename(folder) === '_' ? dirname(folder) : folder) === '.husky';
}

/** The refusal to install into a folder that is not this repository's own. */
export function foreignFolderError(foreign: ForeignFolder): LatticeError {
  const { folder, why, setting } = foreign;
  const [cause, remedy] =
    setting === undefined
      ? [`the hooks folder is a link to ${realPath(folder)}`, 'replace the link by a folder']
      : [
          `core.hooksPath is \`${setting.value}\` (${setting.scope}, ${setting.origin})`,
          `\`${unsetCommand(setting)}\` if nothing needs it`,
        ];
  if (setting?.scope === 'command') {
    const hint = 'Take it out of the command line or of the environment (GIT_CONFIG_PARAMETERS, GIT_CONFIG_COUNT).';
    return new LatticeError(
      'environment',
      `${cause}, which no setting of a repository can change`,
      hint,
      undefined,
      'doctor.md#hooks-path',
    );
  }
  const forced = `\`lattice-hooks install --force\` sets core.hooksPath for this repository; hooks of the same name there still run, and \`uninstall\` takes it back. Or ${remedy}.`;
  return new LatticeError(
    'environment',
    `${cause}: git looks for hooks there, and ${why}`,
    isOfHusky(folder)
      ? `\`npx lattice-hooks migrate\` takes over what husky does, and makes the config of it. Or ${forced}`
      : forced,
    undefined,
    'doctor.md#hooks-path',
  );
}

function reasonAgainst(folder: string, root: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) return 'it is no folder';
  return isWithin(root, folder)
    ? 'it is part of the worktree, where hooks are files of the project'
    : 'other repositories may use it too';
}

function unsetCommand({ scope }: HooksPathSetting): string {
  return `git config --${scope} --unset-all core.hooksPath`;
}
