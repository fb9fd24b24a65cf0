import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** A module in TypeScript with all that it imports, made one file that Node runs. @param {string} entry @returns {Promise<any>} */
export async function loadBundled(entry) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-oracle-'));
  try {
    const outfile = path.join(folder, 'comparison.mjs');
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
