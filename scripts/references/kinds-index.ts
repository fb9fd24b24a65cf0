import type { TaskKind } from '../../src/core/contracts/tasks.ts';
import { code, table } from './markdown.ts';

const HEAD = `# Kinds of tasks

<!-- Written by \`npm run docs\` from the kinds themselves. Change src/tasks, not this file. -->

Every kind of task that ships with the package: what \`uses\` may say, with a page each.
The page of each kind says what it is about unless the task says otherwise, what it runs, what its ends mean, its \`options\`, and has an example.
[Presets](presets.md) says what scanners, load tests and mutation scores have in common, and which versions of the tools were tried.
The keys that every task has are in [the config](config.md#a-task); [a kind of your own](library.md#a-task-kind-of-your-own) is a module.
`;

/** The list of all kinds, sorted by name, with a line each. */
export function kindsIndex(kinds: ReadonlyMap<string, TaskKind>): string {
  const rows = [...kinds].map(([name, { summary }]) => [
    `<a id="${name}"></a>[${code(name)}](kinds/${name}.md)`,
    lowerFirst(summary),
  ]);
  return `${HEAD}\n${table(['kind', 'does'], rows)}\n\nNext: [presets](presets.md), what the ends of tools mean.\n`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
