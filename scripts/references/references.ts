import { loadAll } from '../../src/catalog.ts';
import { openCommandLine } from '../../src/cli/arguments.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { commandsPage, helpOf } from './commands-page.ts';
import { configPage } from './config-page.ts';
import type { JsonSchema } from './json-schema.ts';
import { kindsPage } from './kinds-page.ts';

/** The pages that are made of what they describe, by their paths. `commands`: what is there of that page, of which the head stays. */
export async function references(commands: string): Promise<ReadonlyMap<string, string>> {
  const schema = (await configJsonSchema()) as JsonSchema;
  let written = '';
  const out = (text: string) => {
    written += text;
  };
  const terminal = { out, raw: out, err: out, color: false, width: 80, isWindow: false, isInteractive: false };
  const program = openCommandLine('', terminal, () => undefined);
  return new Map([
    ['docs/config.md', configPage(schema)],
    ['docs/kinds.md', kindsPage(await loadAll('tasks'), schema)],
    [
      'docs/commands.md',
      commandsPage(
        commands,
        helpOf(program, () => written),
      ),
    ],
  ]);
}
