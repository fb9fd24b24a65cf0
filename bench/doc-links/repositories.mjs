import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../support/processes.mjs';
import { pagesIn } from './corpus.mjs';

/** A repository with the documents. @param {string} repository @param {string} documents @param {NodeJS.ProcessEnv} env */
export function makeRepository(repository, documents, env) {
  cpSync(documents, repository, { recursive: true });
  commitAll(repository, env);
}

/**
 * A repository with at least so many: the documents several times, each copy in a folder of its own and with other contents,
 * so that none is known by another.
 * @param {string} repository @param {string} documents @param {number} count @param {NodeJS.ProcessEnv} env
 */
export function makeLargeRepository(repository, documents, count, env) {
  const pages = pagesIn(documents);
  for (let copy = 1; (copy - 1) * pages.length < count; copy += 1) {
    const folder = path.join(repository, `edition-${copy}`);
    cpSync(documents, folder, { recursive: true });
    for (const page of pages) appendFileSync(path.join(folder, page), `\nEdition ${copy}.\n`);
  }
  commitAll(repository, env);
}

/** Packed, as a clone has it. @param {string} repository @param {NodeJS.ProcessEnv} env */
function commitAll(repository, env) {
  mkdirSync(repository, { recursive: true });
  writeFileSync(path.join(repository, 'notes.txt'), 'notes\n');
  writeFileSync(path.join(repository, '.gitignore'), 'node_modules\n');
  run(repository, env, 'git', 'init', '-q');
  run(repository, env, 'git', 'add', '--all');
  run(repository, env, 'git', 'commit', '-qm', 'start');
  run(repository, env, 'git', 'repack', '-adq');
}
