import { readFileSync } from 'node:fs';
import process, { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { type BlockSettings, checkBlocks } from './check-blocks.ts';
import { findBlocks } from './find-blocks.ts';
import { Unchecked } from './problem.ts';

// The program that the task kind `code-blocks` starts: what it starts in turn ends with it.

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { settings: { type: 'string', default: '{}' }, scratch: { type: 'string', default: '.' } },
  allowPositionals: true,
});
const settings: BlockSettings = { languages: [], commands: {}, skip: [], ...JSON.parse(values.settings) };
try {
  const blocks = positionals.flatMap((file) => findBlocks(file, readFileSync(file, 'utf8')));
  const findings = await checkBlocks(blocks, settings, values.scratch);
  stdout.write(`${JSON.stringify({ blocks: blocks.length, findings })}\n`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof Unchecked)) throw error;
  stderr.write(`cannot check: ${error.message}\n`);
  process.exitCode = 3;
}
