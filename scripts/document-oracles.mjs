// Reads documents in AsciiDoc and reStructuredText as `doc-links` does and as Asciidoctor and Sphinx do, and says where they
// differ. `node scripts/document-oracles.mjs FOLDER…` takes every such document below the folders. Needs `asciidoctor` on
// PATH, which Debian and npm have, and a `python3` with Sphinx. Ends with 1 when a document differs.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { loadBundled } from './support/bundled.mjs';

/** Differences of one document that are shown. */
const SHOWN = 5;

const folders = process.argv.slice(2);
if (folders.length === 0 || !folders.every((folder) => existsSync(folder))) {
  console.error('node scripts/document-oracles.mjs FOLDER…');
  process.exit(2);
}

const support = path.resolve(import.meta.dirname, '../test/support');
const { compareAsciidoc } = await loadBundled(path.join(support, 'asciidoc-difference.ts'));
const { compareRst } = await loadBundled(path.join(support, 'rst-difference.ts'));
const sphinx = path.resolve(import.meta.dirname, 'support/sphinx-oracle.py');
report('AsciiDoc', /\.(?:adoc|asciidoc)$/i, compareAsciidoc);
report('reStructuredText', /\.rst$/i, (/** @type {readonly string[]} */ sources) => compareRst(sources, sphinx));

/** @param {string} language @param {RegExp} name @param {(sources: readonly string[]) => readonly any[]} compare */
function report(language, name, compare) {
  const files = folders.flatMap((folder) => filesBelow(folder, name));
  if (files.length === 0) return;
  const compared = compare(files.map((file) => readFileSync(file, 'utf8')));
  for (const [index, { differences }] of compared.entries()) {
    if (differences.length > 0) console.log([files[index], ...differences.slice(0, SHOWN)].join('\n  '));
  }
  const sum = (/** @type {(one: any) => number} */ countOf) => compared.reduce((all, one) => all + countOf(one), 0);
  const differing = sum(({ differences }) => (differences.length > 0 ? 1 : 0));
  const both = `${sum(({ links }) => links)} links and ${sum(({ names }) => names)} names`;
  const all = sum(({ differences }) => differences.length);
  console.log(`${language}: ${files.length} documents with ${both}; ${differing} differ, in ${all} of them`);
  if (differing > 0) process.exitCode = 1;
}

/** @param {string} folder @param {RegExp} name */
function filesBelow(folder, name) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && name.test(entry.name));
  return files.map(({ parentPath, name: file }) => path.join(parentPath, file)).sort();
}
