import type { RunRecord } from '../core/record.ts';
import { columnsOf } from './columns.ts';
import { safeName } from './harmless.ts';
import type { Page } from './page.ts';

/** Words of a command for a shell. */
export type Words = readonly string[];

/** The command that makes a run again, or one task of it, with the files that it was about. */
export function againCommand(record: RunRecord, tier: string, task?: string): Words {
  const only = task === undefined ? [] : ['--only', quoted(task)];
  return ['npx lattice-hooks run', quoted(tier), ...only, ...selectionOf(record).map(quoted)];
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

/** `again: npx …`. What does not fit on one line goes on below, in a form that can still be copied into a shell. */
export function commandLines(indent: number, label: string, words: Words, page: Page): readonly string[] {
  const start = `${label}: `;
  const left = indent + columnsOf(start);
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    const room = page.width - left - (index === words.length - 1 ? 0 : 2);
    if (line !== '' && columnsOf(longer) > room) {
      lines.push(`${line} \\`);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((one, index) =>
    index === 0 ? ' '.repeat(indent) + page.paint('quiet', start) + one : ' '.repeat(left) + one,
  );
}

/** Where the record does not tell: these hooks are about the index. */
function selectionOf({ selection, trigger }: RunRecord): readonly string[] {
  return selection ?? (trigger === 'pre-commit' || trigger === 'pre-merge-commit' ? ['--staged'] : []);
}

/** A word as POSIX shells take it literally. What is unsafe to show is spelled out, so that it can be seen and not run. */
function quoted(word: string): string {
  const safe = safeName(word);
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
