import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { giveModules } from './install.mjs';
import { run } from './processes.mjs';

/** @typedef {{ peer: import('../peers/all.mjs').Peer, repository: string, env: NodeJS.ProcessEnv }} Contender */

/** The name of one of the made-up sources. @param {number} index */
export function sourceName(index) {
  return `src/d${index % 200}/f${index}.ts`;
}

/** A repository of made-up sources. @param {string} repository @param {number} files @param {NodeJS.ProcessEnv} env */
export function makeSources(repository, files, env) {
  for (let index = 0; index < Math.min(files, 200); index += 1)
    mkdirSync(path.join(repository, path.dirname(sourceName(index))), { recursive: true });
  for (let index = 0; index < files; index += 1)
    writeFileSync(path.join(repository, sourceName(index)), `export const n = ${index};\n`);
  commitFirst(repository, env);
}

/** @param {string} repository @param {NodeJS.ProcessEnv} env */
export function commitFirst(repository, env) {
  writeFileSync(path.join(repository, '.gitignore'), 'node_modules/\n');
  writeFileSync(path.join(repository, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(repository, 'notes.txt'), 'notes\n');
  run(repository, env, 'git', 'init', '-q');
  run(repository, env, 'git', 'add', '--all');
  run(repository, env, 'git', 'commit', '-qm', 'start');
}

/**
 * A copy of the repository that the peer guards.
 * @param {import('./install.mjs').Tools} tools @param {string} template @param {import('../peers/all.mjs').Peer} peer
 * @param {import('../peers/all.mjs').Work} work @returns {Contender}
 */
export function guard(tools, template, peer, work) {
  const repository = `${template}-${peer.name.replaceAll(/\W+/g, '-')}`;
  rmSync(repository, { recursive: true, force: true });
  cpSync(template, repository, { recursive: true, preserveTimestamps: true });
  giveModules(tools, repository);
  peer.configure(repository, work);
  run(repository, tools.env, 'git', 'add', '--all');
  run(repository, tools.env, 'git', 'commit', '-qm', 'configure');
  peer.install(repository, work, tools);
  return { peer, repository, env: tools.env };
}

/** @param {Contender} contender @param {string[]} args */
export function git({ repository, env }, ...args) {
  return run(repository, env, 'git', ...args);
}

/** The same without any hook. @param {Contender} contender @param {string[]} args */
export function gitUnhooked(contender, ...args) {
  return git(contender, '-c', 'core.hooksPath=/dev/null', ...args);
}
