import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/** What a system may have as /bin/sh. */
const SHELLS = [['sh'], ['dash'], ['bash', '--posix'], ['busybox', 'sh'], ['zsh', '--emulate', 'sh']] as const;

/** A shell as it is started: its absolute path, and its arguments. */
export interface Shell {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

/** Those that this machine has, each once: `sh` is another name for one of them as a rule. What is missing is told. */
export function shellsHere(): readonly Shell[] {
  const shells = new Map<string, Shell>();
  for (const [program, ...args] of SHELLS) {
    const found = where(program);
    const real = found === '' ? '' : realpathSync(found);
    const name = [program, ...args].join(' ');
    if (real === '') console.warn(`NOT TRIED: hooks under ${name}, which this machine does not have`);
    // Busybox and zsh go by their first argument and their name.
    else if (!shells.has(real)) shells.set(real, { name, command: [found, ...args] });
  }
  return [...shells.values()];
}

/** Absolute path of a program; empty where there is none. */
export function where(program: string): string {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { encoding: 'utf8' }).stdout.trim();
}
