import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A server of others that was started for a test. */
export interface StartedServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Ends it, and waits for its end. */
  stop(): Promise<void>;
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program, and waits until it says something that matches, or `ready` resolves. Rejects with what it said when it ends before. */
export async function startProgram(
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>>,
  isReady: (said: string) => boolean | Promise<boolean>,
): Promise<{ readonly said: string; readonly stop: () => Promise<void> }> {
  const [program, ...args] = argv;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const ended = endOf(child);
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!(await isReady(said))) {
    if (isOver) throw new Error(`${argv.join(' ')} has ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { said, stop };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}
