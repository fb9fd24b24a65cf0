import { execa } from 'execa';
import { exitOf, type NotStarted, type Startable, type Started } from './start-program.ts';

/**
 * Starts a program where somebody has to find it by PATHEXT, to read its first line, and to quote what goes through `cmd`:
 * on Windows. Elsewhere the system does that, and a hook does not wait for a library. Never rejects.
 */
export async function startByExeca(startable: Startable): Promise<Started | NotStarted> {
  const child = begin(startable);
  if (child instanceof Error) return { type: 'not-started', reason: child.message };
  if (child.pid === undefined) {
    const { originalMessage, shortMessage } = await child;
    return { type: 'not-started', reason: originalMessage ?? shortMessage ?? 'no reason was given' };
  }
  return { type: 'started', group: child.pid, exit: exitOf(child), stdout: child.stdout, stderr: child.stderr };
}

function begin({ file, args, cwd, env, input }: Startable) {
  try {
    return execa(file, args, {
      cwd,
      env,
      extendEnv: false,
      // A group of its own; Windows has none, and would open a window.
      detached: process.platform !== 'win32',
      reject: false,
      buffer: false,
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
      windowsHide: true,
    });
  } catch (error) {
    // It looks at each word, and for one of megabytes the stack may not do.
    return error instanceof Error ? error : new Error(String(error));
  }
}
