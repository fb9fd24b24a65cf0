import type { Program } from '../../src/cli/syntax/program.ts';

/** Where what is written by hand ends. */
const GENERATED = '<!-- From here on written by `npm run docs` from what --help says. Change src/cli/syntax. -->';

/** Where to read on. */
const NEXT = 'Next: [the config, key by key](config.md), types, defaults, meanings.\n';

/** The page of all commands: what is written by hand stays, and below it stands the help of each. Throws where the page has no place for it. */
export function commandsPage(
  page: string,
  commands: readonly { readonly name: string; readonly help: string }[],
): string {
  const end = page.indexOf(GENERATED);
  if (end === -1) throw new Error(`docs/commands.md lacks ${GENERATED}`);
  const sections = commands.map(({ name, help }) => `## ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`);
  return [page.slice(0, end + GENERATED.length), ...sections, NEXT].join('\n\n').replaceAll('```\n\n\n', '```\n\n');
}

/** Help of the program, and of every command that it shows, in the width of its terminal. `written`: all that was written to that. */
export function helpOf(
  program: Program,
  written: () => string,
): readonly { readonly name: string; readonly help: string }[] {
  return [{ name: program.name(), command: program }, ...commandsBelow(program)].map(({ name, command }) => {
    const before = written().length;
    command.outputHelp();
    return { name, help: written().slice(before) };
  });
}

/** Commands with their whole names, such as `ci generate`. */
export function commandsBelow(
  program: Program,
  above = '',
): readonly { readonly name: string; readonly command: Program }[] {
  const visible = program.createHelp().visibleCommands(program) as readonly Program[];
  return visible
    .filter((command) => command.name() !== 'help')
    .flatMap((command) => {
      const name = `${above}${command.name()}`;
      return [{ name, command }, ...commandsBelow(command, `${name} `)];
    });
}
