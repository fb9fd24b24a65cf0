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
  it('loses nothing', () => {
    const { code, output } = torture(
      '--runs',
      '10',
      '--seed',
      '1',
      '--package',
      `${inject('installed')}/lattice-hooks`,
    );
    expect(output).toMatch(/^lost +0$/m);
    expect(output).toMatch(/^killed +[1-9]/m);
    expect(code).toBe(0);
  });

  it('notices a hook that loses a line, and says how to do it again', () => {
    const { code, output } = torture('--runs', '2', '--seed', '7', '--package', fakePackage('echo gone > always.txt'));
    expect(output).toMatch(/^lost +2$/m);
    expect(output).toContain('files "always.txt"');
    expect(output).toMatch(/--runs 1 --seed 7, kept in /);
    expect(code).toBe(1);
  });
});
