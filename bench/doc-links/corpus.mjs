// Documentation to check: what npm packages ship, and what is generated from the declarations in others. Made once, and kept.

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOnce } from '../support/install.mjs';
import { run } from '../support/processes.mjs';
import { DECLARED, dependencies, WRITTEN } from './packages.mjs';
import { filesByRoute, withFilesForRoutes } from './site-links.mjs';

/** Raised when the same packages are to give other documents. */
const EDITION = 1;

/** @typedef {{ documents: string, modules: string }} Corpus `documents`: a folder with nothing else; `modules`: with the checkers. */

/** The documents, made unless they were made of the same before. @param {string} folder @returns {Corpus} */
export function makeCorpus(folder) {
  const corpus = { documents: path.join(folder, 'documents'), modules: path.join(folder, 'node_modules') };
  const wishes = JSON.stringify({ private: true, config: { edition: EDITION }, dependencies: dependencies() }, null, 2);
  installOnce(folder, wishes, () => {
    // The user's own environment: only here may certificates of a proxy be needed.
    run(folder, process.env, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
    for (const [name, { folder: source }] of Object.entries(WRITTEN)) copyPages(corpus, name, source);
    for (const [name, { file }] of Object.entries(DECLARED)) generatePages(folder, corpus, name, file);
  });
  return corpus;
}

/** Files of Markdown below a folder, relative to it. @param {string} folder */
export function pagesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll(path.sep, '/'))
    .filter((name) => /\.mdx?$/.test(name))
    .sort();
}

/** @param {Corpus} corpus @param {string} name @param {string} source */
function copyPages({ documents, modules }, name, source) {
  const from = path.join(modules, name, source);
  const pages = pagesIn(from);
  const files = filesByRoute(pages);
  for (const page of pages) {
    const target = path.join(documents, folderOf(name), page);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, withFilesForRoutes(readFileSync(path.join(from, page), 'utf8'), page, files));
  }
}

/** @param {string} folder @param {Corpus} corpus @param {string} name @param {string} file */
function generatePages(folder, { documents, modules }, name, file) {
  // Packages below `node_modules` are foreign to the generator, and it leaves them out.
  const entry = path.join(folder, 'declarations', folderOf(name), 'index.d.ts');
  mkdirSync(path.dirname(entry), { recursive: true });
  cpSync(path.join(modules, name, file), entry);
  const config = path.join(path.dirname(entry), 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions: { lib: ['es2022', 'dom'], types: [] }, files: [entry] }));
  const options = [
    '--tsconfig',
    config,
    '--entryPoints',
    entry,
    '--name',
    name,
    '--out',
    path.join(documents, folderOf(name)),
  ];
  const quiet = ['--skipErrorChecking', '--disableSources', '--readme', 'none', '--logLevel', 'Error'];
  const program = path.join(modules, 'typedoc/bin/typedoc');
  run(folder, process.env, process.execPath, program, '--plugin', 'typedoc-plugin-markdown', ...options, ...quiet);
}

/** @param {string} name of a package */
function folderOf(name) {
  return name.replace('@', '').replace('/', '-');
}
