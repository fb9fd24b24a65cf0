import { weaknessOf } from '../../shell/weak-commands.ts';
import type { YamlText } from '../../yaml/tree.ts';
import type { Problem, Rule } from '../finding.ts';
import { commandsOfWorkflow } from '../run-commands.ts';

/** Commands that runners, or tools in their newer versions, do not take any more. */
export const retiredCommand: Rule = {
  name: 'retired-command',
  severity: 'error',
  *check(workflow) {
    for (const { run } of workflow.jobs.flatMap(({ steps }) => steps)) {
      if (run !== undefined) yield* runnerCommands(run);
    }
    for (const { words, at } of commandsOfWorkflow(workflow)) {
      const weakness = weaknessOf(words);
      if (weakness?.id !== 'retired-command') continue;
      yield { at, message: `${weakness.subject} ${weakness.message}: ${weakness.remedy}` };
    }
  },
};

const COMMAND = /::(set-output|save-state|set-env|add-path)(?=::|\s+name=)/g;

/** Files that take the place of the commands. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['set-output', 'GITHUB_OUTPUT'],
  ['save-state', 'GITHUB_STATE'],
  ['set-env', 'GITHUB_ENV'],
  ['add-path', 'GITHUB_PATH'],
]);

/** Lines that a runner takes as commands when they are printed, whichever language prints them. */
function* runnerCommands(run: YamlText): Iterable<Problem> {
  for (const { 1: name = '', index } of run.text.matchAll(COMMAND)) {
    if (isInComment(run.text, index)) continue;
    const file = FILES.get(name);
    const what = file === 'GITHUB_PATH' ? 'the folder' : '`name=value`';
    yield {
      at: run.spotAt(index),
      message: `\`::${name}\` is retired: append ${what} to the file \`$${file}\` instead`,
    };
  }
}

/** Of a longer line only the end is looked at. */
const LONGEST_LINE = 2000;

function isInComment(text: string, index: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', index - 1) + 1, index - LONGEST_LINE);
  const line = text.slice(start, index);
  const [before] = /^(?:[^\s#]|\S#|\s(?!#))*/.exec(line) ?? [''];
  const isOpen = (before.match(/"/g) ?? []).length % 2 === 1 || (before.match(/'/g) ?? []).length % 2 === 1;
  return /(?:^|\s)#/.test(line) && !isOpen;
}
