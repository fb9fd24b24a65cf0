// Lints the workflows of clones as `ci lint` does, and shows what it calls errors: in files that run on GitHub every day, each
// is a bug of theirs or of ours. `node scripts/workflow-corpus.mjs CLONE... [--warnings] [--actionlint PROGRAM]`
// With --actionlint, what that finds and we do not is listed after it. Build first.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals: clones } = parseArgs({
  allowPositionals: true,
  options: { warnings: { type: 'boolean' }, actionlint: { type: 'string' } },
});

const folder = mkdtempSync(path.join(tmpdir(), 'workflow-corpus-'));
try {
  /** @type {Map<string, number>} */
  const rules = new Map();
  let files = 0;
  for (const clone of clones) {
    const name = path.basename(clone) === 'repo' ? path.basename(path.dirname(clone)) : path.basename(clone);
    const copy = path.join(folder, name);
    const count = copyWorkflows(clone, copy);
    if (count === 0) continue;
    files += count;
    const findings = lint(copy);
    const shown = findings.filter(({ severity }) => values.warnings || severity === 'error');
    for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
    for (const one of shown) console.log(`${name}/${one.file}:${one.line}:${one.column} [${one.rule}] ${one.message}`);
    if (values.actionlint) compare(copy, name, findings);
  }
  console.log(`${files} files`, Object.fromEntries([...rules].sort((one, other) => other[1] - one[1])));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Returns how many there are. @param {string} clone @param {string} target */
function copyWorkflows(clone, target) {
  const listed = git(clone, 'ls-tree', '-z', '--name-only', 'HEAD', '.github/workflows/').split('\0');
  const names = listed.filter((name) => /\.ya?ml$/.test(name));
  mkdirSync(path.join(target, '.github/workflows'), { recursive: true });
  mkdirSync(path.join(target, '.git'), { recursive: true });
  for (const name of names) writeFileSync(path.join(target, name), git(clone, 'show', `HEAD:${name}`));
  return names.length;
}

/** @param {string} clone @param {string[]} args */
function git(clone, ...args) {
  const { stdout, stderr, status } = spawnSync('git', args, { cwd: clone, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${clone}: ${stderr}`);
  return stdout;
}

/** @typedef {{ rule: string, severity: string, message: string, file: string, line: number, column: number }} Finding */

/** @param {string} copy @returns {Finding[]} */
function lint(copy) {
  const args = [path.join(root, 'dist/hot.cjs'), 'ci', 'lint', '--report', 'json', '.github/workflows'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).findings;
}

/** Lines of which actionlint says something and we say nothing. @param {string} copy @param {string} name @param {Finding[]} ours */
function compare(copy, name, ours) {
  const args = ['-shellcheck=', '-pyflakes=', '-format', '{{json .}}'];
  const { stdout } = spawnSync(String(values.actionlint), args, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const told = new Set(ours.map(({ file, line }) => `${file}:${line}`));
  for (const { filepath, line, column, kind, message } of JSON.parse(stdout)) {
    if (told.has(`${filepath}:${line}`)) continue;
    console.log(`  actionlint alone: ${name}/${filepath}:${line}:${column} [${kind}] ${message.split('\n')[0]}`);
  }
}
