// What it costs to read a large LCOV file: `npm run bench:coverage [megabytes]`.
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
const programs = ['split-lines.mjs', 'read-coverage.mjs'].map((name) => path.join(folder, name));

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
  const [split, read] = programs.map((program) => {
    const all = runs.get(program) ?? [];
    return {
      milliseconds: middle(all.map((run) => run.milliseconds)).median,
      memory: Math.max(...all.map((run) => run.memory)),
    };
  });
  if (split === undefined || read === undefined) return;
  console.log(`\nLCOV of ${(statSync(report).size / 1024 / 1024).toFixed(0)} MiB, medians of ${ROUNDS}\n`);
  console.log(`read and split   ${split.milliseconds.toFixed(0)} ms  ${split.memory.toFixed(0)} MiB`);
  console.log(`read as coverage ${read.milliseconds.toFixed(0)} ms  ${read.memory.toFixed(0)} MiB`);
  console.log(`ratio            ${(read.milliseconds / split.milliseconds).toFixed(2)}`);
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
