import { basename, resolve } from 'node:path';
import { locatedLines } from '../tool-output/located-lines.ts';
import { plainLines } from '../tool-output/plain-text.ts';
import type { CodeBlock } from './find-blocks.ts';
import type { Problem } from './problem.ts';
import type { CommandEnd, RunCheck } from './run-command.ts';

/** Programs that run at once. */
const AT_ONCE = 4;
/** `a.sh: 3: Syntax error` of dash, and `a.sh: line 3: syntax error` of bash. */
const SHELL = /^(.+?): (?:line )?(\d+): (.+)$/;
/** `a.ts(1,8): error` of TypeScript. */
const PARENTHESES = /^(.+?)\((\d+),(\d+)\): /;

/** What a program says of blocks that it is given one by one, each in a file of its own. */
export async function checkWithCommand(blocks: readonly CodeBlock[], run: RunCheck): Promise<readonly Problem[]> {
  const found: Problem[] = [];
  for (let from = 0; from < blocks.length; from += AT_ONCE) {
    const some = blocks.slice(from, from + AT_ONCE);
    const ends = await Promise.all(some.map(async (block) => ({ block, end: await run(block) })));
    for (const { block, end } of ends) found.push(...problemsOf(block, end));
  }
  return found;
}

function inUsualForm(line: string): string {
  return line.replace(SHELL, '$1:$2: $3').replace(PARENTHESES, '$1:$2:$3: ');
}

/** A program that refuses without naming a line is about the whole block. */
function problemsOf(block: CodeBlock, end: CommandEnd): readonly Problem[] {
  if (end.code === 0) return [];
  const lines = plainLines(`${end.stdout}\n${end.stderr}`);
  const isOurs = (name: string) =>
    resolve(name) === end.file || basename(name) === basename(end.file) ? block.document : undefined;
  const located = locatedLines(lines.map(inUsualForm).join('\n'), isOurs);
  if (located.length > 0) {
    return located.map(({ line, column, message }) => ({
      block,
      message,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    }));
  }
  const first = lines.find((line) => line.trim() !== '')?.replaceAll(end.file, 'the block');
  return [{ block, message: first?.trim().slice(0, 300) ?? `the check ended with ${end.code}` }];
}
