// All that is checked without running the tests, one line each; stops at the first that objects and shows its words.

import { spawnSync } from 'node:child_process';

/** The order is that of how soon they can tell. `api:check` and `package:check` look at what `build` made. */
const STEPS = ['lint', 'types', 'imports', 'dead', 'build', 'api:check', 'package:check'];

for (const step of STEPS) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', step], { encoding: 'utf8' });
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.log(`${status === 0 ? '✔' : '✖'} ${step.padEnd(14)} ${seconds.padStart(7)}`);
  if (status === 0) continue;
  process.stdout.write(`${stdout}${stderr}`);
  process.exit(1);
}
