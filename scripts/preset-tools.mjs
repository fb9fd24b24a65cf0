// Runs presets with the real tools that they start: `npm run preset-tools [-- preset…] [--folder DIR]`.
// Tools are installed once, at the versions that the tables in `scripts/preset-tools` name, into a cache folder or the one
// given. Each case is a repository in a temporary folder, in which the built package runs one task; what its record says is
// compared. Ends with 1 when a case goes another way, or a tool cannot be installed. Not part of the tests: it takes minutes
// and several hundred megabytes.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installTool } from './support/install-tool.mjs';
import { runCase } from './support/preset-case.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { folder: { type: 'string' } } });
const folder = path.resolve(values.folder ?? path.join(root, 'node_modules/.cache/lattice-hooks-preset-tools'));
const tables = path.join(import.meta.dirname, 'preset-tools');
const known = readdirSync(tables).map((file) => path.basename(file, '.mjs'));
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no preset ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(2);
}

let failed = 0;
for (const name of positionals.length > 0 ? positionals : known) {
  const table = await import(path.join(tables, `${name}.mjs`));
  try {
    const tool = installTool(name, table.install, folder);
    console.log(`${name}: ${tool.label}`);
    for (const one of table.cases) await tell(name, one, tool);
  } catch (error) {
    failed += 1;
    console.log(`${name}: not run: ${messageOf(error)}`);
  }
}
console.log(failed === 0 ? 'all as expected' : `${failed} went another way`);
process.exitCode = failed === 0 ? 0 : 1;

async function tell(preset, one, tool) {
  try {
    await runCase(preset, one, tool);
    console.log(`  ✓ ${one.name}`);
  } catch (error) {
    failed += 1;
    console.log(`  ✗ ${one.name}\n    ${messageOf(error).replaceAll('\n', '\n    ')}`);
  }
}

function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
