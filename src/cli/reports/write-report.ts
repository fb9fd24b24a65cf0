import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytesText } from '../../report-text/amounts.ts';
import { safeName } from '../../report-text/harmless.ts';
import { linked } from '../../report-text/page.ts';
import type { World } from '../../run/world.ts';
import { writeNamed } from '../../system/named-file.ts';
import { linkRootFor } from '../terminal/hyperlinks.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { unwritableReport } from './unwritable.ts';

/** Writes a report into its file. Returns whether it lies there now, and not in a pipe. Throws `LatticeError`. */
export function writeReport(file: string, text: string, { cwd }: Pick<World, 'cwd'>): boolean {
  try {
    return writeNamed(resolve(cwd, file), text);
  } catch (error) {
    throw unwritableReport(file, error);
  }
}

/** Says where a report lies, as a link where the terminal follows them. `out`: where it says so. */
export function tellWritten(
  file: string,
  text: string,
  { cwd, env }: Pick<World, 'cwd' | 'env'>,
  terminal: Terminal,
  out: 'out' | 'err',
): void {
  const place = resolve(cwd, file);
  const name = safeName(file);
  const follows = out === 'out' && linkRootFor(cwd, env, terminal) !== undefined;
  const shown = follows ? linked(pathToFileURL(place).href, name) : name;
  terminal[out](`wrote ${shown} (${bytesText(Buffer.byteLength(text))})\n`);
}
