// Writes the pages that are made of what they describe: `npm run docs`. It looks into the rooms of `dist`, so that is built
// first. A test (`test/references.test.ts`) says when it was forgotten.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, 'dist/references.js');
// Beside the rooms that it looks into, asked once, and removed.
await build({
  entryPoints: [path.join(root, 'scripts/references/references.ts')],
  outfile,
  ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
});
const { references } = await import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
const read = (/** @type {string} */ page) => readFileSync(path.join(root, page), { encoding: 'utf8', flag: 'a+' });
const made = await references({ commands: read('docs/commands.md'), presets: read('docs/presets.md') });
mkdirSync(path.join(root, 'docs/kinds'), { recursive: true });
for (const name of readdirSync(path.join(root, 'docs/kinds'))) {
  // A kind that is gone, or was renamed.
  if (!made.has(`docs/kinds/${name}`)) rmSync(path.join(root, 'docs/kinds', name));
}
for (const [page, text] of made) {
  if (read(page) === text) continue;
  writeFileSync(path.join(root, page), text);
  console.log(`wrote ${page}`);
}
