import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import eslint from '../../src/tasks/eslint.ts';
import gitleaks from '../../src/tasks/gitleaks.ts';
import ruff from '../../src/tasks/ruff.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
  // What this machine has must not matter.
  lab = { ...lab, site: { ...lab.site, node: '/nowhere/node', env: { PATH: path.join(lab.directory, 'bin') } } };
  mkdirSync(path.join(lab.directory, 'bin'));
});
afterEach(() => lab.remove());

async function message(
  kind: ToolKind | undefined,
  command: readonly string[],
  task: Parameters<WorkLab['work']>[0] = {},
) {
  const { outcome } = await runCommands(kind, lab.work({ check: [command], ...task }), lab.site);
  expect(outcome.status).toBe('broken');
  return 'message' in outcome ? outcome.message : '';
}

const script = (text: string) => `#!/bin/sh\n${text}\n`;

describe('a program that is not installed', () => {
  it('is named, with the places where it was looked for', async () => {
    expect(await message(undefined, ['no-such-tool'])).toBe(
      'no-such-tool is not installed (looked in node_modules/.bin, .venv, VIRTUAL_ENV and PATH)',
    );
    lab.write({ 'packages/a/x': '', 'packages/a/.venv/pyvenv.cfg': '' });
    expect(await message(undefined, ['no-such-tool'], { cwd: 'packages/a' })).toBe(
      'no-such-tool is not installed (looked in packages/a/node_modules/.bin, packages/node_modules/.bin, node_modules/.bin, packages/a/.venv and PATH)',
    );
  });

  it.each([
    ['package-lock.json', 'npm install --save-dev eslint'],
    ['pnpm-lock.yaml', 'pnpm add --save-dev eslint'],
    ['yarn.lock', 'yarn add --dev eslint'],
    ['bun.lock', 'bun add --dev eslint'],
    ['bun.lockb', 'bun add --dev eslint'],
    ['README.md', 'npm install --save-dev eslint'],
  ])('comes with the command of the manager of %s', async (lock, command) => {
    lab.write({ [lock]: '', 'packages/a/x': '' });
    expect(await message(eslint, ['eslint'], { cwd: 'packages/a' })).toBe(
      `eslint is not installed (looked in packages/a/node_modules/.bin, packages/node_modules/.bin, node_modules/.bin and PATH); install it with \`${command}\``,
    );
  });

  it('comes with the command that installs what package.json names already, as in a new worktree', async () => {
    lab.write({
      'pnpm-lock.yaml': '',
      'package.json': '{ "devDependencies": { "eslint": "^10" } }',
      'packages/a/x': '',
    });
    const said = await message(eslint, ['eslint'], { cwd: 'packages/a' });
    expect(said).toMatch(/ and PATH\); install it with `pnpm install`$/);
  });

  it('comes with the way to get it, where no package of the project brings it along', async () => {
    expect(await message(gitleaks, ['gitleaks'])).toBe(
      'gitleaks is not installed (looked in node_modules/.bin, .venv, VIRTUAL_ENV and PATH); how to install it: https://github.com/gitleaks/gitleaks#installing, or `brew install gitleaks`',
    );
  });

  it('comes with the command of the nearest manager', async () => {
    lab.write({ 'package-lock.json': '', 'packages/a/pnpm-lock.yaml': '' });
    expect(await message(eslint, ['eslint'], { cwd: 'packages/a' })).toMatch(/`pnpm add --save-dev eslint`$/);
  });

  it.each([
    [{ 'uv.lock': '' }, 'uv add --dev ruff'],
    [{ 'poetry.lock': '' }, 'poetry add --group dev ruff'],
    [{}, 'python3 -m venv .venv && .venv/bin/pip install ruff'],
    [{ '.venv/pyvenv.cfg': '' }, 'uv pip install --python .venv ruff'],
  ])('of Python comes with the command of its manager (%#)', async (files, command) => {
    lab.write(files);
    const places = '.venv/pyvenv.cfg' in files ? '.venv' : '.venv, VIRTUAL_ENV';
    expect(await message(ruff, ['ruff', 'check'])).toBe(
      `ruff is not installed (looked in ${places} and PATH); install it with \`${command}\``,
    );
  });

  it('of Python is installed with the pip of the environment where it has one', async () => {
    lab.write({ '.venv/bin/pip': '' }, 0o755);
    expect(await message(ruff, ['ruff', 'check'])).toMatch(/`\.venv\/bin\/pip install ruff`$/);
  });

  it('comes with the command also in a plain command, where a preset knows it', async () => {
    expect(await message(undefined, ['tsc', '--noEmit'])).toMatch(/`npm install --save-dev typescript`$/);
  });

  it('of a path is not there, or may not be run', async () => {
    expect(await message(undefined, ['./scripts/check.sh'])).toBe('./scripts/check.sh is not there');
    lab.write({ 'scripts/check.sh': script('true') });
    expect(await message(undefined, ['./scripts/check.sh'])).toBe(
      './scripts/check.sh is not an executable file: `chmod +x ./scripts/check.sh`',
    );
  });
});

