// One repository at one commit, and what `lattice-hooks` finds in it.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** @typedef {{ readonly severity: string, readonly rule: string, readonly message: string, readonly file: string, readonly line: number, readonly column: number, readonly target: string }} Found */
/** @typedef {{ readonly findings: readonly Found[], readonly milliseconds: number }} Checked */
/** @typedef {{ readonly corpus: import('../link-cases.mjs').Corpus, readonly clone: string, readonly lattice: string, readonly worktree: string }} Place */

/** A branch that was renamed is still found under its old name. @param {readonly string[] | undefined} branch */
const configOf = (branch) => ({ tiers: { docs: { tasks: { links: { uses: 'doc-links', options: { branch } } } } } });

/** Checks all documents as of the corpus' commit, in a worktree that is made for it and removed. @param {Place} place @returns {Checked} */
export function checkLinks({ corpus: { repository, commit, branch }, clone, lattice, worktree }) {
  const git = (/** @type {readonly string[]} */ words, input = '') =>
    execFileSync('git', ['-C', worktree, ...words], { input, stdio: ['pipe', 'pipe', 'ignore'] });
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', clone, worktree]);
  try {
    // The name that absolute addresses of the repository's own pages have.
    git(['remote', 'set-url', 'origin', `https://github.com/${repository}.git`]);
    git(['checkout', '--quiet', '--detach', commit]);
    // A snapshot may lack the largest files: they are in the tree, and need not be on disk.
    git(['update-index', '-z', '--skip-worktree', '--stdin'], git(['ls-files', '-z', '--deleted']).toString());
    writeFileSync(path.join(worktree, '.lattice-hooksrc.json'), JSON.stringify(configOf(branch)));
    const words = [path.join(lattice, 'dist/hot.cjs'), 'run', 'docs', '--all', '--report', 'json'];
    const start = performance.now();
    const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: worktree, maxBuffer: 2 ** 30 });
    const milliseconds = Math.round(performance.now() - start);
    const [check] = readRecord(stdout.toString(), stderr.toString()).checks;
    return {
      findings: (check?.findings ?? []).map((one) => ({ ...one, target: targetAt(worktree, one) })),
      milliseconds,
    };
  } finally {
    rmSync(worktree, { recursive: true, force: true });
  }
}

/** @param {string} stdout @param {string} stderr @returns {{ readonly checks: readonly { readonly findings?: readonly Found[] }[] }} */
function readRecord(stdout, stderr) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no record came of the run:\n${stderr}`);
  }
}

/** What stands in the document at the place of a finding, to the end of the line. @param {string} worktree @param {Found} found */
function targetAt(worktree, { file, line, column }) {
  const text = readFileSync(path.join(worktree, file), 'utf8').split(/\r\n|\n|\r/)[line - 1] ?? '';
  return text.slice(column - 1);
}
