// Installs a tool of a preset from its registry, once for each version.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What a table says of the installation: packages of one registry, exact versions.
 * @typedef {{ pypi?: string[], npm?: string[], go?: string[], env?: Record<string, string> }} Installation
 * An installed tool: what it is, the folder of its programs, and its `node_modules` where it has one.
 * @typedef {{ label: string, bin: string | undefined, nodeModules: string | undefined }} Tool
 */

/**
 * Undefined: the tool is on PATH anyway.
 * @param {string} name @param {Installation | undefined} installation @param {string} folder
 * @returns {Tool}
 */
export function installTool(name, installation, folder) {
  if (installation === undefined) return { label: 'the one on PATH', bin: undefined, nodeModules: undefined };
  const { pypi, npm, go, env = {} } = installation;
  const place = path.join(folder, name);
  const stamp = path.join(place, 'installed.json');
  const wanted = JSON.stringify(installation);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    if (pypi !== undefined) fromPypi(pypi, place);
    if (npm !== undefined) fromNpm(npm, place);
    if (go !== undefined) fromGo(go, place, env);
    writeFileSync(stamp, wanted);
  }
  const label = [pypi, npm, go].flatMap((packages) => packages ?? []).join(', ');
  const nodeModules = npm === undefined ? undefined : path.join(place, 'node_modules');
  return {
    label,
    bin: nodeModules === undefined ? path.join(place, 'bin') : path.join(nodeModules, '.bin'),
    nodeModules,
  };
}

function fromPypi(packages, place) {
  run('python3', ['-m', 'venv', place]);
  run(path.join(place, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}

function fromNpm(packages, place) {
  writeFileSync(path.join(place, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd: place });
}

function fromGo(packages, place, env) {
  const go = { ...env, GOBIN: path.join(place, 'bin'), GOFLAGS: '-mod=mod' };
  for (const one of packages) run('go', ['install', one], { env: { ...process.env, ...go } });
}

function run(program, args, options = {}) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8, ...options });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').slice(-3).join('\n');
  throw new Error(`${program} ${args[0]} failed: ${reason}`);
}
