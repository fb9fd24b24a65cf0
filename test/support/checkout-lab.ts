import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { FileSet } from '../../src/core/files.ts';
import type { Addition } from '../../src/git/checkout/additions.ts';
import { fillCheckout } from '../../src/git/checkout/fill-checkout.ts';
import { type Checkout, privateCheckout } from '../../src/git/checkout/private-checkout.ts';
import { findSubmodules, type Submodules, withSubmodules } from '../../src/git/checkout/submodules.ts';
import { type GitPlace, git } from '../../src/git/git.ts';
import { parseTree } from '../../src/git/index/entries.ts';
import { findRepository } from '../../src/git/repository.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from './repository.ts';

/** A real repository and its private checkout, which is not there before it is filled. */
export interface CheckoutLab {
  readonly repository: TestRepository;
  readonly checkout: Checkout;
  /** Brings it to a commit with its submodules, and to links by their places. */
  fill(commit: string, links?: Readonly<Record<string, string>>): Promise<Submodules>;
  /** A place in it. */
  at(...names: readonly string[]): string;
  text(file: string): string;
  /** Names at its top, but for `.git`. */
  listed(): readonly string[];
  /** Runs git in it. */
  git(...args: readonly string[]): string;
  /** All that is known of every file and folder of it, of what git keeps of it too: the same only where nothing was written. */
  state(): ReadonlyMap<string, string>;
}

/** Whoever makes a lab removes its repository. */
export function makeCheckoutLab(options: RepositoryOptions = {}): CheckoutLab {
  const repository = makeRepository(options);
  const env = { ...repository.env, XDG_CACHE_HOME: path.join(repository.folder, 'cache') };
  const commonDir = path.join(repository.root, '.git');
  const checkout = privateCheckout({ root: repository.root, commonDir }, env);
  return { repository, checkout, ...toolsFor(repository.root, checkout, repository) };
}

function toolsFor(root: string, checkout: Checkout, { env, gitIn }: TestRepository) {
  const at = (...names: readonly string[]) => path.join(checkout.directory, ...names);
  return {
    at,
    text: (file: string) => readFileSync(at(file), 'utf8'),
    listed: () => readdirSync(checkout.directory).filter((name) => name !== '.git'),
    git: (...args: readonly string[]) => gitIn(checkout.directory, args),
    state: () => stateOf(path.dirname(checkout.gitDir)),
    fill: async (commit: string, links: Readonly<Record<string, string>> = {}) => {
      const found = await findRepository(root, env);
      const tree = await treeAt({ cwd: root, env }, commit);
      const submodules = await findSubmodules(found, env, { commit, tree });
      const additions = new Map<string, Addition>();
      for (const [place, target] of Object.entries(links)) additions.set(place, { type: 'link', target });
      await fillCheckout(checkout, found, {
        commit,
        tree: withSubmodules(tree, submodules.found),
        submodules: submodules.found,
        additions,
      });
      return submodules;
    },
  };
}

/** The files of a commit. */
export async function treeAt(place: GitPlace, commit: string): Promise<FileSet> {
  return parseTree(await git(place, ['ls-tree', '-r', '-z', '--full-tree', commit]));
}

/** Every file and folder below, by path, with its number, size, rights and times; links are not followed. The lock of a run is left out. */
export function stateOf(folder: string): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  const walk = (inner: string) => {
    for (const entry of readdirSync(path.join(folder, inner), { withFileTypes: true })) {
      const name = path.join(inner, entry.name);
      const { ino, size, mode, mtimeNs, ctimeNs } = lstatSync(path.join(folder, name), { bigint: true });
      if (!/(?:^|\/)lattice-hooks(?:\/lock.*)?$/.test(name))
        state.set(name, [ino, size, mode, mtimeNs, ctimeNs].join(' '));
      if (entry.isDirectory()) walk(name);
    }
  };
  walk('.');
  return state;
}

/** Whether the process may do what the rights of a file forbid. */
export const isRoot = process.getuid?.() === 0;
