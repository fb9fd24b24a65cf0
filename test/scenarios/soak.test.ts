import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

// A part of what `npm run soak` does: random work, and after every hook the verdict that a run without any memory comes to.

const root = path.resolve(import.meta.dirname, '../..');

/** On a loaded machine every step takes its time. */
const PATIENCE = 240_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-soak-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function soak(seed: number, steps: number, packageFolder: string) {
  const args = ['--seed', `${seed}`, '--steps', `${steps}`, '--package', packageFolder];
  // What goes wrong leaves a repository behind: it goes into the folder as well.
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, [path.join(root, 'scripts/soak.mjs'), ...args], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (output += part));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, output };
}

/** A package that installs these as its hooks. */
function fakePackage(hooks: Readonly<Record<string, string>>): string {
  mkdirSync(path.join(folder, 'dist'));
  const program = `for (const [name, text] of Object.entries(${JSON.stringify(hooks)})) {
  require('node:fs').writeFileSync('.git/hooks/' + name, '#!/bin/sh\\n' + text + '\\n', { mode: 0o755 });
}
`;
  writeFileSync(path.join(folder, 'dist/hot.cjs'), program);
  return folder;
}

describe('random work', () => {
  it('is judged as without memory', { timeout: PATIENCE }, async () => {
    const { code, output } = await soak(1, 165, `${inject('installed')}/lattice-hooks`);
    expect(output).toMatch(/^wrong +0$/m);
    // Neither must it judge everything anew, nor refuse all there is.
    expect(output).toMatch(/^tasks of accepted +[1-9]\d*, [1-9]\d* of them started nothing$/m);
    expect(code).toBe(0);
  });

  it('is judged otherwise by a hook that accepts everything, and that can be done again', async () => {
    const { code, output } = await soak(3, 60, fakePackage({ 'pre-commit': 'exit 0', 'pre-push': 'exit 0' }));
    // Whichever comes first: something that had to be refused, or to be fixed before.
    expect(output).toMatch(/it was accepted, in spite of |committed .*was expected, and there is/);
    expect(output).toMatch(/again: node scripts\/soak\.mjs --seed 3 --steps \d+ --shrink/);
    expect(code).toBe(1);
  });

  it('is judged otherwise by a hook that refuses everything', async () => {
    const { code, output } = await soak(1, 40, fakePackage({ 'pre-commit': 'exit 1', 'pre-push': 'exit 1' }));
    expect(output).toMatch(/it was refused with 1: /);
    expect(code).toBe(1);
  });

  it('is lost by a hook that stages what is not staged', async () => {
    const { code, output } = await soak(1, 40, fakePackage({ 'pre-commit': 'git add --update', 'pre-push': 'exit 0' }));
    expect(output).toMatch(/staged .*was expected, and there is/);
    expect(code).toBe(1);
  });
});
