import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

// A few of the runs that `npm run torture` does by the hundred.

const root = path.resolve(import.meta.dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-torture-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function torture(...args: readonly string[]) {
  // What a loss leaves behind goes into the folder as well.
  const env = { ...process.env, TMPDIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/torture.mjs'), ...args], {
    env,
    encoding: 'utf8',
  });
  return { code: status, output: `${stdout}${stderr}` };
}

/** A package that installs this as its hook, and has nothing to recover. */
function fakePackage(hook: string): string {
  mkdirSync(path.join(folder, 'dist'));
  const program = `const file = '.git/hooks/pre-commit';
const hook = ${JSON.stringify(`#!/bin/sh\n${hook}\n`)};
if (process.argv[2] === 'install') require('node:fs').writeFileSync(file, hook, { mode: 0o755 });
`;
  writeFileSync(path.join(folder, 'dist/hot.cjs'), program);
  return folder;
}

describe('the torture', () => {
  it('loses nothing, in a run of every kind', () => {
    const installed = `${inject('installed')}/lattice-hooks`;
    const { code, output } = torture('--runs', '8', '--seed', '48', '--package', installed);
    expect(output).toMatch(/^lost +0$/m);
    for (const kind of ['commit', 'commit -a', 'commit <path>', 'commit --amend', 'while somebody saves']) {
      expect(output).toMatch(new RegExp(`^${kind} +1 `, 'm'));
    }
    for (const kind of ['in a linked worktree', 'in a submodule', 'in two worktrees at once']) {
      expect(output).toMatch(new RegExp(`^${kind} +1 `, 'm'));
    }
    expect(output).toMatch(/^killed +[1-9]/m);
    expect(output).toMatch(/^saves +[1-9]/m);
    expect(code).toBe(0);
  });

  it('notices a hook that loses a line, and says how to do it again', () => {
    const { code, output } = torture('--runs', '2', '--seed', '8', '--package', fakePackage('echo gone > always.txt'));
    expect(output).toMatch(/^lost +2$/m);
    expect(output).toContain('files "always.txt"');
    expect(output).toMatch(/--runs 1 --seed 8 --duration \d+, kept in /);
    expect(code).toBe(1);
  });

  it('notices a hook that drops what somebody has just saved', () => {
    const hook =
      'mkdir -p .git/lattice-hooks/journal; sleep 1; rm -f "new 1.txt" "new 2.txt"; rm -r .git/lattice-hooks';
    const { code, output } = torture('--runs', '1', '--seed', '140', '--package', fakePackage(hook));
    expect(output).toMatch(/what was saved to "new \d\.txt" \(saved by hand .*\) is nowhere/);
    expect(code).toBe(1);
  });
});
