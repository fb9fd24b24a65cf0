// Looks at every workflow that is generated, here and in the tests, with actionlint: `npm run actionlint [-- FILE…]`.
// It is not among the dependencies: go install github.com/rhysd/actionlint/cmd/actionlint@latest

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['.github/workflows', 'test/workflows/golden'];

const given = process.argv.slice(2);
const files = given.length > 0 ? given : FOLDERS.flatMap(workflowsBelow);
const { status, error } = spawnSync('actionlint', files, { cwd: root, stdio: 'inherit' });
if (error !== undefined) {
  console.error(`actionlint could not be started: ${error.message}`);
  console.error('go install github.com/rhysd/actionlint/cmd/actionlint@latest, and have its folder on PATH');
  process.exitCode = 1;
} else {
  if (status === 0) console.log(`${files.length} workflows, nothing to object`);
  process.exitCode = status ?? 1;
}

/** Workflows in the folder and below it. */
function workflowsBelow(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => path.join(folder, name));
}
