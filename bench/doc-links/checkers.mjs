// The checkers as one starts them by hand on all documents of a repository. Each is timed with the start of its program.

import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { time } from '../support/measure.mjs';
import { exitCode } from '../support/processes.mjs';

/**
 * `program`: the JavaScript that npm links to in `node_modules/.bin`.
 * @typedef {{ repository: string, program: string, modules: string, folder: string, env: NodeJS.ProcessEnv }} Place
 */

/** Milliseconds of each way to check the links of a repository, by its name. @param {Place} place */
export function checkers(place) {
  const { repository, folder } = place;
  const cache = path.join(folder, 'rumdl-cache');
  return {
    ours: () => timed(place, ...ours(place)),
    oursAnew: () => {
      forgetExtracts(repository);
      return timed(place, ...ours(place));
    },
    rumdl: () => timed(place, ...rumdl(place, '--no-cache')),
    rumdlFilling: () => {
      rmSync(cache, { recursive: true, force: true });
      return timed(place, ...rumdl(place, '--cache-dir', cache));
    },
    rumdlCached: () => timed(place, ...rumdl(place, '--cache-dir', cache)),
    remark: () => timed(place, ...remark(place)),
  };
}

/** Forgets what runs have read of documents. @param {string} repository */
export function forgetExtracts(repository) {
  const store = path.join(repository, '.git/lattice-hooks/store');
  // The first run has made it; a bench that forgets nothing would measure the wrong thing.
  if (!existsSync(store)) throw new Error(`${store} is not there`);
  rmSync(store, { recursive: true });
}

/** @param {Place} place */
export function ours({ program }) {
  return [process.execPath, program, 'links'];
}

/** Its program itself, without the script in front of it, and those of its rules that are about files and fragments. @param {Place} place @param {string[]} options */
function rumdl({ modules }, ...options) {
  const program = path.join(modules, `@rumdl/cli-${process.platform}-${process.arch}`, 'rumdl');
  return [program, 'check', '--no-config', '--enable', 'MD051,MD057', ...options, '.'];
}

/** @param {Place} place */
function remark({ modules }) {
  const plugin = `${path.join(modules, 'remark-validate-links/index.js')}=repository:false`;
  const options = ['--no-config', '--no-ignore', '--quiet', '--frail', '--no-stdout', '--use', plugin];
  return [process.execPath, path.join(modules, 'remark-cli/cli.js'), ...options, '.'];
}

/** @param {Place} place @param {string[]} command */
function timed({ repository, env }, program = '', ...args) {
  let code = 0;
  const milliseconds = time(() => {
    code = exitCode(repository, env, program, ...args);
  });
  // The documents hold links that lead nowhere: who finds none has not looked.
  if (code !== 1) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return milliseconds;
}
