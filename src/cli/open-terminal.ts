import { isCI } from '../system/ci.ts';
import type { Terminal } from './terminal.ts';

/** One of the streams that a terminal consists of. */
type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns' | 'rows' | 'on'>;

/**
 * What a person sees, by the streams and the variables that speak of it: NO_COLOR (no-color.org), FORCE_COLOR, TERM, CI.
 * Lines are drawn over on standard error only, and only where a person can watch.
 */
export function openTerminal(
  { stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream },
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  // A window that was closed, a reader that went away: nobody is left to be told, and what is hidden must come back.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const isDumb = env['TERM'] === 'dumb';
  const forced = env['FORCE_COLOR'];
  // What goes into a file or another program is to be read there.
  const isWatched = stdout.isTTY === true && stderr.isTTY === true;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    color: isSet(forced) ? forced !== '0' : isWatched && !isDumb && !isSet(env['NO_COLOR']),
    // Asked anew each time: windows change their size.
    get width() {
      return stderr.columns ?? stdout.columns ?? 80;
    },
    isWindow: stdout.isTTY === true,
    get height() {
      return stderr.rows ?? stdout.rows;
    },
    isInteractive: stderr.isTTY === true && !isCI(env) && !isDumb,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
