import { isCI } from '../../system/ci.ts';
import { readDisplay } from './display.ts';
import type { Terminal } from './terminal.ts';

/** One of the streams that a terminal consists of. */
type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns' | 'rows' | 'on'>;

/**
 * What a person sees, by the streams and the variables that speak of it: NO_COLOR (no-color.org), FORCE_COLOR, TERM, CI,
 * those of `display.ts`.
 * Lines are drawn over on standard error only, and only where a person can watch.
 */
export function openTerminal(
  streams: {
    readonly stdout: Stream;
    readonly stderr: Stream;
    readonly stdin?: NodeJS.ReadStream;
    readonly platform?: string;
  },
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { stdout, stderr, platform } = streams;
  // A window that was closed, a reader that went away: nobody is left to be told, and what is hidden must come back.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const isDumb = env['TERM'] === 'dumb';
  const forced = env['FORCE_COLOR'];
  // What goes into a file or another program is to be read there.
  const isWatched = stdout.isTTY === true && stderr.isTTY === true;
  const display = (stream: Stream) => readDisplay(env, stream.isTTY === true ? { platform } : undefined);
  const [onOut, onErr] = [display(stdout), display(stderr)];
  const isInteractive = stderr.isTTY === true && !isCI(env) && !isDumb;
  return {
    out: (text) => void stdout.write(onOut.shown(text)),
    raw: (text) => void stdout.write(text),
    err: (text) => void stderr.write(onErr.shown(text)),
    color: isSet(forced) ? forced !== '0' : isWatched && !isDumb && !isSet(env['NO_COLOR']),
    // Asked anew each time: windows change their size. One that was never told its size says 0, as in some containers.
    get width() {
      return stderr.columns || stdout.columns || 80;
    },
    isWindow: stdout.isTTY === true,
    get height() {
      return stderr.rows || stdout.rows || undefined;
    },
    isInteractive: isInteractive && onErr.mayDraw,
    words: onOut.words,
    // Standard input is looked at when somebody is to be asked: Node takes its time to open it.
    get ask() {
      const { stdin } = streams;
      return isInteractive && stdin?.isTTY === true ? (question: string) => ask(question, stdin, stderr) : undefined;
    },
  };
}

/** Undefined: the answer was Ctrl-C. */
async function ask(question: string, stdin: NodeJS.ReadStream, stderr: Stream): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: stdin, output: stderr as NodeJS.WriteStream, historySize: 0 });
  try {
    return await new Promise((resolve) => {
      lines.on('SIGINT', () => resolve(undefined));
      // Ctrl-D.
      lines.on('close', () => resolve(''));
      lines.question(question, resolve);
    });
  } finally {
    lines.close();
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
