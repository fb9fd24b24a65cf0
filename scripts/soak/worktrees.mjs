// Another worktree of the same repository, which has branches, passes and a remote in common with the first, and an index,
// ignored files and installed packages of its own.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { rewriteEnds } from './surroundings.mjs';
import { git, installPackage, mainRoot } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./world.mjs').World} World */

/** @type {Readonly<Record<string, (world: World, random: Random) => string | undefined>>} */
export const WORKTREES = {
  'go to another worktree': (world, random) => {
    const [main, linked] = [mainRoot(world), path.join(world.folder, 'linked')];
    const isThere = existsSync(linked);
    if (!isThere) git(world, ['worktree', 'add', '--quiet', '-b', 'linked', linked, 'main'], { cwd: main });
    world.root = world.root === main ? linked : main;
    world.gitDir = git(world, ['rev-parse', '--absolute-git-dir']);
    // Without it, hooks find the package in the main worktree, and tasks find none.
    if (!isThere && random.isIn(0.5)) installPackage(world, 'x8');
    // Filters may have been set meanwhile.
    rewriteEnds(world);
    return path.basename(world.root);
  },
};
