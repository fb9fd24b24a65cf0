// The peers as their registries have them, kept in the user's cache, and the package of this repository built beside them.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { NPM, PYPI } from '../peers/versions.mjs';
import { exitCode, run } from './processes.mjs';

/**
 * `modules` is a `node_modules` with everything from npm and with the package itself.
 * @typedef {{ env: NodeJS.ProcessEnv, folder: string, modules: string, python: { folder: string, problem?: string } }} Tools
 */

const root = path.resolve(import.meta.dirname, '../..');

/** @param {string} folder @param {NodeJS.ProcessEnv} env @returns {Tools} */
export function installTools(folder, env) {
  const cache = cacheFolder();
  const npm = path.join(cache, 'npm');
  installOnce(npm, JSON.stringify({ private: true, dependencies: NPM }, null, 2), () => {
    // The user's own environment: only here may certificates of a proxy be needed.
    run(npm, process.env, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error');
  });
  const modules = path.join(folder, 'node_modules');
  run(folder, env, 'cp', '-a', path.join(npm, 'node_modules'), modules);
  buildPackage(path.join(modules, 'lattice-hooks'), env);
  return {
    env: { ...env, PRE_COMMIT_HOME: path.join(folder, 'pre-commit-home') },
    folder,
    modules,
    python: installPython(path.join(cache, 'python')),
  };
}

/** @param {string} folder */
function installPython(folder) {
  try {
    const wanted = Object.entries(PYPI).map(([name, version]) => `${name}==${version}`);
    installOnce(folder, wanted.join('\n'), () => {
      run(folder, process.env, 'python3', '-m', 'venv', '.');
      run(folder, process.env, 'bin/pip', 'install', '--quiet', ...wanted);
    });
    return { folder };
  } catch (error) {
    return { folder, problem: `not installed: ${String(error).split('\n')[0]}` };
  }
}

/** Where benches keep what they install and generate, from one run to the next. */
export function cacheFolder() {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'lattice-hooks-bench');
}

/** Does the work unless it was done for the same wishes, which are written down last. @param {string} folder @param {string} wishes @param {() => void} work */
export function installOnce(folder, wishes, work) {
  const done = path.join(folder, 'installed');
  if (existsSync(done) && readFileSync(done, 'utf8') === wishes) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (wishes.startsWith('{')) writeFileSync(path.join(folder, 'package.json'), wishes);
  work();
  writeFileSync(done, wishes);
}

/** Builds the package of this repository into a folder that is not there yet. @param {string} target @param {NodeJS.ProcessEnv} env */
export function buildPackage(target, env) {
  mkdirSync(target);
  symlinkSync(path.join(root, 'node_modules'), path.join(target, 'node_modules'));
  run(root, env, process.execPath, 'scripts/build.mjs', target);
  for (const name of ['hooks', 'runners', 'package.json'])
    cpSync(path.join(root, name), path.join(target, name), { recursive: true });
}

/** A `node_modules` of its own for a repository: links to the same bytes, where the file system has such. @param {Tools} tools @param {string} repository */
export function giveModules({ modules, env }, repository) {
  const target = path.join(repository, 'node_modules');
  if (exitCode(repository, env, 'cp', '-al', modules, target) !== 0) run(repository, env, 'cp', '-a', modules, target);
}
