import { describe, expect, it } from 'vitest';
import { commandsBelow, helpOf } from '../../scripts/references/commands-page.ts';
import { openCommandLine, readArguments } from '../../src/cli/arguments.ts';
import { splitCommand } from '../../src/config/words.ts';
import { makeTerminal } from '../support/fake-terminal.ts';
import { WORLD } from './world.ts';

// What `--help` shows to be copied.

const terminal = makeTerminal();
const program = openCommandLine('1.2.3', terminal, () => undefined);
const commands = helpOf(program, () => terminal.text());

/** The examples of a help, by the words behind the name of the program. */
function examplesOf(help: string): readonly (readonly string[])[] {
  const lines = help.slice(help.search(/^Examples?:$/m)).split('\n');
  return lines.flatMap((line) => {
    const [, words] = /lattice-hooks ([^|)]+)/.exec(line) ?? [];
    return words === undefined ? [] : [splitCommand(words) as readonly string[]];
  });
}

describe('the help of each command', () => {
  it('is there for all of them, and for those below them', () => {
    expect(commandsBelow(program).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['run', 'ci', 'ci generate']),
    );
  });

  it.each(commands)('ends with examples that are understood: $name', async ({ name, help }) => {
    const examples = examplesOf(help);
    expect(examples).not.toEqual([]);
    for (const words of examples) {
      expect(words.join(' ').startsWith(name) || name === program.name()).toBe(true);
      const invocation = await readArguments(words, WORLD, makeTerminal());
      expect(invocation.type).not.toBe('shown');
    }
  });
});
