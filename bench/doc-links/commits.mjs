import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { time } from '../support/measure.mjs';
import { run } from '../support/processes.mjs';
import { pagesIn } from './corpus.mjs';

const CONFIG = { tiers: { fast: { on: ['pre-commit'], tasks: { links: { uses: 'doc-links' } } } } };

/** Installs the hook, with the check of links and nothing else. @param {string} repository @param {string} packageFolder @param {NodeJS.ProcessEnv} env */
export function guard(repository, packageFolder, env) {
  mkdirSync(path.join(repository, 'node_modules'));
  symlinkSync(packageFolder, path.join(repository, 'node_modules/lattice-hooks'));
  writeFileSync(path.join(repository, '.lattice-hooksrc.json'), JSON.stringify(CONFIG));
  run(repository, env, 'git', 'add', '--all');
  run(repository, env, 'git', 'commit', '-qm', 'configure');
  run(repository, env, process.execPath, path.join(packageFolder, 'dist/hot.cjs'), 'install');
}

/** Milliseconds of whole commits, by what they touch. @param {string} repository @param {NodeJS.ProcessEnv} env */
export function commits(repository, env) {
  const git = (/** @type {string[]} */ ...args) => run(repository, env, 'git', ...args);
  const page = pagesIn(repository).find((name) => name.endsWith('caching.md')) ?? '';
  let count = 0;
  const commit = (/** @type {string} */ file, /** @type {string[]} */ ...options) => {
    count += 1;
    appendFileSync(path.join(repository, file), `\nNote ${count}, and [a link](#note-${count}).\n\n## Note ${count}\n`);
    git('add', '--', file);
    return time(() => git(...options, 'commit', '-qm', 'x'));
  };
  return {
    withoutHook: () => commit(page, '-c', 'core.hooksPath=/dev/null'),
    touchesNone: () => commit('notes.txt'),
    touchesOne: () => commit(page),
  };
}
