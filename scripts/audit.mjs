// Asks the registry whether vulnerabilities are known of what the package brings along: `node scripts/audit.mjs [--must]`.
// Where it does not answer, that is said and nothing refused; with `--must`, as before a release, it refuses.

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const must = process.argv.includes('--must');
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=20000'], {
  cwd: root,
  encoding: 'utf8',
  timeout: 60_000,
  shell: process.platform === 'win32',
});
const answer = read(stdout);
const total = answer?.metadata?.vulnerabilities?.total;
if (typeof total !== 'number') {
  console.log(
    `NOT LOOKED AT: nobody says whether vulnerabilities are known (${answer?.message ?? 'npm audit did not answer'})`,
  );
  if (must) process.exitCode = 1;
} else if (total === 0) {
  console.log(`no vulnerability is known of ${answer.metadata.dependencies?.prod ?? 'the'} packages`);
} else {
  for (const [name, { severity, range }] of Object.entries(answer.vulnerabilities ?? {}))
    console.log(`${name} ${range}: ${severity}`);
  console.log(`${total} known; \`npm audit --omit=dev\` says more`);
  process.exitCode = 1;
}

/** @param {string | null} text */
function read(text) {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
