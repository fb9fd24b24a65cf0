// Whom the bench compares, and what a peer must be able to do.

import { huskyLintStaged } from './husky.mjs';
import { latticeHooks } from './lattice-hooks.mjs';
import { lefthook } from './lefthook.mjs';
import { preCommit } from './pre-commit.mjs';
import { prek } from './prek.mjs';
import { simpleGitHooksLintStaged } from './simple-git-hooks.mjs';

/**
 * A check of files by their extensions; with none, of the repository as a whole, where there is a folder when something in it changed.
 * @typedef {{ name: string, words: readonly string[], extensions: readonly string[], folder?: string }} Task
 *
 * @typedef {{ hook: 'pre-commit' | 'pre-push', tasks: readonly Task[] }} Work
 *
 * `configure` writes what a user would commit, and `install` runs what a user would run after a clone.
 * @typedef {{
 *   name: string,
 *   configure: (repository: string, work: Work) => void,
 *   install: (repository: string, work: Work, tools: import('../support/install.mjs').Tools) => void,
 * }} Peer
 */

/** @type {readonly Peer[]} */
export const PEERS = [latticeHooks, lefthook, prek, preCommit, huskyLintStaged, simpleGitHooksLintStaged];
