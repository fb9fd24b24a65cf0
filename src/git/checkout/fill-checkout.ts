import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorMessage, LatticeError } from '../../core/errors.ts';
import type { FileSet } from '../../core/files.ts';
import type { Repository } from '../repository.ts';
import { type Additions, make } from './additions.ts';
import { checkOut, forget } from './check-out.ts';
import { type Checkout, submoduleCheckout } from './private-checkout.ts';
import { removeTree } from './remove-tree.ts';
import type { Submodule } from './submodules.ts';
import { expectedOf, sweep } from './sweep.ts';

/** What a checkout is to hold, and nothing else. */
export interface Contents {
  readonly commit: string;
  /** The files of the commit and of these submodules. */
  readonly tree: FileSet;
  /** The submodules whose files are to be there; the others stay empty. Outer ones come before those within them. */
  readonly submodules: readonly Submodule[];
  readonly additions: Additions;
}

/**
 * Brings a checkout to these contents, whatever tests made of it: what differs is written, what does not belong goes, and
 * where all is as it should be not a single file is written. The checkout must be locked.
 */
export async function fillCheckout(
  checkout: Checkout,
  repository: Pick<Repository, 'commonDir'>,
  contents: Contents,
): Promise<void> {
  try {
    await fill(checkout, repository, contents);
  } catch {
    // A full disk may have left half of it, and tests what nobody thought of: begin anew.
    startOver(checkout);
    await fill(checkout, repository, contents);
  }
}

async function fill(
  checkout: Checkout,
  { commonDir }: Pick<Repository, 'commonDir'>,
  { commit, tree, submodules, additions }: Contents,
): Promise<void> {
  const { directory } = checkout;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const standing = sweep(Buffer.from(directory), expectedOf(tree, additions));
  await checkOut(checkout, commonDir, commit);
  const inner = submodules.map((one) => ({ ...one, checkout: submoduleCheckout(checkout, one.path) }));
  sweepModules(
    checkout,
    inner.map((one) => one.checkout),
  );
  for (const { checkout: own, store, commit: id } of inner) await checkOut(own, store, id);
  for (const [path, addition] of additions) if (!standing.has(addition)) make(join(directory, path), addition);
}

/** Removes what is known of submodules that the commit does not have. */
function sweepModules(checkout: Checkout, kept: readonly Checkout[]): void {
  const folder = dirname(submoduleCheckout(checkout, '').gitDir);
  if (!existsSync(folder)) return;
  const names = new Set(kept.map(({ gitDir }) => basename(gitDir)));
  for (const name of readdirSync(folder)) if (!names.has(name)) removeTree(join(folder, name));
}

function startOver(checkout: Checkout): void {
  const folder = dirname(checkout.directory);
  try {
    removeTree(folder);
    removeTree(dirname(submoduleCheckout(checkout, '').gitDir));
    forget(checkout);
  } catch (error) {
    const reason = errorMessage(error);
    throw new LatticeError(
      'environment',
      `the checkout of an earlier commit cannot be removed: ${reason}`,
      `Remove ${folder}; nothing in it is yours.`,
      error,
      'push.md#the-tree-that-is-tested',
    );
  }
}

/** Removes the checkouts of repositories that are there no more. `checkout`: any of their neighbors. */
export function removeOrphans({ gitDir }: Pick<Checkout, 'gitDir'>): void {
  const checkouts = dirname(dirname(gitDir));
  for (const name of readdirSync(checkouts)) {
    const folder = join(checkouts, name);
    try {
      const commonDir = readFileSync(join(folder, 'git', 'commondir'), 'utf8').trimEnd();
      if (!existsSync(commonDir)) removeTree(folder);
    } catch {
      // Not a checkout, or one that is just being made; and what cannot be removed only takes room.
    }
  }
}
