import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { openTerminal } from './open.ts';
import type { Terminal } from './terminal.ts';
import { unwatchedTerminal } from './unwatched.ts';

/** Where a hook writes to: streams are made where somebody watches, and not otherwise. */
export function hookTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  return isWindow(1) || isWindow(2) ? openTerminal(process, env) : unwatchedTerminal(env);
}

/** Node loads all that it has for the network to answer this: the file system is asked first. */
function isWindow(stream: 1 | 2): boolean {
  try {
    return fstatSync(stream).isCharacterDevice() && isatty(stream);
  } catch {
    // Nobody has opened it.
    return false;
  }
}
