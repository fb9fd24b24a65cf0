// Judges changed lines as the coverage gate does and as diff-cover does, and says where they differ:
// `node scripts/diff-cover-oracle.mjs REPOSITORY REPORT [BASE…]`. The repository is a clean checkout, the report what its
// tests left of HEAD, as Cobertura, LCOV or Clover. The bases are commits; by default some of the last thousand.
// Needs `diff-cover` on PATH (`pip install diff-cover`). Ends with 1 where they differ.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { loadBundled } from './support/bundled.mjs';

/** How far back the default bases are, along the first parents. */
const DISTANCES = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987];

const [repository = '', report = '', ...bases] = process.argv.slice(2);
if (!existsSync(repository) || !existsSync(report)) {
  console.error('node scripts/diff-cover-oracle.mjs REPOSITORY REPORT [BASE…]');
  process.exit(2);
}

const support = path.resolve(import.meta.dirname, '../test/support');
const { compareWithDiffCover } = await loadBundled(path.join(support, 'diff-cover-difference.ts'));
const folder = mkdtempSync(path.join(tmpdir(), 'lattice-diff-cover-'));
try {
  for (const base of bases.length > 0 ? bases : defaultBases()) await compare(base);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} base */
async function compare(base) {
  const output = path.join(folder, 'answer.json');
  const args = [path.resolve(report), `--compare-branch=${base}`, '--quiet', '--format', `json:${output}`];
  execFileSync('diff-cover', args, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  const theirs = JSON.parse(readFileSync(output, 'utf8'));
  const { lines, differences, notMeasured } = await compareWithDiffCover(repository, report, base, theirs);
  const unknown = notMeasured.length === 0 ? '' : `; not in the report: ${notMeasured.join(', ')}`;
  console.log(`${base.slice(0, 12)}: ${lines} changed lines measured, ${differences.length} files differ${unknown}`);
  for (const difference of differences) console.log(`  ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}

function defaultBases() {
  const log = execFileSync('git', ['log', '--first-parent', '--format=%H', 'HEAD'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const commits = log.trim().split('\n');
  return DISTANCES.flatMap((distance) => commits[distance] ?? []);
}