describe('a Python tool that is missing in the environment of its manager', () => {
  it.each([
    ['uv', 'echo "error: Failed to spawn: $2" >&2; echo "  cause: No such file or directory (os error 2)" >&2; exit 2'],
    ['uv', 'echo "error: Failed to spawn: \\`$2\\`" >&2; echo "  Caused by: No such file" >&2; exit 2'],
    ['poetry', 'echo "Command not found: $2" >&2; exit 1'],
  ])('is broken, with the command that installs it there (%#)', async (manager, says) => {
    lab.write({ [`${manager}.lock`]: '' });
    lab.write({ [`bin/${manager}`]: script(`PATH=/usr/bin:/bin; ${says}`) }, 0o755);
    const hint = manager === 'uv' ? 'uv add --dev ruff' : 'poetry add --group dev ruff';
    expect(await message(ruff, ['ruff', 'check'])).toBe(
      `ruff is not installed (${manager} did not find it in its environment); install it with \`${hint}\``,
    );
  });

  it('is not taken for missing by what another tool says', async () => {
    lab.write({ 'uv.lock': '' });
    lab.write({ 'bin/uv': script('echo "error: Failed to spawn: other" >&2; exit 2') }, 0o755);
    expect(await message(ruff, ['ruff', 'check'])).toMatch(/^Ruff could not check/);
  });

  it('is started by its manager, and the whole command is shown', async () => {
    lab.write({ 'uv.lock': '' });
    lab.write({ 'bin/uv': script('echo "$@" >&2; echo "[]"') }, 0o755);
    const work = lab.work({ check: [['ruff', 'check', '--', '{files}']] }, ['a.py']);
    const result = await runCommands(ruff, work, lab.site);
    expect(result).toMatchObject({
      outcome: { status: 'passed' },
      command: ['uv', 'run', 'ruff', 'check', '--', 'a.py'],
    });
  });

  it.each([
    ['its lock file as it is', {}, {}, 'frozen=1 no-sync='],
    [
      'an environment as it is whose packages are the worktree’s',
      { isBorrowing: true },
      { '.venv/pyvenv.cfg': '' },
      'frozen=1 no-sync=1',
    ],
    ['its own ways where there is no environment yet', { isBorrowing: true }, {}, 'frozen=1 no-sync='],
  ])('is told to leave %s', async (_what, more, files, told) => {
    lab.write({ 'uv.lock': '', ...files });
    lab.write({ 'bin/uv': script('echo "frozen=$UV_FROZEN no-sync=$UV_NO_SYNC"; exit 2') }, 0o755);
    const work = lab.work({ check: [['ruff', 'check']] });
    const { outcome } = await runCommands(ruff, work, { ...lab.site, ...more });
    expect(outcome).toMatchObject({ status: 'broken', output: told });
  });
});
