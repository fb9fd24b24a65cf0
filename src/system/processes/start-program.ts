import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** What is started: see `Program`. */
export interface Startable {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: Uint8Array | undefined;
}

/** How a program ended, as the system says it. */
export interface Exit {
  readonly code: number | null;
  readonly by: string | null;
}

/** A program that runs. */
export interface Started {
  readonly type: 'started';
  /** The process group that it leads. */
  readonly group: number;
  readonly exit: Promise<Exit>;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** Why there is no such process. */
export interface NotStarted {
  readonly type: 'not-started';
  readonly reason: string;
}

/** Starts a program where the system itself finds programs and reads their first line, in a process group of its own. Never rejects. */
export function startProgram({ file, args, cwd, env, input }: Startable): Promise<Started | NotStarted> {
  const stdio: SpawnOptions['stdio'] = [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'];
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ type: 'not-started', reason: error.message });
    let child: ChildProcess;
    try {
      child = spawn(file, args, { cwd, env, stdio, detached: true });
    } catch (error) {
      // What Node does not wait for to tell, such as arguments that are too long.
      fail(error as Error);
      return;
    }
    child.on('error', fail);
    // A program may end before it has read its input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    const exit = exitOf(child);
    const { pid, stdout, stderr } = child;
    if (pid !== undefined && stdout !== null && stderr !== null)
      resolve({ type: 'started', group: pid, exit, stdout, stderr });
  });
}

/** Settles with the process itself, whoever still holds its pipes. */
export function exitOf(child: Pick<ChildProcess, 'on'>): Promise<Exit> {
  return new Promise((resolve) => child.on('exit', (code, by) => resolve({ code, by })));
}
