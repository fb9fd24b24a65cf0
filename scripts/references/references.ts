import { loadAll } from '../../src/catalog.ts';
import { openCommandLine } from '../../src/cli/arguments.ts';
import { configJsonSchema } from '../../src/config/schema/json-schema.ts';
import { commandsPage, helpOf } from './commands-page.ts';
import { configPage } from './config-page.ts';
import type { JsonSchema } from './json-schema.ts';
import { kindPage } from './kind-page.ts';
import { kindsIndex } from './kinds-index.ts';

/**
 * The pages that are made of what they describe, by their paths. `commands`: what is there of that page, of which the head
 * stays; `presets`: that page, which is written by hand.
 */
export async function references({
  commands,
  presets,
}: {
  readonly commands: string;
  readonly presets: string;
}): Promise<ReadonlyMap<string, string>> {
  const schema = (await configJsonSchema()) as JsonSchema;
  let written = '';
  const out = (text: string) => {
    written += text;
  };
  const terminal = { out, raw: out, err: out, color: false, width: 80, isWindow: false, isInteractive: false };
  const program = openCommandLine('', terminal, () => undefined);
  const kinds = await loadAll('tasks');
  return new Map([
    ...[...kinds].map(([name, kind]) => [`docs/kinds/${name}.md`, kindPage(name, kind, { schema, presets })] as const),
    ['docs/config.md', configPage(schema)],
    ['docs/kinds.md', kindsIndex(kinds)],
    [
      'docs/commands.md',
      commandsPage(
        commands,
        helpOf(program, () => written),
      ),
    ],
  ]);
}
