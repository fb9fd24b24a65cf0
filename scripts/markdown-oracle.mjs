// Reads documents as `doc-links` does and as GitHub's own parser does, and says where the two differ.
// `node scripts/markdown-oracle.mjs FOLDER…` takes every Markdown file below the folders. Needs cmark-gfm, which Debian
// has. Ends with 1 when a document differs.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Differences of one document that are shown. */
const SHOWN = 5;

const folders = process.argv.slice(2);
if (folders.length === 0 || !folders.every((folder) => existsSync(folder))) {
  console.error('node scripts/markdown-oracle.mjs FOLDER…');
  process.exit(2);
}

const { differencesOf } = await loadComparison();
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

/** What tests compare with, made one file that Node runs. @returns {Promise<typeof import('../test/support/cmark-difference.ts')>} */
async function loadComparison() {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-oracle-'));
  try {
    const outfile = path.join(folder, 'comparison.mjs');
    const entry = path.resolve(import.meta.dirname, '../test/support/cmark-difference.ts');
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function markdownBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name));
  return files.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
}
