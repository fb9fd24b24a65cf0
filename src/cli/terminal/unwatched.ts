import { writeSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';
import { readDisplay } from './display.ts';
import type { Terminal } from './terminal.ts';

/** Streams that are written to as streams: others share these, and do not want to wait. */
const busy = new Set<1 | 2>();

/**
 * Where a command writes to when both streams lead into files or other programs, as a hook's do under an editor. Written to
 * by their numbers: Node takes as long to make a stream as a hook that has nothing new takes for half of its work, and git and
 * all others who write to the same pipe would find it changed.
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
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0 && !busy.has(stream)) rest = rest.subarray(writeSync(stream, rest));
  } catch (error) {
    // A reader that is gone: nobody is left to be told, and the verdict stands.
    if (!isErrno(error, 'EAGAIN')) return;
    busy.add(stream);
    streamOf(stream).on('error', () => undefined);
  }
  // Where somebody has made a pipe such that it never waits, Node waits for its reader beside all else.
  if (rest.length > 0) streamOf(stream).write(rest);
}

function streamOf(stream: 1 | 2): NodeJS.WriteStream {
  return stream === 1 ? process.stdout : process.stderr;
}
