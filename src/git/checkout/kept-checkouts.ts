import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { GitPlace } from '../git.ts';
import { lockWorktree } from '../isolation/lock.ts';
import { look } from '../standing.ts';
import { readKeptText } from './keep-text.ts';
import { checkoutsFolder } from './private-checkout.ts';
import { entryOf, removeTree } from './remove-tree.ts';

/** A private checkout as it lies in the user's cache. */
export interface KeptCheckout {
  /** Absolute: files, git directory and submodules are in it. */
  readonly folder: string;
  /** Git directory of the repository that it is of; undefined where nothing says so any more. */
  readonly commonDir: string | undefined;
  /** Milliseconds since 1970: whoever works in it locks it, which its folder shows. */
  readonly usedAt: number;
}

/** Names of the folders, see `privateCheckout`. */
const NAME = /^[0-9a-f]{16}$/;

/** The private checkouts of all repositories of this user. None where there is no cache for them. */
export function keptCheckouts(root: string, env: GitPlace['env']): readonly KeptCheckout[] {
  const all = folderOfAll(root, env);
  if (all === undefined || !existsSync(all)) return [];
  return readdirSync(all, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map(({ name }) => describe(join(all, name)));
}

/** Whether the repository of a checkout is gone, or nothing says which it was. */
export function isOrphan({ commonDir }: KeptCheckout): boolean {
  return commonDir === undefined || !existsSync(join(commonDir, 'HEAD'));
}

/** Bytes of all files below a folder. No link is followed: behind those lie the dependencies of the worktree. */
export function bytesBelow(folder: string): number {
  return bytesIn(Buffer.from(folder));
}

/** Removes a checkout, unless somebody works in it. Returns whether it is gone. */
export async function removeCheckout(
  { folder }: KeptCheckout,
  { pid, since }: { readonly pid: number; readonly since: string },
): Promise<boolean> {
  const inUse = new Error('somebody works in it');
  try {
    await lockWorktree(gitDirOf(folder), { pid, since, onWait: () => {}, sleep: () => Promise.reject(inUse) });
  } catch (error) {
    if (error === inUse) return false;
    throw error;
  }
  // The lock goes last: what is left by a kill before that is filled again.
  for (const name of ['tree', 'modules', 'git']) removeTree(join(folder, name));
  removeTree(folder);
  return true;
}

function describe(folder: string): KeptCheckout {
  const gitDir = gitDirOf(folder);
  const own = statSync(join(gitDir, 'lattice-hooks'), { throwIfNoEntry: false }) ?? statSync(folder);
  const commonDir = readKeptText(join(gitDir, 'commondir'))?.toString().trim();
  return { folder, commonDir: commonDir || undefined, usedAt: own.mtimeMs };
}

function gitDirOf(folder: string): string {
  return join(folder, 'git');
}

function folderOfAll(root: string, env: GitPlace['env']): string | undefined {
  try {
    return checkoutsFolder(root, env);
  } catch (error) {
    if (error instanceof LatticeError) return undefined;
    throw error;
  }
}

function bytesIn(folder: Buffer): number {
  let bytes = 0;
  for (const entry of entriesOf(folder)) {
    const place = entryOf(folder, entry.name);
    bytes += entry.isDirectory() ? bytesIn(place) : (look(place)?.size ?? 0);
  }
  return bytes;
}

/** None of a folder that may not be read, or that went away meanwhile. */
function entriesOf(folder: Buffer) {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch {
    return [];
  }
}
