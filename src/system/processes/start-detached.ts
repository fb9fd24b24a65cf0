import { spawn } from 'node:child_process';

/** A program that goes on when we have ended. */
export interface Detached {
  /** Absolute. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts a program that nobody waits for, in a session of its own and without a terminal: it can ask nobody, and a terminal
 * that is closed does not end it. One that cannot be started is not missed.
 */
export function startDetached({ file, args, cwd, env }: Detached): void {
  const child = spawn(file, [...args], { cwd, env, detached: true, stdio: 'ignore', windowsHide: true });
  child.on('error', () => undefined);
  child.unref();
}
