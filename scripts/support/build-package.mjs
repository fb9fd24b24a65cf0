// The package as it would be installed, for scripts that try it.

import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '../..');

/** Builds the package into a folder of its own, and returns that. @param {string} folder which is there and empty @param {string} [sources] another copy of this repository */
export function buildPackage(folder, sources = root) {
  for (const name of ['package.json', 'hooks']) {
    cpSync(path.join(sources, name), path.join(folder, name), { recursive: true });
  }
  // What was built finds its dependencies through this link.
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  execFileSync(process.execPath, [path.join(sources, 'scripts/build.mjs'), folder], { stdio: 'inherit' });
  return folder;
}
