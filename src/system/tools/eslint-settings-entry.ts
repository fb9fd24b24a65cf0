import { argv, cwd, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { readEslintSettings } from './eslint-settings.ts';

// A program of its own: it loads configs of the project, which are programs themselves, and may print what they like before
// its last line.

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { config: { type: 'string' } },
  allowPositionals: true,
});
const settings = await readEslintSettings(cwd(), positionals, values.config);
stdout.write(`\n${JSON.stringify(settings)}\n`);
