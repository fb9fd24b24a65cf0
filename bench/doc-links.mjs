// What it costs to check the links of documents: `npm run bench:doc-links [-- --rounds N --quick]`.
// Prints one table; a run that is not quick writes it to docs/doc-links-benchmarks.md. Installs what it compares, and then works offline.

import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeCorpus, pagesIn } from './doc-links/corpus.mjs';
import { CHECKERS, DECLARED, GENERATORS, WRITTEN } from './doc-links/packages.mjs';
import { table } from './doc-links/page.mjs';
import { ofExtraction, ofLargeRepository, ofWholeChecks } from './doc-links/rows.mjs';
import { buildPackage, cacheFolder } from './support/install.mjs';
import { machineLines } from './support/machine.mjs';
import { environment } from './support/measure.mjs';

/** The repository in which commits are made and memory is measured has at least so many documents. */
const LARGE = 10_000;

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds ?? (values.quick ? 3 : 11));
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));

const begin = new Date();
const machine = machineLines({ ...CHECKERS, ...GENERATORS });
const { documents, modules } = makeCorpus(path.join(cacheFolder(), 'doc-links'));
const env = environment(folder);
const packageFolder = path.join(folder, 'lattice-hooks');
buildPackage(packageFolder, env);
/** @type {string[]} */
const remarks = [];
const setup = { documents, modules, folder, packageFolder, env, rounds };
const rows = [
  ...(await ofExtraction(setup, remarks)),
  ...ofWholeChecks(setup),
  ...ofLargeRepository(setup, LARGE, remarks),
];
const text = page();
console.log(`\n${text}`);
if (!values.quick) writeFileSync(path.resolve(import.meta.dirname, '../docs/doc-links-benchmarks.md'), text);

function page() {
  const pages = pagesIn(documents);
  const links = pages.reduce((sum, page) => sum + countLinks(readFileSync(path.join(documents, page), 'utf8')), 0);
  const minutes = ((Date.now() - begin.getTime()) / 60_000).toFixed(1);
  const [written, declared] = [WRITTEN, DECLARED].map((packages) =>
    Object.entries(packages)
      .map(([name, { version }]) => `${name} ${version}`)
      .join(' and '),
  );
  return `# What it costs to check the links of documents

How long \`doc-links\` and other checkers take for the same documents.
Written by \`npm run bench:doc-links\` on ${begin.toISOString().slice(0, 10)}, in ${minutes} minutes.

${table(rows)}

Medians of interleaved rounds, ± half the distance between the quartiles; what is wanted is compared in each round, start of Node included.

- The ${pages.length} documents with ${links} links are what ${written} ship, with paths in place of the routes of a site, and what typedoc makes of the declarations of ${declared}.
- Our command is \`lattice-hooks links\`, without a config, in a repository whose objects are packed. Remembered is what documents hold; each link is looked up anew.
- rumdl is its native program, without the script that npm starts it by, with its rules about files and fragments alone: MD051 and MD057. It uses all cores.
- remark-validate-links is started by remark-cli. Its rounds are few, because one takes as long as all others.
- Texts are read in one process, from strings in memory: by ours with blocks, references, headings, anchors and places.
- The ${LARGE} documents are editions of the same ones, each with contents of its own. Commits are whole \`git commit\`s with the installed hook.
${remarks.map((remark) => `- ${remark}\n`).join('')}
## Where

${machine.join('\n')}

Next: [output](output.md), what hooks print.
`;
}

/** @param {string} text */
function countLinks(text) {
  return text.split('](').length - 1;
}
