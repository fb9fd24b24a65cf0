import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Work } from '../core/ports.ts';
import { stripColors } from '../tool-output/plain-text.ts';

/** Lines and characters of a tool's output that are shown where no finding could be read from it. */
const SHOWN = { lines: 40, characters: 8000 };

/** Output as it is shown, and where the whole of it is kept. */
export interface Kept {
  readonly output: string;
  readonly log?: string;
}

/**
 * Keeps the whole output in a file that its owner alone may read, and returns what is shown of it: all when it is short,
 * else its end, where tools sum up. Each piece of work has a file of its own, which its next run replaces.
 */
export function keepOutput(folder: string, work: Work, output: string): Kept {
  const text = stripColors(output).trimEnd();
  if (text.trim() === '') return { output: '' };
  const shown = trimOutput(text);
  const log = join(folder, logName(work));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Removed, so that neither a link nor the permissions of an older file are followed.
    rmSync(log, { force: true });
    writeFileSync(log, output, { mode: 0o600, flag: 'wx' });
    return { output: shown, log };
  } catch {
    // A full disk must not hide what the tool said.
    return { output: shown };
  }
}

/** The end of a long text, as it is shown. */
export function trimOutput(text: string): string {
  const lines = text.split('\n').slice(-SHOWN.lines).join('\n').slice(-SHOWN.characters);
  return lines.length === text.length ? text : `…\n${lines}`;
}

/** The file's name: the task's, and where the files were split over several programs, which of them it was. */
function logName({ check, files }: Work): string {
  const { root, tier, name } = check.task;
  const words = [root, tier, name].filter((word) => word !== '').map(plainWord);
  const part = files.length === check.files.length ? [] : [String(check.files.indexOf(files[0] ?? '') + 1)];
  return [...words, ...part, 'log'].join('.');
}

/** A word of letters, digits and dashes; a hash keeps apart what they cannot tell apart. */
function plainWord(word: string): string {
  const plain = word.replace(/[^\w-]+/g, '-').slice(0, 60);
  return plain === word ? word : `${plain}-${createHash('sha256').update(word).digest('hex').slice(0, 8)}`;
}
