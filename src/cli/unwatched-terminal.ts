import { writeSync } from 'node:fs';
import { readDisplay } from './display.ts';
import type { Terminal } from './terminal.ts';

/**
 * Where a command writes to when both streams lead into files or other programs, as a hook's do under an editor. Written to
 * by their numbers: Node takes as long to make a stream as a hook that has nothing new takes for half of its work.
 */
export function unwatchedTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  const forced = env['FORCE_COLOR'] ?? '';
  const { shown, words } = readDisplay(env);
  return {
    out: (text) => write(1, shown(text)),
    raw: (text) => write(1, text),
    err: (text) => write(2, shown(text)),
    color: forced !== '' && forced !== '0',
    width: 80,
    isWindow: false,
    isInteractive: false,
    words,
  };
}

function write(stream: 1 | 2, text: string): void {
  try {
    writeSync(stream, text);
  } catch {
    // A reader that is gone, or too slow for a line: nobody is left to be told, and the verdict stands.
  }
}
