import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../core/task.ts';
import { stripColors } from '../tool-output/plain-text.ts';

/** Lines of a tool's output that are shown where no finding could be read from it. */
const SHOWN_LINES = 40;

/** Output as it is shown, and where the whole of it is kept. */
export interface Kept {
  readonly output: string;
  readonly log?: string;
}

/** Keeps the whole output in a file and returns what is shown of it: all when it is short, else its end, where tools sum up. */
export function keepOutput(folder: string, task: Task, output: string): Kept {
  const text = stripColors(output).replace(/\s+$/, '');
  const lines = text.split('\n');
  const shown = lines.length <= SHOWN_LINES ? text : `…\n${lines.slice(-SHOWN_LINES).join('\n')}`;
  if (text === '') return { output: '' };
  const log = join(
    folder,
    `${[task.root, task.tier, task.name]
      .join('.')
      .replace(/[^\w.-]+/g, '-')
      .replace(/^\.+/, '')}.log`,
  );
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(log, output);
    return { output: shown, log };
  } catch {
    return { output: shown };
  }
}
