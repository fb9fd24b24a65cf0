import { relative } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { splitFields } from '../../core/path-bytes.ts';
import { type GitPlace, git, gitFailed, tryGit } from '../git.ts';
import type { Repository } from '../repository.ts';
import { type ForeignFolder, forcedFolder } from './choose-folder.ts';
import { findHooksPlace } from './hooks-path.ts';
import { isWithin, realPath } from './real-path.ts';

/** The configuration file of git's that was changed: `local` is the repository's, `worktree` that of one worktree. */
type Scope = 'local' | 'worktree';

/** What was set, so that it can be taken back: in the same file as the setting itself. */
const SET = 'lattice.hooksPath';
/** Each value that the setting had there before. */
const EARLIER = 'lattice.earlierHooksPath';
/** Folder where git looked, for the hooks to run first. */
const OTHERS = 'lattice.otherHooks';
/** The same where its hooks are not to run: their manager's checks are ours now. */
const RETIRED = 'lattice.retiredHooks';

/** How taking the setting back ended. */
export type GivenBack =
  /** The setting is as it was; `values` are what it has there again, none if there was none. */
  | { readonly type: 'restored'; readonly values: readonly string[] }
  /** Somebody has set another value since, which stays. */
  | { readonly type: 'changed'; readonly value: string };

/**
 * Makes git look for this repository's hooks in a folder of our own, and remembers what the setting was. `isRetired`: the
 * hooks there run no more. Rejects with `LatticeError` when git would still look elsewhere, with the configuration as it was.
 */
export async function takeHooksPath(
  place: GitPlace,
  repository: Repository,
  foreign: ForeignFolder,
  isRetired: boolean,
): Promise<void> {
  const scope = foreign.setting?.scope === 'worktree' ? 'worktree' : 'local';
  const folder = forcedFolder(repository);
  const earlier = (await read(place, scope, 'core.hooksPath')).filter((value) => value !== folder);
  await write(place, scope, EARLIER, earlier);
  const others = otherHooks(repository, foreign);
  await write(place, scope, OTHERS, isRetired ? [] : [others]);
  await write(place, scope, RETIRED, isRetired ? [others] : []);
  await write(place, scope, SET, [folder]);
  await write(place, scope, 'core.hooksPath', [folder]);
  const now = await findHooksPlace(place);
  if (now.folder === folder) return;
  await giveBack(place, scope);
  throw new LatticeError(
    'environment',
    `git looks for hooks in ${now.folder} although core.hooksPath was set for this repository`,
    `See \`git config --show-origin --get-all core.hooksPath\`; a file that is included may set it.`,
    undefined,
    'doctor.md#hooks-path',
  );
}

/** Takes back what `takeHooksPath` has set. Undefined: it has set nothing. */
export async function giveBackHooksPath(place: GitPlace): Promise<GivenBack | undefined> {
  // Without a file of its own a worktree has none of these values, and asking for them is an error.
  const hasOwn =
    (await tryGit(place, ['config', '--bool', 'extensions.worktreeConfig'])).stdout.toString() === 'true\n';
  const scopes: readonly Scope[] = hasOwn ? ['worktree', 'local'] : ['local'];
  // Hooks may have been forced past both: what is left of one would lead git to where none are any more.
  const given: (GivenBack | undefined)[] = [];
  for (const scope of scopes) given.push(await giveBack(place, scope));
  return given.find((one) => one !== undefined);
}

/** The folder where git looked, as hooks see it: inside the worktree from its top, which is as true in a linked worktree. */
export function otherHooks(repository: Repository, foreign: ForeignFolder): string {
  const [root, folder] = [realPath(repository.root), realPath(foreign.folder)];
  return isWithin(root, folder) ? relative(root, folder) || '.' : foreign.folder;
}

/** The same, where the setting was taken over earlier. */
export async function readOtherHooks(place: GitPlace): Promise<string | undefined> {
  return readValue(place, OTHERS);
}

/** Whether `takeHooksPath` has led git away from this very folder before, and nothing was given back since. */
export async function isTakenOver(place: GitPlace, repository: Repository, foreign: ForeignFolder): Promise<boolean> {
  return (await readOtherHooks(place)) === otherHooks(repository, foreign);
}

/** Whether the hooks of this very folder were retired before, and not given back since. */
export async function isRetired(place: GitPlace, repository: Repository, foreign: ForeignFolder): Promise<boolean> {
  return (await readValue(place, RETIRED)) === otherHooks(repository, foreign);
}

async function giveBack(place: GitPlace, scope: Scope): Promise<GivenBack | undefined> {
  const [set] = await read(place, scope, SET);
  if (set === undefined) return undefined;
  const current = (await read(place, scope, 'core.hooksPath')).at(-1);
  const values = await read(place, scope, EARLIER);
  if (current === set) await write(place, scope, 'core.hooksPath', values);
  for (const key of [OTHERS, RETIRED, EARLIER, SET]) await write(place, scope, key, []);
  return current === undefined || current === set ? { type: 'restored', values } : { type: 'changed', value: current };
}

async function readValue(place: GitPlace, key: string): Promise<string | undefined> {
  const result = await tryGit(place, ['config', '--null', '--get', key]);
  return splitFields(result.stdout)[0]?.toString();
}

async function read(place: GitPlace, scope: Scope, key: string): Promise<readonly string[]> {
  const args = ['config', `--${scope}`, '--null', '--get-all', key];
  const result = await tryGit(place, args);
  if (result.code > 1) throw gitFailed(args, result);
  return splitFields(result.stdout).map((field) => field.toString());
}

/** Gives the key these values and no others. */
async function write(place: GitPlace, scope: Scope, key: string, values: readonly string[]): Promise<void> {
  const args = ['config', `--${scope}`, '--unset-all', key];
  const [first, ...rest] = values;
  if (first === undefined) {
    const result = await tryGit(place, args);
    // 5: there is none.
    if (result.code !== 0 && result.code !== 5) throw gitFailed(args, result);
    return;
  }
  await git(place, ['config', `--${scope}`, '--replace-all', key, first]);
  for (const value of rest) await git(place, ['config', `--${scope}`, '--add', key, value]);
}
