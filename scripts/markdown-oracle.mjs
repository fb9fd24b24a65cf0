// Reads documents as `doc-links` does and as GitHub's own parser does, and says where the two differ.
// `node scripts/markdown-oracle.mjs FOLDER…` takes every Markdown file below the folders. Needs cmark-gfm, which Debian
// has. Ends with 1 when a document differs.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { loadBundled } from './support/bundled.mjs';

/** Differences of one document that are shown. */
const SHOWN = 5;

const folders = process.argv.slice(2);
if (folders.length === 0 || !folders.every((folder) => existsSync(folder))) {
  console.error('node scripts/markdown-oracle.mjs FOLDER…');
  process.exit(2);
}

const { differencesOf } = await loadBundled(path.resolve(import.meta.dirname, '../test/support/cmark-difference.ts'));
let [read, differing] = [0, 0];
for (const file of folders.flatMap(markdownBelow)) {
  const found = differencesOf(file);
  read += 1;
  if (found.length === 0) continue;
  differing += 1;
  console.log([file, ...found.slice(0, SHOWN)].join('\n  '));
}
console.log(`${read} documents, ${differing} differ`);
process.exitCode = differing > 0 ? 1 : 0;

/** @param {string} folder */
function markdownBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name));
  return files.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
}
