import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { showPath } from '../config/places.ts';
import { managerOf } from '../core/hooks/managers.ts';
import { CLIENT_HOOKS } from '../core/hooks/triggers.ts';
import type { HookFile, HooksSeen } from '../diagnoses/hooks-seen.ts';
import { chooseFolder, foreignFolderError } from '../git/hooks/choose-folder.ts';
import { findHooksPlace } from '../git/hooks/hooks-path.ts';
import { ASIDE } from '../git/hooks/place.ts';
import { isOurHook, readStub } from '../git/hooks/stub.ts';
import { packageLink } from '../setup/package-link.ts';
import type { DoctorSite } from './site.ts';
import { packageVersion, startStub } from './start-stub.ts';
import { lookAtWorktrees } from './worktrees.ts';

/** Larger files are no hooks that a manager wrote. */
const MOST_BYTES = 256 * 1024;

/** Reads what git finds where it looks for hooks. Starts no hook but one of ours that nobody has edited, which only says what it finds. */
export async function lookAtHooks(site: DoctorSite): Promise<HooksSeen> {
  const { repository, place, world } = site;
  const found = await findHooksPlace(place);
  const choice = chooseFolder(found, repository);
  const files = CLIENT_HOOKS.flatMap((name) => readHook(found.folder, name, world.packageFolder) ?? []);
  const own = files.find(({ is }) => is.type === 'ours' && is.isAsWritten);
  const starts = own === undefined ? undefined : await startStub(own.path, site);
  return {
    folder: showPath(found.folder, repository.root),
    ...(choice.type === 'own' ? {} : { foreign: foreignText(choice.foreign) }),
    files,
    installed: CLIENT_HOOKS.filter((name) => isOurHook(join(repository.commonDir, 'hooks', name))),
    worktrees: await lookAtWorktrees(repository, place, found),
    ...(starts === undefined ? {} : { starts }),
    ...packageOf(site),
  };
}

function packageOf({
  repository: { root },
  world: { cwd, packageFolder },
}: DoctorSite): Pick<HooksSeen, 'repositoryVersion' | 'canInstall'> {
  if (packageLink(cwd, root, packageFolder) !== undefined) return { canInstall: true };
  const repositoryVersion = packageVersion(join(root, 'node_modules', 'lattice-hooks'));
  if (repositoryVersion !== undefined) return { repositoryVersion, canInstall: false };
  return { canInstall: !/[\\/]_npx[\\/]/.test(packageFolder) };
}

function foreignText(foreign: Parameters<typeof foreignFolderError>[0]): NonNullable<HooksSeen['foreign']> {
  const { message, hint } = foreignFolderError(foreign);
  return { cause: message, remedy: hint.replace(/\.$/, '') };
}

function readHook(folder: string, name: string, packageFolder: string): HookFile | undefined {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return undefined;
  const text = textOf(path);
  // One that may not be started is passed over by ours as by git.
  const earlier = isExecutable(path + ASIDE) ? managerOf(textOf(path + ASIDE)) : undefined;
  const isOurs = text !== '' && isOurHook(path);
  return {
    name,
    path,
    isExecutable: isExecutable(path),
    is: isOurs ? { type: 'ours', ...readStub(packageFolder, text) } : foreignHook(folder, name, text),
    ...(isOurs && earlier !== undefined ? { earlier } : {}),
  };
}

/** What husky starts is in the folder above, in a file of the same name. */
function foreignHook(folder: string, name: string, text: string): HookFile['is'] {
  const manager = managerOf(text);
  const started = manager === 'husky' ? textOf(join(folder, '..', name)) : '';
  // The name alone may be that of a folder.
  return { type: 'foreign', manager, callsUs: /\blattice-hooks["']?\s+(?:run|hook)\b/.test(`${text}\n${started}`) };
}

function isExecutable(file: string): boolean {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  return mode !== undefined && (process.platform === 'win32' || (mode & 0o111) !== 0);
}

/** Empty: it is not there, may not be read, or is larger than a hook. */
function textOf(file: string): string {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size <= MOST_BYTES ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}
