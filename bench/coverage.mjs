// What it costs to read a large LCOV file, and to have the gate judge it: `npm run bench:coverage [megabytes]`.
// Beside it, what it costs to read the same file and split it into lines. Each runs in a process of its own, five times
// in turn; what is printed are medians of the time, and the most memory that a process took.

import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { middle } from './support/measure.mjs';

const MEBIBYTES = Number(process.argv[2] ?? 100);
const ROUNDS = 5;
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
const report = path.join(folder, 'lcov.info');
/** What each does, by what it is called in the table. */
const PROGRAMS = {
  'read and split': 'split-lines.mjs',
  'read as coverage': 'read-coverage.mjs',
  'read and judged': 'judge-coverage.mjs',
};
const programs = Object.values(PROGRAMS).map((name) => path.join(folder, name));

try {
  const entryPoints = programs.map((program) => path.join(import.meta.dirname, 'support', path.basename(program)));
  const options = /** @type {const} */ ({
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
  });
  await build({ ...options, entryPoints, outdir: folder });
  writeReport(report, MEBIBYTES * 1024 * 1024);
  main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function main() {
  /** @type {Map<string, { milliseconds: number, memory: number }[]>} */
  const runs = new Map(programs.map((program) => [program, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const program of programs) {
      const output = execFileSync(process.execPath, [program, report], { encoding: 'utf8' });
      runs.get(program)?.push(JSON.parse(output));
    }
  }
  console.log(`\nLCOV of ${(statSync(report).size / 1024 / 1024).toFixed(0)} MiB, medians of ${ROUNDS}\n`);
  let first = 0;
  for (const [at, name] of Object.keys(PROGRAMS).entries()) {
    const all = runs.get(programs[at] ?? '') ?? [];
    const { median } = middle(all.map((run) => run.milliseconds));
    const memory = Math.max(...all.map((run) => run.memory));
    first ||= median;
    const cells = [
      name.padEnd(16),
      `${median.toFixed(0)} ms`,
      `${(median / first).toFixed(2)} times`,
      `${memory.toFixed(0)} MiB`,
    ];
    console.log(cells.join('  '));
  }
}

/**
 * Files of 300 lines with a branch on every tenth and a function on every thirtieth, as a compiler's report has them.
 * @param {string} file
 * @param {number} size
 */
function writeReport(file, size) {
  const descriptor = openSync(file, 'w');
  for (let written = 0, number = 0; written < size; number += 1) {
    const lines = Array.from({ length: 300 }, (_, index) => lineOf(index + 1, (number * 31 + index * 7) % 1000));
    written += writeSync(
      descriptor,
      `TN:\nSF:src/part-${number % 100}/file-${number}.c\n${lines.join('')}end_of_record\n`,
    );
  }
  closeSync(descriptor);
}

/**
 * @param {number} line
 * @param {number} hits
 */
function lineOf(line, hits) {
  const branches = line % 10 === 0 ? `BRDA:${line},0,0,${hits}\nBRDA:${line},0,1,-\n` : '';
  const functions = line % 30 === 1 ? `FN:${line},work_${line}\nFNDA:${hits},work_${line}\n` : '';
  return `${functions}DA:${line},${hits}\n${branches}`;
}
