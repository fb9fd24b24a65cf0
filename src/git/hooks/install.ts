import { basename, dirname, join, relative } from 'node:path';
import type { GitPlace } from '../git.ts';
import { withHookFiles } from '../hook-files.ts';
import type { Repository } from '../repository.ts';
import { chooseFolder, type FolderChoice, forcedFolder, foreignFolderError } from './choose-folder.ts';
import { findHooksPlace } from './hooks-path.ts';
import { type PlacedHooks, placeHooks, type RemovedHooks, removeHooks } from './place.ts';
import { realPath } from './real-path.ts';
import { bringBackRetired } from './retire.ts';
import { stubText } from './stub.ts';
import {
  type GivenBack,
  giveBackHooksPath,
  isRetired,
  isTakenOver,
  otherHooks,
  readOtherHooks,
  takeHooksPath,
} from './take-over.ts';
import { verifyHooks } from './verify.ts';

/** Where hooks are installed, and with what. All paths absolute unless said. */
export interface HookSite {
  readonly repository: Repository;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly node: string;
  readonly packageFolder: string;
  /** Version of the package. */
  readonly product: string;
}

/** What installing did. */
export interface InstalledHooks extends PlacedHooks {
  /** Where the hooks are: absolute. */
  readonly folder: string;
  /** Folder whose hooks of the same name run first, as seen from the top. Undefined: git's setting was not taken over. */
  readonly others: string | undefined;
  /** What keeps a hook from working, by name. */
  readonly problems: ReadonlyMap<string, string>;
}

/** What uninstalling did. */
export interface UninstalledHooks extends RemovedHooks {
  /** Hooks of managers that `migrate` set aside and whose name somebody else has taken since. */
  readonly leftRetired: readonly string[];
  readonly hooksPath: GivenBack | undefined;
}

/**
 * Finds the folder for hooks. Rejects with `LatticeError` where it is not ours to write to, unless that is `forced`, now or
 * by an earlier run: other hook managers set git's setting again at every `npm install`. Of a folder for which `retires`
 * holds the hooks run no more. Changes nothing.
 */
export async function findHooksFolder(
  site: HookSite,
  forced: boolean,
  retires: (folder: string) => boolean = () => false,
): Promise<FolderChoice> {
  const place = placeOf(site);
  const choice = chooseFolder(await findHooksPlace(place), site.repository);
  if (choice.type === 'own') return choice;
  const { foreign } = choice;
  const isFixed = foreign.setting?.scope === 'command';
  const isOver = retires(foreign.folder) || (await isRetired(place, site.repository, foreign));
  if (!isFixed && isOver) return { ...choice, isRetired: true };
  if (isFixed || !(forced || (await isTakenOver(place, site.repository, foreign)))) throw foreignFolderError(foreign);
  return choice;
}

/**
 * Installs one hook for each of the names and takes out ours of other names. `link`: where the repository has the
 * package, relative to its top. Rejects with `LatticeError` when a file cannot be placed.
 */
export async function installHooks(
  site: HookSite,
  choice: FolderChoice,
  names: readonly string[],
  link: string | undefined,
): Promise<InstalledHooks> {
  const place = placeOf(site);
  const { repository, packageFolder, node, env, product: version } = site;
  const folder = choice.type === 'own' ? choice.folder : forcedFolder(repository);
  const others = await othersFor(place, repository, choice);
  const main = mainSeenFrom(folder, repository);
  const values = { folder: link ?? '', main, package: packageFolder, node, others, version };
  const writer = { packageFolder, node, env, workFolder: join(repository.commonDir, 'lattice-hooks') };
  const text = stubText(packageFolder, values);
  const placed = await withHookFiles(writer, names, text, (files) => placeHooks(folder, files));
  // The hooks are in place before git looks there, so that at no time there are none.
  if (choice.type === 'foreign') {
    await takeHooksPath(place, repository, choice.foreign, choice.isRetired === true).catch((error: unknown) => {
      removeHooks(folder);
      throw error;
    });
  }
  const problems = await verifyHooks(place, folder, names);
  return { ...placed, folder, others: others === '' ? undefined : others, problems };
}

/** Takes out all hooks of ours and takes back what `install --force` has set. */
export async function uninstallHooks(site: Pick<HookSite, 'repository' | 'env'>): Promise<UninstalledHooks> {
  const place = placeOf(site);
  const choice = chooseFolder(await findHooksPlace(place), site.repository);
  const hooksPath = await giveBackHooksPath(place);
  const folders = new Set([join(site.repository.commonDir, 'hooks'), forcedFolder(site.repository)]);
  if (choice.type === 'own') folders.add(choice.folder);
  const results = [...folders].map((folder) => removeHooks(folder));
  const retired = [...folders].map((folder) => bringBackRetired(folder));
  return {
    removed: [...new Set(results.flatMap((result) => result.removed))],
    putBack: [...new Set([...results, ...retired].flatMap((result) => result.putBack))],
    leftAside: results.flatMap((result) => result.leftAside),
    leftRetired: retired.flatMap((result) => result.leftAside),
    hooksPath,
  };
}

function placeOf({ repository, env }: Pick<HookSite, 'repository' | 'env'>) {
  return { cwd: repository.root, env };
}

async function othersFor(place: GitPlace, repository: Repository, choice: FolderChoice): Promise<string> {
  if (choice.type === 'foreign') return choice.isRetired === true ? '' : otherHooks(repository, choice.foreign);
  return choice.folder === forcedFolder(repository) ? ((await readOtherHooks(place)) ?? '') : '';
}

/** The worktree that linked ones belong to, from the folder of the hooks. Empty: a bare repository has none. */
function mainSeenFrom(folder: string, { root, gitDir, commonDir }: Repository): string {
  const main = gitDir === commonDir ? root : basename(commonDir) === '.git' ? dirname(commonDir) : undefined;
  // With links followed: `..` leads from where a folder is, and not from where a link to it stands.
  return main === undefined ? '' : relative(realPath(folder), realPath(main));
}
