// The least that a correct hook does in a repository of many files: `npm run bench:floor [-- files… --rounds N]`.
// Each part is timed by itself, then all of them as a hook: a shell that asks git which tree is committed and what of it
// differs from HEAD, Node that reads the index once and starts one program meanwhile, and git's look at the stamp of every
// file afterwards. It keeps no config, no key, no pass, no record, and hides nothing. What is printed are starts of Node.

import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { environment, middle, time } from './support/measure.mjs';
import { run } from './support/processes.mjs';
import { makeSources, sourceName } from './support/repository.mjs';
import { startOfNode } from './support/rounds.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string' } } });
const rounds = Number(values.rounds ?? 9);
const sizes = positionals.length === 0 ? [200, 5000, 50_000] : positionals.map(Number);
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
const env = environment(folder);

const COMPARE = ['diff-index', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', 'HEAD', '--'];
const STAMPS = ['diff-files', '--name-only', '-z', '--ignore-submodules=all'];

/** Starts one program and reads the index, as a hook of few files has to. */
const LEAST = `const { readFileSync } = require('node:fs');
readFileSync(0);
const index = readFileSync(process.env.GIT_INDEX_FILE);
const ends = new Uint32Array(index.readUInt32BE(8));
for (let entry = 0, at = 12; entry < ends.length; entry += 1) {
  ends[entry] = at + 62 + (index.readUInt16BE(at + 60) & 0xfff);
  at += ((ends[entry] - at >> 3) + 1) * 8;
}
const { spawn } = require('node:child_process');
spawn('true').on('exit', () => spawn('git', ${JSON.stringify(STAMPS)}, { stdio: ['ignore', 'pipe', 'inherit'] }));
`;

const HOOK = `#!/bin/sh
git write-tree >/dev/null
git ${COMPARE.join(' ')} | node ${path.join(folder, 'least.cjs')}
`;

try {
  writeFileSync(path.join(folder, 'least.cjs'), LEAST);
  for (const files of sizes) measure(files);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} files */
function measure(files) {
  const repository = path.join(folder, `${files}`);
  mkdirSync(repository);
  makeSources(repository, files, env);
  const git = (/** @type {string[]} */ ...args) => run(repository, env, 'git', ...args);
  const stage = (/** @type {number} */ round) => {
    appendFileSync(path.join(repository, sourceName(0)), `// ${round}\n`);
    git('add', '--', sourceName(0));
    git('write-tree');
  };
  const commit = (/** @type {string} */ hook) => {
    mkdirSync(path.join(folder, 'hooks'), { recursive: true });
    const file = path.join(folder, 'hooks', 'pre-commit');
    writeFileSync(file, hook);
    chmodSync(file, 0o755);
    const spent = time(() => git('-c', `core.hooksPath=${path.dirname(file)}`, 'commit', '-qm', 'x'));
    git('reset', '-q', '--hard', 'HEAD~');
    return spent;
  };
  const timed = new Map([
    ['git write-tree', () => time(() => git('write-tree'))],
    ['git diff-index', () => time(() => git(...COMPARE))],
    ['git ls-files', () => time(() => spawnSync('git', ['ls-files', '--stage', '-z'], { cwd: repository, env }))],
    ['git diff-files', () => time(() => git(...STAMPS))],
    ['git version', () => time(() => git('version'))],
  ]);
  /** @type {Map<string, number[]>} */
  const ratios = new Map();
  const note = (/** @type {string} */ name, /** @type {number} */ ratio) =>
    ratios.set(name, [...(ratios.get(name) ?? []), ratio]);
  for (let round = 0; round <= rounds; round += 1) {
    const start = startOfNode(env);
    stage(round);
    for (const [name, cost] of timed) if (round > 0) note(name, cost() / start);
    const bare = commit('#!/bin/sh\n');
    stage(round);
    const least = commit(HOOK);
    if (round === 0) continue;
    note('git commit with an empty hook', bare / start);
    note('the least hook', (least - bare) / start);
  }
  console.log(`\n${files} files, in starts of Node ${process.version}, medians of ${rounds}`);
  for (const [name, all] of ratios) {
    const { median, spread } = middle(all);
    console.log(`${name.padEnd(30)} ${median.toFixed(2)}  ±${spread.toFixed(2)}`);
  }
}
