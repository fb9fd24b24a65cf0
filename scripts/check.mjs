// All that is checked without running the tests, one line each, in two lanes beside each other. A lane stops at the first that
// objects and shows its words; the other one goes on, so that one fault does not hide the next.

import { spawn } from 'node:child_process';

/** The order is that of how soon they can tell. `api:check` and `package:check` look at what `build` made. */
const LANES = [
  ['lint', 'types', 'imports', 'dead'],
  ['build', 'api:check', 'package:check'],
];

const held = await Promise.all(LANES.map(walk));
if (held.includes(false)) process.exitCode = 1;

/** Whether nothing objected. @param {readonly string[]} lane */
async function walk(lane) {
  for (const step of lane) if (!(await holds(step))) return false;
  return true;
}

/** @param {string} step */
async function holds(step) {
  const start = performance.now();
  const { status, words } = await run(step);
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.log(`${status === 0 ? '✔' : '✖'} ${step.padEnd(14)} ${seconds.padStart(7)}`);
  if (status !== 0) process.stdout.write(words);
  return status === 0;
}

/** @param {string} step @returns {Promise<{ readonly status: number | null, readonly words: string }>} */
function run(step) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', step], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (part) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part) => (err += part));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, words: `${out}${err}` }));
  });
}
