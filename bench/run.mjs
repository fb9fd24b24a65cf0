// The benchmark against other hook managers: `npm run bench [-- scenario…] [--rounds N] [--quick]`.
// Prints one table; a run of all scenarios that is not quick writes it to docs/benchmarks.md.

import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS } from './peers/all.mjs';
import { NPM, PYPI } from './peers/versions.mjs';
import { SCENARIOS } from './scenarios/all.mjs';
import { installTools } from './support/install.mjs';
import { machineLines } from './support/machine.mjs';
import { environment } from './support/measure.mjs';
import { table } from './support/table.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((key) => !SCENARIOS.some((scenario) => scenario.key === key));
if (unknown.length > 0) {
  console.error(`no scenario ${unknown.join(', ')}; there are ${SCENARIOS.map(({ key }) => key).join(', ')}`);
  process.exit(2);
}
const rounds = Number(values.rounds ?? (values.quick ? 3 : 9));
const quickPeers = ['lattice-hooks', 'lefthook'];
const only = (/** @type {string} */ peer) => !values.quick || quickPeers.includes(peer);
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));

const begin = new Date();
const machine = machineLines({ ...NPM, ...PYPI });
const tools = installTools(folder, { ...environment(folder), PATH: `${makePrograms()}:${process.env['PATH']}` });
const rows = SCENARIOS.filter(({ key }) => positionals.length === 0 || positionals.includes(key)).map(measure);
const text = page();
console.log(`\n${text}`);
const isWhole = positionals.length === 0 && !values.quick;
if (isWhole) writeFileSync(path.resolve(import.meta.dirname, '../docs/benchmarks.md'), text);

/** The task that does nothing, and one of its name that leaves a trace and fails. */
function makePrograms() {
  const programs = path.join(folder, 'programs');
  const refusing = path.join(folder, 'refusing');
  for (const one of [programs, refusing]) mkdirSync(one);
  copyFileSync('/bin/true', path.join(programs, 'nothing'));
  writeFileSync(path.join(refusing, 'nothing'), `#!/bin/sh\n: > '${path.join(folder, 'trace')}'\nexit 1\n`);
  for (const one of [programs, refusing]) chmodSync(path.join(one, 'nothing'), 0o755);
  return programs;
}

/** @param {import('./scenarios/all.mjs').Scenario} scenario */
function measure(scenario) {
  const since = performance.now();
  /** @type {import('./support/commits.mjs').Result} */
  let result;
  try {
    result = scenario.measure(tools, { rounds, only });
  } catch (error) {
    result = { figures: new Map(), problems: new Map([['lattice-hooks', String(error).slice(0, 600)]]), remarks: [] };
  }
  console.error(
    `${scenario.key}: ${((performance.now() - since) / 1000).toFixed(0)} s ${JSON.stringify([...result.figures])} ${[...result.problems].join('; ')} ${result.remarks.join('; ')}`,
  );
  return { scenario, result };
}

function page() {
  const remarks = rows.flatMap(({ scenario, result }) => [
    ...result.remarks.map((remark) => `- ${scenario.title}: ${remark}`),
    ...[...result.problems].map(
      ([peer, problem]) => `- ${scenario.title}, ${peer}: ${problem.replaceAll(/\s+/g, ' ')}`,
    ),
  ]);
  return `# What a hook costs

What commits and pushes cost with hooks, beside other hook managers.
Written by \`npm run bench\` on ${begin.toISOString().slice(0, 10)}, in ${((Date.now() - begin.getTime()) / 60_000).toFixed(1)} minutes.

${table(
  rows,
  PEERS.map(({ name }) => name),
)}

Medians of interleaved rounds, ± half the distance between the quartiles, and how many rounds there were.
A cost is a commit or push with hooks less the same without.
A *start* is one \`node -e 0\` of the same round; *bare* is the same tools started by hand, side by side, on the staged files.
Before commits were timed, every hook was seen to refuse a failing file; before pushes, to run the suite. What did not is named below.
Peers run the tools in their checking form, as by hand; lattice-hooks runs ESLint and Prettier by its presets, which fix at a commit.
Markdown links are checked by remark for all, because the check of lattice-hooks is none that the others could run.
A suite of 5 seconds takes some 200 starts: where a push costs a few, nobody has run it, and lefthook does not where the push changes no file.
An empty cell was not measured.
${remarks.length === 0 ? '' : `\n${remarks.join('\n')}\n`}
## Where

${machine.join('\n')}

Next: [start-up](start-up.md), where the time of a hook goes.
`;
}
