// What a hook costs, in starts of Node: `npm run bench:startup [rounds]`.
// A commit with hooks less the same commit without, as a ratio to `node -e 0` of the same round. Rounds are interleaved, so
// that a machine which does other things at the same time slows everything alike; what is printed are medians.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment, middle, time } from './support/measure.mjs';

const ROUNDS = Number(process.argv[2] ?? 21);
const FILES = 200;
const root = path.resolve(import.meta.dirname, '..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
const env = environment(folder);

try {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function main() {
  const cases = [
    { name: 'no task is about it', file: 'notes.txt', text: () => 'the same\n' },
    { name: 'all is remembered', file: 'src/f0.js', text: () => 'export const changed = 1;\n' },
    {
      name: 'one task runs',
      file: 'src/f0.js',
      text: (/** @type {number} */ round) => `export const changed = ${round};\n`,
    },
  ].map((one, index) => ({ ...one, repository: makeRepository(`repository-${index}`) }));
  /** @type {Map<string, { hook: number[], start: number[] }>} */
  const times = new Map(cases.map(({ name }) => [name, { hook: [], start: [] }]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, file, text, repository } of cases) {
      writeFileSync(path.join(repository, file), text(round));
      git(repository, 'add', '--all');
      const bare = time(() => git(repository, '-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'x'));
      git(repository, 'reset', '--soft', 'HEAD~');
      const hooked = time(() => git(repository, 'commit', '-qm', 'x'));
      git(repository, 'reset', '-q', '--hard', 'HEAD~');
      const start = time(() => spawnSync(process.execPath, ['-e', '0'], { env }));
      // The first round fills caches, ours among them.
      if (round === 0) continue;
      times.get(name)?.hook.push(hooked - bare);
      times.get(name)?.start.push(start);
    }
  }
  console.log(
    `\nCost of a pre-commit hook in starts of Node (${process.version}), ${FILES} files, medians of ${ROUNDS}\n`,
  );
  for (const [name, { hook, start }] of times) {
    const ratios = hook.map((cost, index) => cost / (start[index] ?? 1));
    const { median, spread } = middle(ratios);
    console.log(`${name.padEnd(22)} ${median.toFixed(2)}  ±${spread.toFixed(2)}`);
  }
}

/** @param {string} name */
function makeRepository(name) {
  const repository = path.join(folder, name);
  mkdirSync(path.join(repository, 'src'), { recursive: true });
  mkdirSync(path.join(repository, 'node_modules'));
  symlinkSync(root, path.join(repository, 'node_modules/lattice-hooks'));
  const tasks = { check: { run: ['true', '{files}'], files: 'src/**', scope: 'file' } };
  const config = { tiers: { fast: { on: ['pre-commit'], tasks } } };
  writeFileSync(path.join(repository, '.lattice-hooksrc.json'), JSON.stringify(config));
  writeFileSync(path.join(repository, '.gitignore'), 'node_modules/\n');
  for (let index = 0; index < FILES; index += 1) {
    writeFileSync(path.join(repository, `src/f${index}.js`), `export const n = ${index};\n`);
  }
  git(repository, 'init', '-q');
  git(repository, 'add', '--all');
  git(repository, 'commit', '-qm', 'start');
  execFileSync(process.execPath, [path.join(root, 'dist/hot.cjs'), 'install'], {
    cwd: repository,
    env,
    stdio: 'ignore',
  });
  return repository;
}

/** @param {string} cwd @param {string[]} args */
function git(cwd, ...args) {
  const { status, stderr } = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}
