// Real repositories, checked as a person checks them, at commits whose links were judged by hand: says where the check
// disagrees with a verdict, and what else it finds.
// `node scripts/link-cases.mjs OWNER/NAME=FOLDER… [--package FOLDER] [--findings FILE]`. A folder is a clone, bare or not,
// that has the commit named in `test/fixtures/doc-links/real-links.json`; nothing is written there. `--findings` keeps all
// that was found, as JSON. Ends with 1 when a verdict differs. Builds the package first unless one is named.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { checkLinks } from './link-cases/check.mjs';
import { compare } from './link-cases/compare.mjs';
import { buildPackage } from './support/build-package.mjs';

/** @typedef {{ readonly file: string, readonly line: number, readonly link: string, readonly verdict: string, readonly class: string, readonly why: string }} Case */
/** @typedef {{ readonly repository: string, readonly commit: string, readonly branch?: readonly string[], readonly links: readonly Case[] }} Corpus */

const options = /** @type {const} */ ({ package: { type: 'string' }, findings: { type: 'string' } });
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const list = path.resolve(import.meta.dirname, '../test/fixtures/doc-links/real-links.json');
const corpora = /** @type {readonly Corpus[]} */ (JSON.parse(readFileSync(list, 'utf8')));
const wanted = positionals.map(corpusOf);

const folder = mkdtempSync(path.join(tmpdir(), 'lattice-link-cases-'));
try {
  const lattice = values.package ? path.resolve(values.package) : buildPackage(makeFolder('package'));
  const results = wanted.map(({ corpus, folder: clone }, index) => {
    const checked = checkLinks({ corpus, clone, lattice, worktree: path.join(folder, String(index)) });
    const differing = compare(corpus, checked);
    tell(corpus, checked, differing);
    return { repository: corpus.repository, commit: corpus.commit, differing, findings: checked.findings };
  });
  if (values.findings) writeFileSync(values.findings, `${JSON.stringify(results, null, 1)}\n`);
  if (results.some(({ differing }) => differing.length > 0)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} argument @returns {{ readonly corpus: Corpus, readonly folder: string }} */
function corpusOf(argument) {
  const [name, folder] = argument.split('=', 2);
  const corpus = corpora.find(({ repository }) => repository === name);
  if (corpus !== undefined && folder !== undefined) return { corpus, folder: path.resolve(folder) };
  console.error(`${argument}: OWNER/NAME=FOLDER is wanted, of ${corpora.map((one) => one.repository).join(', ')}`);
  process.exit(2);
}

/** @param {Corpus} corpus @param {import('./link-cases/check.mjs').Checked} checked @param {readonly import('./link-cases/compare.mjs').Difference[]} differing */
function tell({ repository, commit, links }, { findings, milliseconds }, differing) {
  /** @type {Map<string, number>} */
  const rules = new Map();
  for (const { severity, rule } of findings) {
    rules.set(`${severity} ${rule}`, (rules.get(`${severity} ${rule}`) ?? 0) + 1);
  }
  const counts = [...rules].map(([rule, count]) => `${rule} ${count}`).sort();
  console.log(`${repository} ${commit.slice(0, 10)}: ${links.length} verdicts, ${differing.length} differ`);
  console.log(`  found in ${milliseconds} ms: ${counts.join(', ') || 'nothing'}`);
  for (const { link, said } of differing) {
    console.log(`  ${link.verdict}, and it said ${said}: ${link.link} in ${link.file}:${link.line} (${link.why})`);
  }
}

/** @param {string} name */
function makeFolder(name) {
  const made = path.join(folder, name);
  mkdirSync(made);
  return made;
}
