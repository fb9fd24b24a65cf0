import type { RunRecord } from '../core/record.ts';
import { columnsOf } from './columns.ts';
import { safeName } from './harmless.ts';
import type { Page } from './page.ts';

/** Words of a command for a shell. */
export type Words = readonly string[];

/** The command that makes a run again, or one task of it, with the files that it was about. */
export function againCommand(record: RunRecord, tier: string, task?: string): Words {
  if (record.again !== undefined) return ['npx lattice-hooks', ...record.again.map(quoted)];
  const only = task === undefined ? [] : ['--only', task];
  const given = [...argumentsOf(record), ...only, ...selectionOf(record)];
  return ['npx lattice-hooks run', quoted(tier), ...given.map(quoted)];
}

/** The command that goes on without these tasks; undefined where nothing was stopped that could go on. */
export function skipCommand(trigger: string, names: readonly string[]): Words | undefined {
  const command = stoppedCommand(trigger);
  if (command === undefined || names.length === 0) return undefined;
  return [`LATTICE_HOOKS_SKIP=${quoted(names.join(','))}`, 'LATTICE_HOOKS_REASON="why"', command];
}

/** What a refusal stops: `git commit`, `git push`, or undefined for what nobody waits for. */
export function stoppedCommand(trigger: string): string | undefined {
  if (trigger === 'pre-push') return 'git push';
  if (['pre-commit', 'prepare-commit-msg', 'commit-msg'].includes(trigger)) return 'git commit';
  return trigger === 'pre-merge-commit' ? 'git merge' : undefined;
}

/**
 * `again: npx …`. What does not fit on one line goes on below, in a form that can still be copied into a shell.
 * Where a word has no room beside the label, all of them stand below it.
 */
export function commandLines(indent: number, label: string, words: Words, page: Page): readonly string[] {
  const start = `${label}: `;
  const isBeside = Math.max(...words.map(columnsOf)) + CONTINUED <= page.width - indent - columnsOf(start);
  const left = ' '.repeat(isBeside ? indent + columnsOf(start) : indent + 2);
  const lines = brokenCommand(words, page.width - left.length);
  const begin = ' '.repeat(indent) + page.paint('quiet', isBeside ? start : start.trimEnd());
  const [first = '', ...more] = lines;
  return isBeside ? [begin + first, ...more.map((line) => left + line)] : [begin, ...lines.map((line) => left + line)];
}

/** Columns of what ends a line that goes on. */
const CONTINUED = 2;

function brokenCommand(words: Words, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) + (index === words.length - 1 ? 0 : CONTINUED) > width) {
      lines.push(`${line} \\`);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Tasks such as those for commit messages cannot do without. Those of a push say where it goes, which few ask for. */
function argumentsOf({ hookArguments = [], trigger }: RunRecord): readonly string[] {
  return trigger === 'pre-push' ? [] : hookArguments;
}

/** Where the record does not tell: these hooks are about the index. */
function selectionOf({ selection, trigger }: RunRecord): readonly string[] {
  return selection ?? (trigger === 'pre-commit' || trigger === 'pre-merge-commit' ? ['--staged'] : []);
}

/** A word as POSIX shells take it literally. What is unsafe to show is spelled out, so that it can be seen and not run. */
export function quoted(word: string): string {
  const safe = safeName(word);
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
